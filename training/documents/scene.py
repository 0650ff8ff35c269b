"""One document about to be drawn: what it says, and how its country and language write that."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from training.documents.countries.base import Country
from training.documents.spec import DocumentSpec
from training.documents.wordings.base import Variants, Words


@dataclass(frozen=True, slots=True)
class Scene:
    """`seed` decides the variants: the same scene prints the same words each time."""

    spec: DocumentSpec
    country: Country
    words: Words
    seed: int

    def word(self, variants: Variants) -> str:
        """The variant that this document prints."""
        return self._drawn("word", variants)

    def money(self, amount: Decimal, *, with_symbol: bool = False) -> str:
        """An amount in the country's style: 1.234,50 or RM 1,234.50; a minus stands in front."""
        style = self.country.money
        places = max(style.decimals, -int(amount.as_tuple().exponent))  # a litre of petrol costs 1.749
        whole, _point, fraction = f"{abs(amount):,.{places}f}".partition(".")
        text = whole.replace(",", style.grouping) + (style.decimal_mark + fraction if fraction else "")
        symbol = self._drawn("symbol", style.symbols) if with_symbol else ""
        parts = (symbol, text) if style.is_symbol_first else (text, symbol)
        return ("-" if amount < 0 else "") + self._drawn("gap", (" ", "")).join(filter(None, parts))

    def quantity(self, quantity: Decimal) -> str:
        """A number without idle zeros: 2, 0,354."""
        return f"{quantity.normalize():f}".replace(".", self.country.money.decimal_mark)

    def date(self, day: dt.date) -> str:
        return self._moment(day, self.country.date_forms)

    def time(self, moment: dt.datetime) -> str:
        return self._moment(moment, self.country.time_forms)

    def chance(self, name: str, share: float) -> bool:
        """A decision of the layout that is the same each time, true in that share of all documents."""
        return Random(f"{self.seed} {name}").random() < share

    def _moment(self, moment: dt.date, forms: Variants) -> str:
        usual_first = (*forms[:1], *forms)
        month = self.words.months[moment.month - 1]
        form = self._drawn("form", usual_first).replace("%B", month).replace("%b", month[:3])
        return moment.strftime(form)

    def _drawn(self, name: str, variants: Variants) -> str:
        return Random(f"{self.seed} {name} {variants}").choice(variants)
