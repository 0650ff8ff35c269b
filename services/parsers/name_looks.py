"""What a printed text looks like as a name: its letters, its length, and the words that speak for or against a firm."""

from __future__ import annotations

import re
from functools import lru_cache

from services.parsers.folding import fold, plain
from services.parsers.trade_words import has_trade_word
from services.parsers.vendor_words import ADDRESS, CONTACT, GREETING, LEGAL_FORM, OFFICIAL_NUMBER, TITLE

Looks = frozenset[str]

_MOST_CHARACTERS = 200  # longer texts are sentences; their patterns need not be paid for
_POSTAL = re.compile(
    r"(?<![\d.,])(?:[a-z]{1,2}-? ?)?\d{4,6}(?:-\d{3,4})?(?![\d.,]*\d)[ ,]+[a-z]{3}|[a-z]{3,}[.,]* \d{5,6}$|"
    r"\b\d{2}-\d{3} [a-z]{3}|\b\d{3} \d{2,3} [a-z]{3}|\b\d{4} ?[a-z]{2} +[a-z]{3}|"
    r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|\b[a-z]\d\d ?[a-z]\w{3}\b|\b[a-z]\d[a-z] ?\d[a-z]\d\b|\b[a-z]{2} \d{5}\b"
)
_HOUSE = re.compile(r"^[a-z][a-z .'\-]{3,40}[ ,]\d{1,4} ?[a-z]?$|^\d{1,5}[a-z]?[,/]? [a-z][a-z .'\-]{3,40}$")
_PERSON = re.compile(r"^(?:mr|mrs|ms|dr|herrn?|frau|m|mme|sr|sra|sig|dhr|mevr|pan|pani|encik|attn|z\. ?hd)\b\.? ")
_LABEL = re.compile(r"^[a-z][a-z .'/\-#°()]{1,40} ?[:=]$")
_LABELLED = re.compile(r"^[a-z][a-z .'/\-#°()]{1,28} ?: ?\S")
_ODD_CASE = re.compile(r"\w*[a-z][A-Z]\w*")


@lru_cache(maxsize=8192)
def looks_of(text: str) -> Looks:
    """The names of all that is seen; each of them is a feature of the candidate, and of its neighbours."""
    shown = {**_letters(text), **_words(text)}
    return frozenset(name for name, is_shown in shown.items() if is_shown)


def _letters(text: str) -> dict[str, bool]:
    letters = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    digits = sum(c.isdigit() for c in text)
    signs = sum(not c.isalnum() and c not in " .,&'-()" for c in text)
    words = text.split()
    titled = sum(word[:1].isupper() for word in words if word[:1].isalpha())
    return {
        "few_letters": len(letters) < 4,
        "letters_4_6": 4 <= len(letters) < 7,
        "letters_7_12": 7 <= len(letters) < 13,
        "letters_13_24": 13 <= len(letters) < 25,
        "letters_25_up": len(letters) >= 25,
        "one_word": len(words) == 1,
        "two_words": len(words) == 2,
        "three_words": len(words) == 3,
        "many_words": 6 <= len(words) < 9,
        "sentence": len(words) > 8 or text.endswith(("!", "?")),
        "capitals": bool(letters) and upper > 0.8 * len(letters),
        "small_letters_only": bool(letters) and upper == 0,
        "some_words_small": 0 < titled < 0.6 * len(words),
        "titled": bool(words) and titled == len(words) and upper <= 0.8 * len(letters),
        "odd_case": bool(_ODD_CASE.fullmatch(text)),
        "digits": 0 < digits <= len(letters) / 4,
        "some_digits": len(letters) / 4 < digits <= len(letters) / 2,
        "many_digits": digits > len(letters) / 2,
        "begins_with_digit": text[:1].isdigit(),
        "odd_signs": signs > 0,
        "many_odd_signs": signs > 2,
        "ampersand": "&" in text,
        "brackets": "(" in text,
        "open_bracket": text.count("(") != text.count(")"),
        "colon": ":" in text,
        "comma": "," in text,
        "ends_in_comma": text.endswith((",", "-", "&", "/")),
    }


def _words(text: str) -> dict[str, bool]:
    folded = plain(fold(text[:_MOST_CHARACTERS]))
    form = list(LEGAL_FORM.finditer(folded))
    return {
        "legal_form": bool(form),
        "ends_in_form": bool(form) and form[-1].end() >= len(folded.rstrip(" .,)")) - 1,
        "form_only": bool(form) and not re.sub(r"[\W_]|co|m", "", LEGAL_FORM.sub("", folded)),
        "trade_word": has_trade_word(folded),
        "title": bool(TITLE.search(folded)),
        "greeting": bool(GREETING.search(folded)),
        "address": bool(ADDRESS.search(folded)),
        "postal": bool(_POSTAL.search(folded)),
        "house": bool(_HOUSE.search(folded)),
        "contact": bool(CONTACT.search(folded)),
        "official_number": bool(OFFICIAL_NUMBER.search(folded)),
        "person": bool(_PERSON.search(folded)),
        "label": bool(_LABEL.search(folded)),
        "labelled": bool(_LABELLED.search(folded)),
    }
