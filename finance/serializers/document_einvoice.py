"""An e-invoice as the API tells it: its business terms with their names, places and the rules that are broken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from services.einvoice.model import EInvoice, Group, Line, Syntax, Term
from services.einvoice.presentation import title_of
from services.einvoice.profile import claims_en16931
from services.einvoice.rules import rule_findings
from services.einvoice.terms import LABELS


class EInvoiceTermSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(help_text="Of the business term in EN 16931, such as BT-112")
    label = serializers.CharField(help_text="What the standard calls it")  # type: ignore[assignment]  # DRF's attribute
    text = serializers.CharField(help_text="As it stands in the file")
    path = serializers.CharField(help_text="XPath")
    page = serializers.IntegerField(allow_null=True, help_text="Where it is shown")
    box = serializers.ListField(child=serializers.FloatField(), allow_null=True, help_text="As that of a field")


class EInvoiceLineSerializer(serializers.Serializer[Any]):
    terms = EInvoiceTermSerializer(many=True)
    allowances = serializers.ListField(child=EInvoiceTermSerializer(many=True))
    charges = serializers.ListField(child=EInvoiceTermSerializer(many=True))


class EInvoiceRuleSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="Of the rule in EN 16931, such as BR-CO-15")
    severity = serializers.CharField()
    message = serializers.CharField()


class EInvoiceSerializer(serializers.Serializer[Any]):
    """Groups of EN 16931; each is a list of its terms in the order of the file."""

    syntax = serializers.ChoiceField(choices=[syntax.value for syntax in Syntax])
    specification = serializers.CharField(help_text="What it claims to follow (BT-24)")
    title = serializers.CharField()
    is_credit_note = serializers.BooleanField()
    claims_en16931 = serializers.BooleanField(help_text="Only then are the rules of the standard looked at")
    terms = EInvoiceTermSerializer(many=True)
    lines = EInvoiceLineSerializer(many=True)
    allowances = serializers.ListField(child=EInvoiceTermSerializer(many=True))
    charges = serializers.ListField(child=EInvoiceTermSerializer(many=True))
    taxes = serializers.ListField(child=EInvoiceTermSerializer(many=True))
    payments = serializers.ListField(child=EInvoiceTermSerializer(many=True))
    preceding = serializers.ListField(child=EInvoiceTermSerializer(many=True))
    notes = serializers.ListField(child=EInvoiceTermSerializer(many=True))
    attachments = serializers.ListField(child=EInvoiceTermSerializer(many=True))
    broken_rules = EInvoiceRuleSerializer(many=True)


def einvoice_told(invoice: EInvoice) -> dict[str, Any]:
    """Give it in the form of `EInvoiceSerializer`."""
    return {
        "syntax": invoice.syntax.value,
        "specification": invoice.specification,
        "title": title_of(invoice),
        "is_credit_note": invoice.is_credit_note,
        "claims_en16931": claims_en16931(invoice),
        "terms": _group(invoice.terms),
        "lines": [_line(line) for line in invoice.lines],
        "allowances": _groups(invoice.allowances),
        "charges": _groups(invoice.charges),
        "taxes": _groups(invoice.taxes),
        "payments": _groups(invoice.payments),
        "preceding": _groups(invoice.preceding),
        "notes": _groups(invoice.notes),
        "attachments": _groups(invoice.attachments),
        "broken_rules": [
            {"code": finding.code, "severity": finding.severity.value, "message": finding.message}
            for finding in rule_findings(invoice)
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    return {"terms": _group(line.terms), "allowances": _groups(line.allowances), "charges": _groups(line.charges)}


def _groups(groups: Iterable[Group]) -> list[list[dict[str, Any]]]:
    return [_group(group) for group in groups]


def _group(group: Group) -> list[dict[str, Any]]:
    return [_term(name, term) for name, term in group.items() if name in LABELS]


def _term(name: str, term: Term) -> dict[str, Any]:
    box = None if term.box is None else list(term.box)
    return {"id": name, "label": LABELS[name], "text": term.text, "path": term.path, "page": term.page or None, "box": box}
