"""What a sample document says, before anybody draws it: parties, lines, taxes and totals, all in Decimal."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from services.types import DocumentKind

CENT = Decimal("0.01")


def to_cents(amount: Decimal) -> Decimal:
    """An amount rounded to two decimals, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


class Language(StrEnum):
    """In which language a sample is written."""

    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    SPANISH = "es"
    ITALIAN = "it"
    DUTCH = "nl"
    PORTUGUESE = "pt"
    POLISH = "pl"
    MALAY = "ms"
    CZECH = "cs"
    SWEDISH = "sv"
    DANISH = "da"


class PaymentMethod(StrEnum):
    """How a sample says that it was paid."""

    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Party:
    """A seller or buyer. `tax_id` and `iban` are without spaces; empty when it has none."""

    name: str
    street: str
    postcode: str
    city: str
    country: str  # ISO 3166-1 alpha-2
    phone: str = ""
    tax_id: str = ""
    iban: str = ""
    brand: str = ""  # what the sign says, where it is not the legal name
    registration: str = ""  # number in a register of firms, as printed
    domain: str = ""  # such as brandname.example
    tax_id_printed: str = ""  # the tax id with the spaces and dots of its country
    branch: str = ""  # which of its shops, as printed under the name: "Filiale 12"
    trade: str = ""  # which goods it sells, a key of its language's trades


@dataclass(frozen=True, slots=True)
class Payment:
    """How it was or shall be paid. `tendered` is the cash handed over, `card_last4` the digits on the slip."""

    method: PaymentMethod
    tendered: Decimal | None = None
    card_last4: str = ""


@dataclass(frozen=True, slots=True)
class SpecLine:
    """One sold thing. `tax_rate` in per cent; `unit_price` is net or gross as the document says."""

    description: str
    quantity: Decimal
    unit_price: Decimal
    tax_rate: Decimal
    unit: str = "pc"
    discount: Decimal = Decimal(0)  # taken off the line
    tax_mark: str = ""  # a letter that stands for the rate
    code: str = ""  # article number

    @property
    def amount(self) -> Decimal:
        return to_cents(self.quantity * self.unit_price) - self.discount


@dataclass(frozen=True, slots=True)
class TaxSum:
    """One row of the tax table; `rate` in per cent."""

    rate: Decimal
    net: Decimal
    tax: Decimal

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """A whole document. With `prices_include_tax` the lines are gross (receipts), else net (invoices)."""

    kind: DocumentKind
    language: Language
    seller: Party
    number: str
    issued: dt.datetime  # local time of the till; naive, because receipts print no zone
    lines: tuple[SpecLine, ...]
    currency: str
    payment: Payment
    prices_include_tax: bool
    buyer: Party | None = None
    service_date: dt.date | None = None
    due_date: dt.date | None = None
    country: str = ""  # ISO 3166-1 alpha-2; "" for the samples
    tip: Decimal = Decimal(0)
    rounding: Decimal = Decimal(0)  # to the smallest coin, signed
    service_charge: Decimal = Decimal(0)  # a surcharge on the sum of the lines, without tax
    prepaid: Decimal = Decimal(0)  # paid before, taken off the total
    credited_number: str = ""  # the invoice that a credit note corrects

    @property
    def rates(self) -> tuple[Decimal, ...]:
        """The tax rates that occur, highest first."""
        return tuple(sorted({line.tax_rate for line in self.lines}, reverse=True))

    @property
    def taxes(self) -> tuple[TaxSum, ...]:
        return tuple(self._tax_at(rate) for rate in self.rates)

    def _tax_at(self, rate: Decimal) -> TaxSum:
        amount = sum((line.amount for line in self.lines if line.tax_rate == rate), Decimal(0))
        if self.prices_include_tax:
            net = to_cents(amount / (1 + rate / 100))
            return TaxSum(rate, net, amount - net)
        return TaxSum(rate, amount, to_cents(amount * rate / 100))

    @property
    def net(self) -> Decimal:
        return sum((row.net for row in self.taxes), Decimal(0))

    @property
    def tax(self) -> Decimal:
        return sum((row.tax for row in self.taxes), Decimal(0))

    @property
    def total(self) -> Decimal:
        """What the document is about: net and tax with service charge, tip and rounding."""
        return self.net + self.tax + self.service_charge + self.tip + self.rounding

    @property
    def amount_due(self) -> Decimal:
        return self.total - self.prepaid

    @property
    def change(self) -> Decimal | None:
        """Cash handed back; None when not paid in cash."""
        return None if self.payment.tendered is None else self.payment.tendered - self.amount_due
