"""Which encoding a text is in: by its mark, by trying, by the letters that it would have."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from services.errors import CorruptFileError
from services.reading.table_encoding_letters import likely_encodings

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LIKELY = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp437",
    "cp850",
    "mac_roman",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
)
ALLOWED = frozenset(
    {*LIKELY, "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "ascii", "euc_jp", "koi8_r"}
    | {f"iso8859-{part}" for part in (1, 2, 3, 4, 5, 7, 9, 10, 13, 15, 16)}
    | {f"cp{page}" for page in (852, 855, 857, 858, 866, 1255, 1256, 1257, 1258)}
)
SAMPLE_LINES = 400
SAMPLE_BYTES = 64 * 1024
ASCII_END = 127
ENOUGH_TO_COUNT = 60  # letters
WEST_EUROPEAN = "cp1252"
ANY_BYTES = "latin-1"


def encoding_of(content: bytes, wish: str = "") -> str:
    """Give the name of the encoding that the text is in; a wish is only checked. Raises CorruptFileError."""
    if wish:
        return _allowed(wish)
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    if b"\x00" in content[:SAMPLE_BYTES]:
        without_mark = _two_bytes_each(content[:SAMPLE_BYTES])
        if without_mark:
            return without_mark
    return "utf-8" if _decodes(content, "utf-8") else _by_letters(content)


def _allowed(wish: str) -> str:
    try:
        name = codecs.lookup(wish).name
    except LookupError as error:
        raise CorruptFileError(f"The encoding “{wish[:40]}” is not known. Choose utf-8, utf-16, cp1252 or iso8859-15.") from error
    short = {"utf-8-sig": "utf-8", "iso8859-1": ANY_BYTES}.get(name, name)
    if short not in ALLOWED:
        raise CorruptFileError(f"Tables in the encoding “{wish[:40]}” are not read. Save the file as UTF-8.")
    return short


def _two_bytes_each(sample: bytes) -> str:
    """Tell UTF-16 without a mark: every other byte of Latin text is 0."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.1 else ""


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _by_letters(content: bytes) -> str:
    """Judge the lines that hold more than ASCII. West European where nothing speaks clearly for another."""
    lines = [line for line in content.splitlines() if not line.isascii()][:SAMPLE_LINES]
    sample = b"\n".join(lines)[:SAMPLE_BYTES]
    likely = likely_encodings(sample)
    judged = likely[0] if len(likely) == 1 or _is_short(sample) else _by_frequency(sample)
    for name in (judged, *likely, WEST_EUROPEAN):
        if name and _decodes(content, name):
            return name
    return ANY_BYTES


def _is_short(sample: bytes) -> bool:
    """Tell whether too few letters beyond ASCII are there to count how often each comes."""
    return sum(byte > ASCII_END for byte in sample) < ENOUGH_TO_COUNT and bool(likely_encodings(sample))


def _by_frequency(sample: bytes) -> str:
    best = from_bytes(sample, cp_isolation=list(LIKELY)).best()
    return best.encoding if best is not None else ""
