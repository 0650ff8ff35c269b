"""What invoices say, by language."""

from __future__ import annotations

from collections.abc import Mapping

from training.documents.layouts.invoices.phrases.base import Phrases
from training.documents.layouts.invoices.phrases.czech import CZECH
from training.documents.layouts.invoices.phrases.dutch import DUTCH
from training.documents.layouts.invoices.phrases.english import ENGLISH
from training.documents.layouts.invoices.phrases.french import FRENCH
from training.documents.layouts.invoices.phrases.german import GERMAN
from training.documents.layouts.invoices.phrases.italian import ITALIAN
from training.documents.layouts.invoices.phrases.malay import MALAY
from training.documents.layouts.invoices.phrases.polish import POLISH
from training.documents.layouts.invoices.phrases.portuguese import PORTUGUESE
from training.documents.layouts.invoices.phrases.spanish import SPANISH
from training.documents.layouts.invoices.phrases.swedish import SWEDISH

PHRASES: Mapping[str, Phrases] = {
    "cs": CZECH,
    "de": GERMAN,
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "it": ITALIAN,
    "ms": MALAY,
    "nl": DUTCH,
    "pl": POLISH,
    "pt": PORTUGUESE,
    "sv": SWEDISH,
}
