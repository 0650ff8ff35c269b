"""What an e-invoice claims to follow (BT-24)."""

from __future__ import annotations

from services.einvoice.model import EInvoice, Syntax

_STANDARD = "urn:cen.eu:en16931:2017"
_WITHOUT_LINES = ("minimum", "basicwl")  # profiles of Factur-X that are no invoice by the standard
_EXTENSION = "#conformant#"
_PEPPOL = "urn:fdc:peppol.eu:2017:poacc:billing:3"


def claims_en16931(invoice: EInvoice) -> bool:
    """Tell whether the rules of EN 16931 are promised: by the standard itself, a CIUS (`#compliant#`), an extension."""
    claim = invoice.specification.lower()
    is_standard = claim.startswith(_STANDARD) and not any(name in claim for name in _WITHOUT_LINES)
    return is_standard and invoice.syntax is not Syntax.ZUGFERD_1


def is_extension(invoice: EInvoice) -> bool:
    """Tell whether it may say more than the standard: lines within lines, payments by others, sums within a tolerance."""
    return _EXTENSION in invoice.specification.lower()


def claims_peppol(invoice: EInvoice) -> bool:
    """Tell whether the rules of Peppol BIS Billing are promised too."""
    return _PEPPOL in invoice.specification.lower()
