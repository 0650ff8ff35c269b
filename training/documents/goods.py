"""What the invented firms sell: assortments from which the lines of a document are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from training.documents.spec import CENT, SpecLine, to_cents


@dataclass(frozen=True, slots=True)
class Article:
    """A thing on offer; prices in cents from `low` to `high`, `rate` in per cent."""

    description: str
    low: int
    high: int
    rate: str
    unit: str = "pc"
    trade: str = ""  # who sells it; "" anybody
    language: str = ""  # ISO 639-1, where a country has several


UNITS = ("pc", "kg", "h", "l", "m", "km", "day", "box")


IRISH_SHOP = (
    Article("Tea towels linen", 499, 1299, "23"),
    Article("Firelighters", 249, 399, "13.5"),
    Article("Beeswax polish", 650, 990, "23"),
    Article("Kiln dried logs", 599, 899, "13.5"),
    Article("Lavender soap", 225, 475, "23"),
    Article("Scrubbing brush", 310, 640, "23"),
    Article("Candles ivory", 399, 899, "23"),
    Article("Peat briquettes", 545, 795, "13.5"),
    Article("Picture hooks", 179, 349, "23"),
    Article("Watering can", 1290, 2490, "23"),
)
GERMAN_SHOP = (
    Article("Landmilch", 119, 189, "7"),
    Article("Roggenbrot", 289, 459, "7"),
    Article("Butter", 199, 319, "7"),
    Article("Äpfel Boskoop", 199, 399, "7", "kg"),
    Article("Spülmittel", 95, 249, "19"),
    Article("Apfelschorle", 89, 179, "19"),
    Article("Kaffee gemahlen", 499, 899, "7"),
    Article("Bergkäse", 1490, 2690, "7", "kg"),
    Article("Küchenrolle", 249, 399, "19"),
    Article("Grauburgunder", 599, 1190, "19"),
)
BRITISH_FIRM = (
    Article("Letterpress cards, box of fifty", 2400, 5200, "20"),
    Article("Oak shelving, planed", 6800, 14500, "20"),
    Article("Fitting on site", 4200, 6500, "20", "h"),
    Article("Window lettering", 9500, 18500, "20"),
    Article("Illustrated handbook", 1250, 2850, "0"),
    Article("Delivery and packing", 950, 2400, "20"),
)
GERMAN_FIRM = (
    Article("Drehstuhl Modell Kranich", 18900, 32900, "19"),
    Article("Stellwand mit Stoffbezug", 9900, 17900, "19"),
    Article("Montage vor Ort", 5400, 7200, "19", "h"),
    Article("Katalog, gebunden", 1190, 2490, "7"),
    Article("Schreibtischleuchte", 4990, 9990, "19"),
    Article("Anlieferung", 2500, 4900, "19"),
)


def _quantity(article: Article, random: Random) -> Decimal:
    if article.unit == "kg":
        return Decimal(random.randint(200, 1900)) / 1000
    if article.unit == "h":
        return Decimal(random.randint(4, 24)) / 4
    return Decimal(random.choice((1, 1, 1, 2, 2, 3)))


def _line(article: Article, random: Random) -> SpecLine:
    price = to_cents(Decimal(random.randint(article.low, article.high)) / 100)
    return SpecLine(article.description, _quantity(article, random), price, Decimal(article.rate), article.unit)


def basket(assortment: tuple[Article, ...], random: Random, *, fewest: int = 3, most: int = 6) -> tuple[SpecLine, ...]:
    """Different things of an assortment, `fewest` to `most` of them."""
    chosen = random.sample(assortment, random.randint(fewest, most))
    return tuple(_line(article, random) for article in chosen)


def basket_worth(lines: tuple[SpecLine, ...], total: Decimal) -> tuple[SpecLine, ...]:
    """The basket cut and filled up so that its lines add up to `total` (with tax, as on a receipt)."""
    if total < CENT or total != to_cents(total):
        raise ValueError(f"A receipt's total is a positive amount in whole cents, not {total}.")
    kept: list[SpecLine] = []
    rest = total
    for line in lines[:-1]:
        if line.amount < rest:
            kept.append(line)
            rest -= line.amount
    last = lines[-1]
    return (*kept, SpecLine(last.description, Decimal(1), rest, last.tax_rate))
