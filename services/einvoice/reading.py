"""The XML of an e-invoice becomes an `EInvoice`. Called in the reading child only."""

from __future__ import annotations

from collections.abc import Mapping

from services.einvoice.cii import CII, CII_ROOT, ZUGFERD_1, ZUGFERD_1_ROOT
from services.einvoice.grammar import Found, Grammar
from services.einvoice.model import EInvoice, Group, Line, Syntax
from services.einvoice.parsing import parsed_root
from services.einvoice.ubl import CREDIT_NOTE, CREDIT_NOTE_ROOT, INVOICE, INVOICE_ROOT
from services.errors import EInvoiceInvalidError

CREDIT_NOTE_CODES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"})
_SYNTAXES: Mapping[str, tuple[Syntax, Grammar]] = {
    INVOICE_ROOT: (Syntax.UBL, INVOICE),
    CREDIT_NOTE_ROOT: (Syntax.UBL, CREDIT_NOTE),
    CII_ROOT: (Syntax.CII, CII),
    ZUGFERD_1_ROOT: (Syntax.ZUGFERD_1, ZUGFERD_1),
}
_ANY_OF = ("BT-1", "BT-112", "BT-115")  # an invoice without any of them is none


def read_xml(xml: bytes) -> EInvoice:
    """Give the e-invoice; its terms have no place on a page yet.

    Raises ForbiddenXmlError, EInvoiceInvalidError, ResourceLimitError.
    """
    root = parsed_root(xml)
    if root.tag not in _SYNTAXES:
        raise EInvoiceInvalidError("The XML is no e-invoice in UBL, CII or ZUGFeRD. Ask the sender for the invoice as PDF.")
    syntax, grammar = _SYNTAXES[root.tag]
    found = grammar.read(root)
    if not any(term in found.terms for term in _ANY_OF):
        raise EInvoiceInvalidError("The e-invoice has neither a number nor a total. Ask the sender for it again.")
    return _invoice(syntax, found, is_credit_note=root.tag == CREDIT_NOTE_ROOT)


def _invoice(syntax: Syntax, found: Found, *, is_credit_note: bool) -> EInvoice:
    terms = found.terms
    return EInvoice(
        syntax=syntax,
        specification=terms["BT-24"].text if "BT-24" in terms else "",
        is_credit_note=is_credit_note or ("BT-3" in terms and terms["BT-3"].text in CREDIT_NOTE_CODES),
        terms=terms,
        lines=tuple(_line(line) for line in found.groups.get("lines", ())),
        allowances=_groups(found, "allowances"),
        charges=_groups(found, "charges"),
        taxes=_groups(found, "taxes"),
        payments=_groups(found, "payments"),
        preceding=_groups(found, "preceding"),
        notes=_groups(found, "notes"),
        attachments=_groups(found, "attachments"),
    )


def _line(found: Found) -> Line:
    return Line(found.terms, _groups(found, "allowances"), _groups(found, "charges"))


def _groups(found: Found, name: str) -> tuple[Group, ...]:
    return tuple(group.terms for group in found.groups.get(name, ()) if group.terms)
