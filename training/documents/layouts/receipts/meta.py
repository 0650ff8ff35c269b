"""Date, time, number, till and cashier of a receipt, in the many ways tills put them."""

from __future__ import annotations

import datetime as dt

from training.documents.canvas import Content, Span, field
from training.documents.layouts.receipts.slip import Slip

FIRST_NAMES = ("Ana", "Kim", "Lee", "Mia", "Noor", "Tom", "Eva", "Jo", "Ines", "Rui", "Ola", "Siti", "Ravi", "Pia")


def _date(slip: Slip) -> Span:
    return field(slip.scene.date(slip.spec.issued), "date")


def _time(slip: Slip) -> str:
    return slip.scene.time(slip.spec.issued)


def _number(slip: Slip) -> Span:
    return field(slip.spec.number, "invoice_number")


def _number_label(slip: Slip) -> str:
    return slip.scene.word(slip.words.receipt_number_labels)


def _cashier(slip: Slip) -> tuple[str, str]:
    name = slip.pick("cashier", (*FIRST_NAMES, "ADMIN", "USER", "0012", "1001", "K3"))
    return slip.scene.word(slip.words.cashier_labels), name


def rows(slip: Slip) -> None:
    """A row each for number, date, time and cashier, in any order."""
    date, time = slip.scene.word(slip.words.date_labels), slip.scene.word(slip.words.time_labels)
    cashier, name = _cashier(slip)
    entries: list[tuple[str, Content]] = [
        (_number_label(slip), _number(slip)),
        (date, _date(slip)),
        (time, _time(slip)),
        (cashier, name),
    ]
    slip.dice("order of the rows").shuffle(entries)
    is_spread = slip.scene.chance("values at the right", 0.25)
    for label, value in entries:
        if is_spread:
            slip.row(label + slip.look.colon, value)
        else:
            slip.tabbed(label + slip.look.colon, value)


def date_and_time(slip: Slip) -> None:
    """Date and time in one row behind the label, the number in another."""
    label = slip.scene.word(slip.words.date_labels) if slip.scene.chance("date label", 0.7) else ""
    slip.line(slip.labelled(_number_label(slip), _number(slip)))
    slip.line(slip.labelled(label, _date(slip), _time(slip)))


def two_columns(slip: Slip) -> None:
    """Number and date side by side, cashier and time below."""
    cashier, name = _cashier(slip)
    slip.row(
        slip.labelled(_number_label(slip), _number(slip)), slip.labelled(slip.scene.word(slip.words.date_labels), _date(slip))
    )
    slip.row(slip.labelled(cashier, name), slip.labelled(slip.scene.word(slip.words.time_labels), _time(slip)))


def number_row(slip: Slip) -> None:
    slip.line(slip.labelled(_number_label(slip), _number(slip)))


def till_row(slip: Slip) -> None:
    """Date, time, shop, till and number in one row without any label."""
    dice = slip.dice("till")
    codes = (f"{dice.randint(1, 999):04}", f"T{dice.randint(1, 9)}", f"{dice.randint(1, 99):03}")
    if slip.scene.chance("number in the till row", 0.6):
        slip.line((_date(slip), _time(slip), *codes[:2], _number(slip)))
    else:
        slip.line((_date(slip), _time(slip), *codes))


def time_number_date(slip: Slip) -> None:
    slip.line((_time(slip), _number(slip), _date(slip)))


def date_left_time_right(slip: Slip) -> None:
    slip.row(_date(slip), _time(slip))


def number_left_date_right(slip: Slip) -> None:
    slip.row((f"{_number_label(slip)}{slip.look.colon}", _number(slip)), _date(slip))


def centred_date(slip: Slip) -> None:
    slip.head((_date(slip), _time(slip)))


def glued(slip: Slip) -> None:
    """The label, date and time without any blank between, as some programs print them."""
    label = slip.scene.word(slip.words.date_labels)
    date = slip.scene.date(slip.spec.issued)
    slip.line((field(f"{label}:{date}", "date"), slip.pick("dash", ("", "-", "/", "#")), _time(slip)))


def cashier_row(slip: Slip) -> None:
    slip.line(slip.labelled(*_cashier(slip)))


def table_row(slip: Slip) -> None:
    """Of a restaurant: the table and the guests."""
    dice = slip.dice("table")
    label, guests = slip.scene.word(slip.words.table_labels), dice.randint(1, 8)
    slip.row(
        slip.labelled(label, str(dice.randint(1, 60))), slip.pick("guests", ("", f"Pax {guests}", f"x{guests}", f"# {guests}"))
    )


def code_row(slip: Slip) -> None:
    """Numbers of machines, which mean nothing to the customer."""
    dice = slip.dice("codes")
    slip.line(
        " ".join(f"{dice.randint(0, 10**size - 1):0{size}}" for size in dice.choice(((4, 3, 6), (5, 2), (3, 3, 3, 4), (8,))))
    )


def opened_and_printed(slip: Slip) -> None:
    """When the table was opened and when the bill was printed, on the same evening."""
    opened = slip.spec.issued - dt.timedelta(minutes=slip.dice("opened").randint(20, 150))
    if opened.date() == slip.spec.issued.date():
        slip.row((slip.scene.date(opened), slip.scene.time(opened)), slip.pick("opened", ("*", "#1", "A", "OPEN")))
    slip.row((_date(slip), _time(slip)), _number(slip))


def boxed_number(slip: Slip) -> None:
    """The number of the order, large, as kitchens call it out."""
    slip.gap(0.3)
    slip.head(f"{slip.dice('order').randint(1, 999)}", slip.name)
    slip.gap(0.3)


def customer(slip: Slip) -> None:
    """Whom it was sold to: another name and address, which are not the seller's."""
    if slip.scene.chance("customer", 0.5):
        buyer = slip.scene.country.customer(slip.dice("customer"))
        slip.line(slip.labelled(slip.scene.word(slip.words.customer_labels), ""))
        slip.line(buyer.name)
        slip.line(buyer.street)
        slip.line(f"{buyer.postcode} {buyer.city}")
