"""Texts of a mail: its headers and bodies, whatever they say of their encoding.

Headers are decoded here, not by `email.policy.default`: its parser of headers is quadratic, and raises errors of its own.
"""

from __future__ import annotations

import codecs
import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import parseaddr

HEADER_CHARACTERS = 1_000
ADDRESS_CHARACTERS = 255
_FOLD = re.compile(r"[\r\n\t ]+")
# Encodings of text. Python knows more (zlib, punycode …), some of which take for ever.
_KNOWN = re.compile(
    r"(?:utf-(?:8|16|32)(?:-[bl]e)?|ascii|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|gb\w+|hz|big5\w*|shift_jis\w*|euc_\w+|iso2022_\w+|tis-620)"
)


class MailPolicy(Compat32):
    """Headers come as text, also those that hold bytes without a word of their encoding."""

    def header_fetch_parse(self, _name: str, value: str) -> str:
        return decoded(value.encode("utf-8", "surrogateescape"), None)


def decoded(content: bytes, charset: str | None) -> str:
    """The text by the encoding that is claimed, else as UTF-8, else as Windows has it; letters that are none are marked."""
    claimed = _codec(charset) if charset else None
    if claimed is not None:
        return content.decode(claimed, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def header(message: Message, name: str) -> str:
    """A header on one line, decoded; "" where there is none."""
    text = _words(str(message.get(name, ""))[: 4 * HEADER_CHARACTERS])
    return _FOLD.sub(" ", text).strip()[:HEADER_CHARACTERS]


def address(text: str) -> str:
    """The address in a header such as From; "" where there is none."""
    found = parseaddr(text)[1].strip().lower()
    return found[:ADDRESS_CHARACTERS] if "@" in found else ""


def filename(part: Message) -> str:
    """The name that a part gives its file; "" where it gives none."""
    return _FOLD.sub(" ", _words(part.get_filename(""))).strip()


def _words(text: str) -> str:
    """The text with its encoded words (=?utf-8?q?…?=) decoded; as it stands where they are malformed."""
    if "=?" not in text:
        return text
    try:
        chunks = decode_header(text)
    except HeaderParseError:
        return text
    return "".join(chunk if isinstance(chunk, str) else decoded(chunk, charset) for chunk, charset in chunks)


def _codec(charset: str) -> str | None:
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):  # unknown, or no name at all
        return None
    if name in ("ascii", "iso8859-1"):  # what claims these is mostly Windows'
        return None
    return name if _KNOWN.fullmatch(name) else None
