"""The foot of a receipt: thanks, and all that a till prints besides the sale."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from training.documents.canvas import Align, Span, field
from training.documents.layouts.receipts.heads import FIRM
from training.documents.layouts.receipts.noise_words import NOISE
from training.documents.layouts.receipts.slip import Slip

DAYS_AWAY = (-40, -3, 1, 7, 14, 30, 60, 365)


def thanks(slip: Slip) -> None:
    slip.gap()
    slip.head(slip.scene.word(slip.words.thanks))


def slogan(slip: Slip) -> None:
    slip.head(slip.scene.word(slip.words.headers))


def firm_at_foot(slip: Slip) -> None:
    """The legal name and where the firm is, in small type, as chains print it."""
    seller = slip.spec.seller
    labels = FIRM if not seller.brand else FIRM[1:]
    slip.line(field(seller.name, *labels), slip.small, Align.CENTRE)
    slip.line(f"{seller.street} {seller.postcode} {seller.city}", slip.small, Align.CENTRE)


def noise(slip: Slip) -> None:
    """A few rows that have nothing to do with the sale."""
    _noise(slip, "noise", 1, 4)


def much_noise(slip: Slip) -> None:
    slip.rule()
    _noise(slip, "much noise", 4, 9)


def some_noise_above(slip: Slip) -> None:
    """Between the head and the lines."""
    if slip.scene.chance("noise above", 0.4):
        _noise(slip, "noise above", 1, 1)


def _noise(slip: Slip, name: str, fewest: int, most: int) -> None:
    dice, offer = slip.dice(name), NOISE[slip.words.language]
    for template in dice.sample(offer, min(dice.randint(fewest, most), len(offer))):
        left, bar, right = _filled(slip, template, dice).partition("|")
        if bar:
            slip.row(left, right)
        else:
            slip.head(left)


def _filled(slip: Slip, template: str, dice: Random) -> str:
    other_day = slip.spec.issued + dt.timedelta(days=dice.choice(DAYS_AWAY))
    return template.format(
        date=slip.scene.date(other_day),
        number=dice.randint(10**9, 10**12),
        code=dice.choice(("guest2go", "espresso", "K17", "0042", "welcome")),
        points=dice.randint(1, 4000),
        money=slip.scene.money(Decimal(dice.randint(20, 9000)) / 100),
        percent=dice.choice((5, 10, 15, 20)),
        domain=slip.spec.seller.domain or "survey.example",
        sign=slip.spec.seller.brand or slip.spec.seller.name,
    )


def barcode(slip: Slip) -> None:
    """Bars, and their digits below."""
    dice = slip.dice("bars")
    digits = "".join(str(dice.randint(0, 9)) for _ in range(dice.choice((12, 13, 18))))
    slip.gap(0.5)
    x, end = slip.left + 0.18 * slip.room, slip.right - 0.18 * slip.room
    top, slip.y = slip.y, slip.y + 24
    while x < end:
        width = dice.choice((0.7, 1.2, 2.0))
        slip.canvas.band(x, top, x + width, slip.y, grey=0.05)
        x += width + dice.choice((0.8, 1.4, 2.2))
    slip.line(Span(digits), slip.small, Align.CENTRE)


def stars(slip: Slip) -> None:
    slip.head(slip.pick("stars", ("* * * * *", "-oOo-", "*****", "~~~~~~", "= = = =")))


def signature(slip: Slip) -> None:
    """A rule to sign on."""
    slip.gap(2.5)
    slip.canvas.rule(slip.left + 0.4 * slip.room, slip.right, slip.y)
