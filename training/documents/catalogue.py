"""The sample documents by name. Another seed gives another firm, basket, date and number; the sums always agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from services.types import DocumentKind
from training.documents import goods, sellers
from training.documents.effects import blur, fade, fold, noise, perspective, shadow
from training.documents.generator import GeneratedDocument, Medium, generate
from training.documents.layouts import kassenbon, letter, thermal
from training.documents.spec import DocumentSpec, Language, Payment, PaymentMethod, SpecLine, to_cents

_WORN_SLIP = (fade, perspective, shadow, blur, noise)
_FOLDED_SLIP = (fold, perspective, shadow, blur, noise)
_FIRST_DAY = dt.datetime.combine(dt.date(2026, 1, 7), dt.time())  # without a zone, as tills print it


def _moment(random: Random) -> dt.datetime:
    return _FIRST_DAY + dt.timedelta(days=random.randrange(290), minutes=random.randint(8 * 60, 20 * 60))


def _receipt_lines(offer: tuple[goods.Article, ...], random: Random, total: Decimal | None) -> tuple[SpecLine, ...]:
    lines = goods.basket(offer, random, fewest=4, most=9)
    return lines if total is None else goods.basket_worth(lines, total)


def _cash_for(lines: tuple[SpecLine, ...], random: Random) -> Payment:
    """Handed over in fives, with at least one cent back."""
    total = sum((line.amount for line in lines), Decimal(0))
    fives = total // 5 + random.choice((1, 1, 2))
    return Payment(PaymentMethod.CASH, tendered=to_cents(Decimal(fives * 5)))


def _card(random: Random) -> Payment:
    return Payment(PaymentMethod.CARD, card_last4=f"{random.randrange(10000):04}")


def thermal_receipt(seed: int = 1, total: Decimal | None = None, *, photographed: bool = True) -> GeneratedDocument:
    """A faded thermal receipt in English, EUR, paid by card; flat and clean when not `photographed`."""
    random = Random(f"thermal {seed}")
    spec = DocumentSpec(
        kind=DocumentKind.RECEIPT,
        language=Language.ENGLISH,
        seller=sellers.irish_shop(random),
        number=f"{random.randint(1, 9):02}-{random.randint(10000, 99999)}",
        issued=_moment(random),
        lines=_receipt_lines(goods.IRISH_SHOP, random, total),
        currency="EUR",
        payment=_card(random),
        prices_include_tax=True,
    )
    effects = _WORN_SLIP if photographed else ()
    return generate(spec, thermal.draw, medium=Medium.PHOTO, seed=seed, effects=effects)


def german_receipt(seed: int = 1, total: Decimal | None = None, *, photographed: bool = True) -> GeneratedDocument:
    """A folded Kassenbon, EUR, two tax rates, paid in cash; flat and clean when not `photographed`."""
    random = Random(f"kassenbon {seed}")
    lines = _receipt_lines(goods.GERMAN_SHOP, random, total)
    spec = DocumentSpec(
        kind=DocumentKind.RECEIPT,
        language=Language.GERMAN,
        seller=sellers.german_shop(random),
        number=str(random.randint(1000, 9999)),
        issued=_moment(random),
        lines=lines,
        currency="EUR",
        payment=_cash_for(lines, random),
        prices_include_tax=True,
    )
    effects = _FOLDED_SLIP if photographed else ()
    return generate(spec, kassenbon.draw, medium=Medium.PHOTO, seed=seed, effects=effects)


def invoice_pdf(seed: int = 1) -> GeneratedDocument:
    """A text PDF in English: net prices in GBP, VAT, bank account, due in 30 days."""
    random = Random(f"invoice {seed}")
    issued = _moment(random)
    spec = DocumentSpec(
        kind=DocumentKind.INVOICE,
        language=Language.ENGLISH,
        seller=sellers.british_firm(random),
        buyer=sellers.british_customer(random),
        number=f"INV-{issued:%Y}-{random.randint(100, 999)}",
        issued=issued,
        service_date=issued.date() - dt.timedelta(days=random.randint(1, 9)),
        due_date=issued.date() + dt.timedelta(days=30),
        lines=goods.basket(goods.BRITISH_FIRM, random),
        currency="GBP",
        payment=Payment(PaymentMethod.TRANSFER),
        prices_include_tax=False,
    )
    return generate(spec, letter.draw, medium=Medium.PDF)


def facturx_invoice(seed: int = 1) -> GeneratedDocument:
    """A German Factur-X invoice, EUR: the page and the embedded XML say the same."""
    random = Random(f"factur-x {seed}")
    issued = _moment(random)
    spec = DocumentSpec(
        kind=DocumentKind.INVOICE,
        language=Language.GERMAN,
        seller=sellers.german_firm(random),
        buyer=sellers.german_customer(random),
        number=f"RE-{issued:%Y}-{random.randint(1000, 9999)}",
        issued=issued,
        service_date=issued.date() - dt.timedelta(days=random.randint(1, 9)),
        due_date=issued.date() + dt.timedelta(days=14),
        lines=goods.basket(goods.GERMAN_FIRM, random),
        currency="EUR",
        payment=Payment(PaymentMethod.TRANSFER),
        prices_include_tax=False,
    )
    return generate(spec, letter.draw, medium=Medium.FACTUR_X)


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of `samples/`: its name, the kind that manifests call it, and how to make it from a seed."""

    file: str
    kind: str
    make: Callable[[int], GeneratedDocument]


SAMPLES: Mapping[str, Sample] = {
    "thermal_receipt": Sample("thermal_receipt.jpg", "receipt", thermal_receipt),
    "german_receipt": Sample("german_receipt.jpg", "receipt", german_receipt),
    "invoice_pdf": Sample("invoice.pdf", "invoice", invoice_pdf),
    "facturx_invoice": Sample("facturx_invoice.pdf", "einvoice", facturx_invoice),
}
