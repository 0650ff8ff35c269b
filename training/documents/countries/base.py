"""What a country contributes to a generated document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from training.documents.goods import Article
from training.documents.spec import Party
from training.documents.wordings.base import Words


@dataclass(frozen=True, slots=True)
class MoneyStyle:
    """How amounts are printed. `grouping` is the sign between thousands ("" prints none)."""

    decimal_mark: str
    grouping: str
    decimals: int
    symbols: tuple[str, ...]  # as printed beside amounts, such as "€", "EUR", "RM"; "" where none is printed
    is_symbol_first: bool


@dataclass(frozen=True, slots=True)
class Country:
    """`rates` in per cent, the usual one first. `date_forms` and `time_forms` are strftime patterns, the usual one first.

    `words` has one entry per language in use, `language` being ISO 639-1. `cash_step` is the smallest coin (None: no rounding).
    The callables draw invented things: a shop (brand, legal name, address, ids), a firm that writes invoices, a private or
    business customer. `shop_goods` and `firm_goods` are in the language of the country.
    """

    code: str  # ISO 3166-1 alpha-2
    currency: str  # ISO 4217
    words: tuple[Words, ...]
    money: MoneyStyle
    rates: tuple[Decimal, ...]
    date_forms: tuple[str, ...]
    time_forms: tuple[str, ...]
    shop: Callable[[Random], Party]
    firm: Callable[[Random], Party]
    customer: Callable[[Random], Party]
    shop_goods: tuple[Article, ...]
    firm_goods: tuple[Article, ...]
    cash_step: Decimal | None = None
    has_tips: bool = False
    has_service_charge: bool = False
    taxes_on_top: bool = False  # receipts print net prices and add the tax at the end
    has_one_rate: bool = False  # a seller's taxed lines share one of the rates: it depends on the place
    untaxed_share: float = 0.04  # of documents of sellers who do not charge tax
    tax_marks: tuple[tuple[str, tuple[str, ...]], ...] = ()  # the letters that stand for each rate, by usual scheme
    price_step: Decimal = Decimal("0.01")  # what most prices are multiples of
