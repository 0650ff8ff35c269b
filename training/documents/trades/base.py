"""Assortments, written shortly: one line per trade, articles with their class of tax and their prices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from training.documents.goods import Article

FIRM = "firm"  # the trade whose articles stand on invoices
_ARTICLE = re.compile(r"(?P<name>.{1,60}) (?P<tax>[SFRMBZ])(?P<low>[0-9]{1,7})-(?P<high>[0-9]{1,7})(?: (?P<unit>[a-z]{1,3}))?")


def articles(
    goods: Mapping[str, str], rates: Mapping[str, str], *, scale: Decimal = Decimal(1), language: str = ""
) -> tuple[tuple[Article, ...], tuple[Article, ...]]:
    """What shops and what firms sell in a country.

    `goods` maps a trade to articles like `Butter F199-319; Apples F199-399 kg`: name, class of tax, lowest and highest price in
    euro cents, unit. `rates` gives the rate in per cent of each class: S standard, F food, R restaurant, M medicine, B books,
    Z none; a class without an entry is standard. `scale` turns euro cents into those of the country.
    """
    parsed = [_article(text, trade, rates, scale, language) for trade, line in goods.items() for text in line.split(";")]
    return (
        tuple(article for article in parsed if article.trade != FIRM),
        tuple(article for article in parsed if article.trade == FIRM),
    )


def _article(text: str, trade: str, rates: Mapping[str, str], scale: Decimal, language: str) -> Article:
    found = _ARTICLE.fullmatch(" ".join(text.split()))
    if found is None:
        raise ValueError(f"{text!r} of {trade} is no article: name, class, low-high, unit.")
    rate = rates.get(found["tax"], rates["S"])
    low, high = (int(scale * int(found[side])) for side in ("low", "high"))
    return Article(found["name"], low, high, rate, found["unit"] or "pc", trade, language)
