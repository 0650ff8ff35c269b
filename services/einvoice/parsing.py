"""XML of strangers becomes a tree: nothing is expanded, fetched, included or transformed. Called in the reading child only."""

from __future__ import annotations

import codecs
import re
from typing import Any

from lxml import etree

from services.errors import EInvoiceInvalidError, ForbiddenXmlError

_FORBIDDEN = (
    (b"<!DOCTYPE", "a document type"),
    (b"<!ENTITY", "entities"),
    (b"http://www.w3.org/2001/XInclude", "parts that lie elsewhere (XInclude)"),
    (b"http://www.w3.org/1999/XSL/Transform", "a transformation (XSLT)"),
    (b"<?xml-stylesheet", "a style sheet"),
)
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\x00", b"\x00<")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_ENCODINGS = frozenset(
    {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "iso8859-1", "iso8859-15", "cp1252"}
)  # by the names that `codecs` gives them
_BROKEN = "The XML is damaged, or nested or long beyond what an invoice is. Ask the sender for it again."


def parsed_root(xml: bytes) -> Any:
    """Give the root element. Comments and instructions are left out, so that a text is whole.

    Raises ForbiddenXmlError (before anything is parsed), EInvoiceInvalidError.
    """
    narrow = xml.replace(b"\x00", b"") if xml.startswith(_WIDE_MARKS) else xml
    _refuse_forbidden(narrow)
    _refuse_encoding(narrow)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise EInvoiceInvalidError(_BROKEN) from error


def _refuse_forbidden(xml: bytes) -> None:
    for mark, name in _FORBIDDEN:
        if mark[1:2] in xml and mark in xml:  # one byte is found in no time, and files as long as books are Base64 without "!"
            raise ForbiddenXmlError(f"The XML brings {name}, which no invoice needs. Ask the sender for it without.")


def _refuse_encoding(xml: bytes) -> None:
    """Some encodings hide the marks looked for above. What is not declared is UTF-8 or UTF-16."""
    declared = _DECLARED.search(xml[:1000])
    name = declared.group(1).decode("ascii") if declared else "utf-8"
    try:
        known = codecs.lookup(name).name
    except LookupError:
        known = name
    if known not in _ENCODINGS:
        raise EInvoiceInvalidError(f"The XML is written in the encoding {name}, which is not read. Ask for it in UTF-8.")
