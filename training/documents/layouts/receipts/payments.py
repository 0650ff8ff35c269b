"""How a receipt was paid: cash and change, the card and what its terminal prints."""

from __future__ import annotations

from training.documents.canvas import Align, field
from training.documents.layouts.receipts.slip import Slip
from training.documents.spec import PaymentMethod

SCHEMES = ("A0000000031010", "A0000000041010", "A0000000043060", "A000000025010801")


def paid(slip: Slip) -> None:
    """Cash and change, or the card with the amount."""
    spec, words, scene = slip.spec, slip.words, slip.scene
    if spec.payment.method is PaymentMethod.CASH:
        _cash(slip)
    elif spec.payment.method is PaymentMethod.CARD:
        slip.row(field(scene.word(words.card_labels), "payment_method"), slip.amount(spec.amount_due))
        _masked(slip)
    else:
        slip.line(field(scene.word(words.transfer_sentences), "payment_method"))


def _cash(slip: Slip) -> None:
    spec, words, scene = slip.spec, slip.words, slip.scene
    given = spec.amount_due if spec.payment.tendered is None else spec.payment.tendered
    slip.row((field(scene.word(words.cash_labels), "payment_method"), slip.look.colon.strip()), slip.amount(given))
    change = spec.change
    if change is not None and (change or scene.chance("no change", 0.6)):
        slip.row(scene.word(words.change_labels) + slip.look.colon, slip.amount(change))


def _masked(slip: Slip) -> None:
    """The digits of the card that a receipt may show."""
    digits = slip.spec.payment.card_last4
    if digits:
        mask = slip.pick("mask", ("**** **** ****", "XXXX XXXX XXXX", "############", "************", "xxxx"))
        slip.line((mask, field(digits, "card_last4")))


def paid_with_slip(slip: Slip) -> None:
    """As `paid`, and below it what the card terminal prints."""
    paid(slip)
    if slip.spec.payment.method is PaymentMethod.CARD:
        slip.gap()
        card_slip(slip)


def card_slip(slip: Slip) -> None:
    """What the terminal prints: its numbers, or a whole slip with date, number and the amount once more."""
    if slip.scene.chance("whole card slip", 0.4):
        _whole_card_slip(slip)
        return
    dice, scene = slip.dice("terminal"), slip.scene
    for label, value in dice.sample(_numbers(slip), dice.randint(2, 5)):
        slip.row(label, value)
    if scene.chance("moment on the card slip", 0.5):
        slip.line((scene.date(slip.spec.issued), scene.time(slip.spec.issued)))
    slip.row(scene.word(slip.words.amount_labels), slip.amount(slip.spec.amount_due, with_symbol=True))


def _numbers(slip: Slip) -> list[tuple[str, str]]:
    dice = slip.dice("numbers of the terminal")
    return [
        ("Terminal", f"{dice.randint(10_000_000, 99_999_999)}"),
        ("Trans.", f"{dice.randint(1, 999_999):06}"),
        ("AID", dice.choice(SCHEMES)),
        ("AUTH CODE", f"{dice.randint(0, 999_999):06}"),
        ("Trace", f"{dice.randint(1, 9999):04}"),
        ("MID", f"{dice.randint(10**9, 10**10 - 1)}"),
        ("EMV", "CONTACTLESS"),
    ]


def _whole_card_slip(slip: Slip) -> None:
    """A slip of its own inside the receipt; its number is not the receipt's."""
    scene, words, dice = slip.scene, slip.words, slip.dice("whole slip")
    slip.rule()
    slip.line(
        slip.pick("stars of the slip", ("* * {} * *", "--- {} ---", "{}")).format(scene.word(words.card_labels)),
        align=Align.CENTRE,
    )
    slip.row(
        slip.labelled(scene.word(words.date_labels), scene.date(slip.spec.issued)),
        slip.labelled(scene.word(words.time_labels), scene.time(slip.spec.issued)),
    )
    slip.line(slip.labelled(scene.word(words.receipt_number_labels), f"{dice.randint(1, 9999):04}"))
    for label, value in dice.sample(_numbers(slip), 3):
        slip.line(slip.labelled(label, value))
    slip.gap(0.4)
    slip.row((scene.word(words.amount_labels), slip.spec.currency), slip.amount(slip.spec.amount_due), slip.strong)
    slip.rule()
