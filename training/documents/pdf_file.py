"""The last step of a PDF: fixed dates and id, so that the same document is always the same bytes."""

from __future__ import annotations

import datetime as dt
import hashlib

import pymupdf

PRODUCER = "Quittance sample documents"


def pdf_date(moment: dt.datetime) -> str:
    return f"D:{moment:%Y%m%d%H%M%S}Z"


def describe(document: pymupdf.Document, *, title: str, author: str, moment: dt.datetime) -> None:
    """Set the document information; `moment` is when the document says it was made."""
    stamp = pdf_date(moment)
    document.set_metadata({"title": title, "author": author, "producer": PRODUCER, "creationDate": stamp, "modDate": stamp})


def pdf_bytes(document: pymupdf.Document, identity: str) -> bytes:
    """Save with only the used characters of each font and an id made from `identity`."""
    document.subset_fonts()
    name = hashlib.md5(identity.encode(), usedforsecurity=False).hexdigest()
    document.xref_set_key(-1, "ID", f"[<{name}><{name}>]")
    return bytes(document.tobytes(garbage=4, deflate=True, no_new_id=True, preserve_metadata=1, reproducible=True))
