"""An e-invoice as a page of HTML: readable in any browser, kept with the archive, and unable to do anything."""

from __future__ import annotations

import base64
import hashlib

from services.einvoice.model import EInvoice
from services.einvoice.presentation import blocks_of, title_of
from services.reading.blocks_html import STYLE, blocks_to_html

# Beside what no file of a stranger may, only our own style sheet counts.
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode("ascii")
HTML_POLICY = f"sandbox; default-src 'none'; style-src 'sha256-{_STYLE_HASH}'"


def einvoice_html(invoice: EInvoice) -> bytes:
    """Give the whole invoice as one page in UTF-8, without a reference to anything outside of it."""
    return blocks_to_html(blocks_of(invoice), title=title_of(invoice)).encode("utf-8")
