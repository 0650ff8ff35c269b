"""The head of a receipt: the sign, the legal name, where it is, its numbers, and what the paper calls itself."""

from __future__ import annotations

from training.documents.canvas import Style, field
from training.documents.layouts.receipts.slip import Slip

CITY_FIRST = frozenset({"GB", "IE", "US", "CA", "AU", "NZ"})
FIRM = ("vendor", "vendor_legal_name")
BRAND = ("vendor_brand",)


def sign_and_firm(slip: Slip) -> None:
    """The sign large, the legal name below it."""
    seller = slip.spec.seller
    if not seller.brand:
        firm_large(slip)
        return
    slip.head(field(seller.brand, "vendor", *BRAND), slip.name)
    slip.head(field(seller.name, "vendor_legal_name"))


def sign_only(slip: Slip) -> None:
    """The sign; the legal name stands at the foot or nowhere."""
    seller = slip.spec.seller
    slip.head(field(seller.brand, "vendor", *BRAND) if seller.brand else field(seller.name, *FIRM), slip.name)


def firm_large(slip: Slip) -> None:
    slip.head(field(slip.spec.seller.name, *FIRM), slip.name)


def firm_plain(slip: Slip) -> None:
    """No larger than the rest."""
    slip.head(field(slip.spec.seller.name, *FIRM), slip.pick("weight of the name", (slip.plain, slip.strong)))


def firm_and_sign(slip: Slip) -> None:
    """The legal name first, the sign below."""
    firm_large(slip)
    if slip.spec.seller.brand:
        slip.head(field(slip.spec.seller.brand, *BRAND))


def firm_with_number(slip: Slip) -> None:
    """The legal name and its number in the register in one row, or in two where they do not fit."""
    seller = slip.spec.seller
    name, number = field(seller.name, *FIRM), seller.registration
    if slip.fits((name, f"({number})"), slip.strong):
        slip.head((name, f"({number})" if number else ""), slip.strong)
    else:
        slip.head(name, slip.strong)
        slip.head(f"({number})" if number else "")


def spaced_sign(slip: Slip) -> None:
    """The sign in wide letters, as a logo is; the legal name can be read."""
    seller = slip.spec.seller
    first = (seller.brand or seller.name).split()[0]
    slip.head(" ".join(first.upper()), slip.name)
    slip.head(field(seller.name, *FIRM), slip.strong)


def white_sign(slip: Slip) -> None:
    """The sign white on black."""
    seller = slip.spec.seller
    top = slip.y + 0.2 * slip.name.size
    slip.head(field(seller.brand or seller.name, "vendor"), Style(slip.name.face, slip.name.size, grey=1.0))
    slip.canvas.band(slip.left, top, slip.right, slip.y + 0.35 * slip.name.size, grey=0.1)
    slip.gap(0.4)
    slip.head(field(seller.name, "vendor_legal_name"))


def registration(slip: Slip) -> None:
    number = slip.spec.seller.registration
    if number:
        slip.head(slip.pick("registration", (f"({number})", number, number)))


def branch(slip: Slip) -> None:
    slip.head(slip.spec.seller.branch)


def address(slip: Slip) -> None:
    """In two rows, or in as many as one running text needs."""
    seller = slip.spec.seller
    place = f"{seller.city} {seller.postcode}" if seller.country in CITY_FIRST else f"{seller.postcode} {seller.city}"
    if slip.scene.chance("address in one", 0.4):
        slip.block((f"{seller.street}, {place}",), "vendor_address")
    else:
        comma = "," if slip.scene.chance("comma", 0.3) else ""
        slip.block((seller.street + comma, place), "vendor_address")


def phone(slip: Slip) -> None:
    if slip.spec.seller.phone:
        slip.head(slip.labelled(slip.scene.word(slip.words.phone_labels), slip.spec.seller.phone))


def web(slip: Slip) -> None:
    domain = slip.spec.seller.domain
    if domain:
        slip.head(slip.pick("web", (f"www.{domain}", domain, f"info@{domain}")))


def tax_id(slip: Slip) -> None:
    seller = slip.spec.seller
    if number := seller.tax_id_printed or seller.tax_id:
        slip.head(slip.labelled(slip.scene.word(slip.words.tax_id_labels), field(number, "vendor_tax_id")))


def title(slip: Slip) -> None:
    """Receipt, tax invoice; not every receipt says so."""
    if text := slip.scene.word(slip.words.receipt_titles):
        dressed = slip.pick("title", ("{}", "{}", "*** {} ***", "- {} -", "** {} **", "<< {} >>"))
        slip.gap(0.4)
        slip.head(dressed.format(text), slip.pick("weight of the title", (slip.plain, slip.strong, slip.total)))


def greeting(slip: Slip) -> None:
    slip.head(slip.scene.word(slip.words.headers))


def rule(slip: Slip) -> None:
    slip.rule()


def gap(slip: Slip) -> None:
    slip.gap()
