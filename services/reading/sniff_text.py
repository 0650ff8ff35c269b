"""Tells the types of files that are text: statements, mails, XML, tables, plain text. By patterns only; nothing is parsed."""

from __future__ import annotations

import re
from pathlib import PurePath

from services.reading.media_types import CAMT, CSV, EINVOICE, EML, EXTENSIONS, MT940, OFX, QIF, STATEMENTS, TXT
from services.reading.table_encoding import MARKS

EBCDIC_XML = b"\x4c\x6f\xa7\x94\x93"  # "<?xml"; reading it says what is wrong
BEFORE_TEXT = "\ufeff \t\r\n\x01"  # the last begins a message of the network that banks use
NEVER_IN_TEXT = re.compile(r"[\x01\x02\x04-\x08\x0e-\x1a\x1c-\x1f]")
XML_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,80})(?=[\s>/])")
BEFORE_THE_ROOT = re.compile(
    r"<\?.{0,4000}?\?>|<!--.{0,4000}?-->|<!DOCTYPE[^\[>]{0,1000}(?:\[.{0,6000}?\])?\s{0,100}>", re.DOTALL
)
EINVOICE_ROOTS = frozenset({"Invoice", "CreditNote", "CrossIndustryInvoice", "CrossIndustryDocument"})
CAMT_MARK = re.compile(r"camt\.05[234]|<BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn)>")
OFX_START = re.compile(r"OFXHEADER\s*:|(?:<\?xml[^>]{0,200}\?>\s*)?(?:<\?OFX\b|<OFX>)", re.IGNORECASE)
QIF_START = re.compile(r"\s*!(?:Type|Account|Option|Clear)\b", re.IGNORECASE)
MT940_LINE = re.compile(r"^(?:\{1:F\d\d|:20:|:25:|:28C?:|:60[FM]:|:61:)", re.MULTILINE)
MT940_LINES_NEEDED = 3
MAIL_HEADER = re.compile(
    (
        r"^(Received|From|To|Date|Subject|Return-Path|Delivered-To|MIME-Version|Message-ID|Content-Type|"
        r"DKIM-Signature|Reply-To|X-[A-Za-z-]{1,60}):"
    ),
    re.MULTILINE | re.IGNORECASE,
)
MAIL_HEADERS_NEEDED = 2
MARKUP = ("<", "#!", "{", "[{", "%!PS", "push graphic-context", "@echo", "\\rtf", "{\\rtf")
TEXT_NAMES = frozenset({"csv", "tsv", "txt", "text", "tab", "log", "asc", ""})
SEPARATORS = (";", "\t", "|", ",")
LINES_COMPARED = 20
LINES_NEEDED = 2


def text_type(head: bytes, name: str) -> str:
    """Give the type of a file of text by its first bytes; "" when it is none that is read."""
    if head.startswith(EBCDIC_XML):
        return EINVOICE
    text = _decoded(head)
    start = text.lstrip(BEFORE_TEXT)
    if not start or NEVER_IN_TEXT.search(start):
        return ""
    if start.startswith("<"):
        return _xml_type(start)
    return _statement_type(start) or (EML if _is_mail(start) else _plain_type(start, name))


def _statement_type(start: str) -> str:
    if OFX_START.match(start):
        return OFX
    if QIF_START.match(start):
        return QIF
    return MT940 if len(MT940_LINE.findall(start)) >= MT940_LINES_NEEDED else ""


def _decoded(head: bytes) -> str:
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head.decode(encoding, "ignore").removeprefix("\ufeff")
    return head.replace(b"\x00", b"").decode("latin-1")


def _xml_type(start: str) -> str:
    """By the root's name alone; a parser would have to be trusted with what stands before it."""
    if OFX_START.match(start):
        return OFX
    bare = BEFORE_THE_ROOT.sub("", start)
    root = XML_ROOT.search(bare)
    if root is None:
        return ""
    if root[1] in EINVOICE_ROOTS:
        return EINVOICE
    return CAMT if root[1] == "Document" and CAMT_MARK.search(bare) else ""


def _is_mail(start: str) -> bool:
    headers = re.split(r"\r?\n\r?\n", start, maxsplit=1)[0]
    first = MAIL_HEADER.match(headers)
    return first is not None and len({name.lower() for name in MAIL_HEADER.findall(headers)}) >= MAIL_HEADERS_NEEDED


def _plain_type(start: str, name: str) -> str:
    """Text that is neither markup nor a program by its name, and does not claim to be anything else."""
    extension = PurePath(name).suffix.lower().removeprefix(".")
    claimed = EXTENSIONS.get(extension)
    if start.lower().startswith(MARKUP) or (extension not in TEXT_NAMES and claimed not in STATEMENTS):
        return ""
    if claimed in STATEMENTS:  # of a statement that begins in an odd way, reading says what is wrong
        return str(claimed)
    return CSV if claimed == CSV or _has_columns(start) else TXT


def _has_columns(start: str) -> bool:
    lines = [line for line in start.splitlines()[:LINES_COMPARED] if line.strip()]
    whole = lines[:-1] if len(lines) > LINES_NEEDED else lines
    if len(whole) < LINES_NEEDED:
        return False
    return any(min(line.count(mark) for line in whole) >= (2 if mark == "," else 1) for mark in SEPARATORS)
