"""The lines of a drawn document: what was bought, how much of it, at what price and rate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from training.documents.countries.base import Country
from training.documents.goods import Article
from training.documents.spec import SpecLine, to_cents
from training.documents.trades.base import FIRM

_SIZES = ((1, 3, 45), (4, 8, 34), (9, 14, 15), (15, 25, 6))  # fewest, most, share in per cent
_LONG_TRADES = frozenset({"grocery", "restaurant", "hardware", "bakery", FIRM})  # of others nobody buys many things


@dataclass(frozen=True, slots=True)
class Habit:
    """What all lines of one document share. `one_rate` replaces the rates of taxed articles, None keeps each article's own."""

    one_rate: Decimal | None
    is_uniform: bool  # the one rate holds for what is untaxed elsewhere, too
    mark_scheme: int | None  # which letters stand for the rates; None prints none
    in_capitals: bool
    has_codes: bool
    discount_share: float


def habit_of(country: Country, random: Random, *, is_receipt: bool) -> Habit:
    one_rate = _one_rate(country, random)
    return Habit(
        one_rate=one_rate,
        is_uniform=country.taxes_on_top and random.random() < 0.85,
        mark_scheme=_mark_scheme(country, random) if is_receipt and one_rate != 0 else None,
        in_capitals=is_receipt and random.random() < 0.4,
        has_codes=random.random() < 0.18,
        discount_share=random.choice((0.0, 0.0, 0.0, 0.0, 0.08, 0.25)),
    )


def _one_rate(country: Country, random: Random) -> Decimal | None:
    if random.random() < country.untaxed_share:
        return Decimal(0)
    return random.choice([rate for rate in country.rates if rate]) if country.has_one_rate else None


def _mark_scheme(country: Country, random: Random) -> int | None:
    if not country.tax_marks or random.random() < 0.45:
        return None
    return random.randrange(len(country.tax_marks[0][1]))


def drawn_lines(country: Country, language: str, trade: str, random: Random, habit: Habit) -> tuple[SpecLine, ...]:
    """Lines of one trade; `trade` FIRM takes what stands on invoices. All amounts are above zero."""
    offer = offer_of(country, language, trade)
    count = min(_count(random, is_long=trade in _LONG_TRADES), len(offer))
    return tuple(_line(article, country, random, habit) for article in random.sample(offer, count))


def offer_of(country: Country, language: str, trade: str) -> tuple[Article, ...]:
    goods = country.firm_goods if trade == FIRM else country.shop_goods
    return tuple(a for a in goods if a.trade == trade and a.language in ("", language))


def _count(random: Random, *, is_long: bool) -> int:
    fewest, most, _share = random.choices(_SIZES, [share for _fewest, _most, share in _SIZES])[0]
    return random.randint(fewest, most) if is_long else random.randint(1, min(most, 8))


def _line(article: Article, country: Country, random: Random, habit: Habit) -> SpecLine:
    rate = _rate(article, habit)
    line = SpecLine(
        description=article.description.upper() if habit.in_capitals else article.description,
        quantity=_quantity(article, random),
        unit_price=_price(article, country, random),
        tax_rate=rate,
        unit=article.unit,
        tax_mark=_mark(country, rate, habit.mark_scheme),
        code=_code(random) if habit.has_codes else "",
    )
    return replace(line, discount=_discount(line, country, random)) if random.random() < habit.discount_share else line


def _rate(article: Article, habit: Habit) -> Decimal:
    own = Decimal(article.rate)
    return habit.one_rate if habit.one_rate is not None and (own or habit.is_uniform) else own


def _quantity(article: Article, random: Random) -> Decimal:
    if article.unit == "kg":
        return Decimal(random.randint(120, 2400)) / 1000
    if article.unit == "l":
        return Decimal(random.randint(800, 6200)) / 100
    if article.unit == "h":
        return Decimal(random.randint(2, 48)) / 4
    if article.unit in {"m", "km"}:
        return Decimal(random.randint(2, 120))
    if article.trade == FIRM:
        return Decimal(random.choice((1, 1, 1, 1, 2, 2, 3, 4, 5, 8, 10, 12, 20, 25, 50)))
    return Decimal(random.choice((1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4, 6)))


def _price(article: Article, country: Country, random: Random) -> Decimal:
    """In a shop's manner: many prices end in 9 or 0; a litre of petrol has a third decimal where money has cents of worth."""
    cents = random.randint(article.low, article.high)
    if article.trade == "petrol" and article.unit == "l" and article.high < 400:
        return Decimal(cents * 10 + 9) / 1000
    if cents > 60 and random.random() < 0.6:
        cents = cents // 10 * 10 + random.choice((9, 0, 5))
    return stepped(Decimal(cents) / 100, country.price_step)


def stepped(amount: Decimal, step: Decimal) -> Decimal:
    """The amount rounded to a multiple of `step`, half up, at least one step."""
    return to_cents(max((amount / step).quantize(Decimal(1), ROUND_HALF_UP), Decimal(1)) * step)


def _mark(country: Country, rate: Decimal, scheme: int | None) -> str:
    if scheme is None:
        return ""
    marks = dict(country.tax_marks)
    return marks[f"{rate.normalize():f}"][scheme] if f"{rate.normalize():f}" in marks else ""


def _discount(line: SpecLine, country: Country, random: Random) -> Decimal:
    """Five to fifty per cent of the line; nothing where that would not leave an amount."""
    share = Decimal(random.choice((5, 10, 10, 15, 20, 25, 30, 50))) / 100
    discount = stepped(line.amount * share, country.price_step)
    return discount if discount < line.amount else Decimal(0)


def _code(random: Random) -> str:
    """Article numbers as shops give them out themselves; an EAN begins with 2, which no maker has."""
    ean = f"2{random.randrange(10**12):012}"
    return random.choice((ean, str(random.randrange(1000, 99999)), f"{random.randrange(1000000):06}"))
