"""Which languages the engines read: ISO 639-1 codes, and Tesseract's own names for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from services.types import Word

MOST_AT_ONCE = 5  # each further one costs Tesseract its time again
LAST_LATIN = "\u024f"
SCRIPTS = ("osd",)  # what Tesseract lists beside languages
_LATIN = """
af az bs ca cs cy da de en eo es et eu fi fo fr fy ga gd gl hr ht hu id is it jv la lb lt lv mg mi ms mt nb nl nn no oc pl pt qu
rm ro sk sl so sq sv sw tl tn tr uz vi xh yo zu
"""
LATIN = frozenset(_LATIN.split())
RAPID = (LATIN - {"vi"}) | {"ja", "zh"}  # the letters that the dictionary of the PP-OCRv6 models holds
TESSERACT: Mapping[str, str] = {  # the likeliest first, where nobody says which
    "en": "eng",
    "de": "deu",
    "fr": "fra",
    "es": "spa",
    "it": "ita",
    "nl": "nld",
    "pt": "por",
    "pl": "pol",
    "sv": "swe",
    "da": "dan",
    "ms": "msa",
    "af": "afr",
    "am": "amh",
    "ar": "ara",
    "az": "aze",
    "be": "bel",
    "bg": "bul",
    "bn": "ben",
    "bs": "bos",
    "ca": "cat",
    "cs": "ces",
    "cy": "cym",
    "el": "ell",
    "eo": "epo",
    "et": "est",
    "eu": "eus",
    "fa": "fas",
    "fi": "fin",
    "fo": "fao",
    "fy": "fry",
    "ga": "gle",
    "gd": "gla",
    "gl": "glg",
    "gu": "guj",
    "he": "heb",
    "hi": "hin",
    "hr": "hrv",
    "ht": "hat",
    "hu": "hun",
    "hy": "hye",
    "id": "ind",
    "is": "isl",
    "ja": "jpn",
    "jv": "jav",
    "ka": "kat",
    "kk": "kaz",
    "km": "khm",
    "kn": "kan",
    "ko": "kor",
    "ky": "kir",
    "la": "lat",
    "lb": "ltz",
    "lo": "lao",
    "lt": "lit",
    "lv": "lav",
    "mi": "mri",
    "mk": "mkd",
    "ml": "mal",
    "mn": "mon",
    "mr": "mar",
    "mt": "mlt",
    "my": "mya",
    "nb": "nor",
    "ne": "nep",
    "nn": "nor",
    "no": "nor",
    "oc": "oci",
    "pa": "pan",
    "ps": "pus",
    "qu": "que",
    "ro": "ron",
    "ru": "rus",
    "si": "sin",
    "sk": "slk",
    "sl": "slv",
    "sq": "sqi",
    "sr": "srp",
    "sw": "swa",
    "ta": "tam",
    "te": "tel",
    "tg": "tgk",
    "th": "tha",
    "tl": "fil",
    "tr": "tur",
    "uk": "ukr",
    "ur": "urd",
    "uz": "uzb",
    "vi": "vie",
    "yi": "yid",
    "yo": "yor",
    "zh": "chi_sim",
}


def tesseract_names(languages: Sequence[str], installed: Collection[str]) -> tuple[str, ...]:
    """Give the data that Tesseract is to read with: of the wished languages, else of the likeliest; English is always tried.

    `installed` must not be empty. Languages that are not installed are left out.
    """
    wished = [TESSERACT[language] for language in languages if TESSERACT.get(language) in installed]
    likeliest = [name for name in TESSERACT.values() if name in installed] + sorted(installed)
    names = [*wished, TESSERACT["en"]] if wished else likeliest
    return tuple(dict.fromkeys(name for name in names if name in installed))[:MOST_AT_ONCE]


def tesseract_reads(language: str, installed: Collection[str]) -> bool:
    """Tell whether Tesseract knows the letters of a language. Latin ones but for some marks it reads with any Latin data."""
    if TESSERACT.get(language) in installed:
        return True
    return language in LATIN and any(TESSERACT[other] in installed for other in LATIN if other in TESSERACT)


def is_mostly_foreign(words: Iterable[Word]) -> bool:
    """Tell whether most letters are none of the Latin ones."""
    letters = [character for word in words for character in word.text if character.isalpha()]
    return sum(character > LAST_LATIN for character in letters) > len(letters) / 2
