"""The page of one document: its pictures with the evidence drawn on them, and beside them what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.admin import ModelAdmin

from finance.admin.document_deeds import deeds_for
from finance.admin.document_words import KINDS, SIDES, WAYS
from finance.models import Document, DocumentPage, DocumentState, ExtractedField, Finding, LineItem, Transaction
from finance.selectors.document_einvoice import has_einvoice
from finance.selectors.document_history import EarlierField, earlier_of_all
from finance.selectors.document_parts import attachment_list
from finance.selectors.document_tables import table_list
from finance.selectors.documents import document_get, next_action
from services.parsers.remedies import remedy_of
from services.types import FieldName
from users.tenancy.operator import operator_looked
from utils.errors import NotFoundError

MARGIN = Decimal("0.004")  # of the page, around the words, so that the line does not cross them


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A rectangle in thousandths of its page (SVG's lengths must not carry a locale's comma), for one field or line."""

    target: str
    label: str
    x: str
    y: str
    width: str
    height: str
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class DrawnPage:
    number: int
    source: str
    address: str
    boxes: tuple[DrawnBox, ...]


@dataclass(frozen=True, slots=True)
class ShownField:
    """One row beside the picture; `confidence` in per cent, empty when a person said it."""

    target: str
    name: str
    label: str
    value: str
    printed: str
    confidence: str
    said_by: str
    confirmed_by: str
    is_doubtful: bool
    is_drawn: bool
    findings: tuple[str, ...]
    earlier: tuple[str, ...]


def page_view(model_admin: ModelAdmin, request: HttpRequest, object_id: str) -> TemplateResponse:
    """Answers with the page; the look is written into the audit trail of the document's workspace."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    document = document_or_404(object_id)
    operator_looked(request, workspace_id=document.workspace_id, subject_type="document", subject_id=document.id)
    context = {
        **model_admin.admin_site.each_context(request),
        **page_content(document),
        "opts": model_admin.opts,
        "original": document,
        "title": document.filename,
        "deeds": deeds_for(request, document),
        "may_operate": model_admin.has_operate_permission(request),
    }
    return TemplateResponse(request, "admin/finance/document/page.html", context)


def document_or_404(object_id: str | UUID) -> Document:
    try:
        return document_get(object_id if isinstance(object_id, UUID) else UUID(object_id))
    except (NotFoundError, ValueError) as error:
        raise Http404("There is no such document.") from error


def page_content(document: Document) -> dict[str, Any]:
    """What the template shows of a document that `document_get` gave."""
    fields = _ordered(document.fields.all())
    findings = list(document.findings.all())
    earlier = earlier_of_all(document, fields)
    lines = list(document.line_items.all())
    return {
        "document": document,
        "pages": [_drawn_page(page, fields, lines) for page in document.pages.all()],
        "fields": [_shown_field(field, findings, earlier[field.name]) for field in fields],
        "findings": [(finding, remedy_of(finding.code)) for finding in findings],
        "lines": [(_line_target(line), line) for line in lines],
        "tables": list(_tables(document)),
        "attachments": list(attachment_list(document)),
        "has_einvoice": has_einvoice(document),
        "reading": document.readings.defer("einvoice").first(),
        "is_locked": document.state == DocumentState.NEEDS_PASSWORD and document.trashed_at is None,
        "transactions": list(_transactions(document)),
        "next_action": next_action(document.state, document.error_code),
        "missing_names": _missing(fields),
        "all_names": [(name.value, _label(name.value)) for name in FieldName],
        "kinds": KINDS,
        "ways": WAYS,
        "sides": list(zip(SIDES, ("left", "top", "right", "bottom"), strict=True)),
    }


def _ordered(fields: Iterable[ExtractedField]) -> list[ExtractedField]:
    order = {name.value: place for place, name in enumerate(FieldName)}
    return sorted(fields, key=lambda field: order.get(field.name, len(order)))


def _missing(fields: Iterable[ExtractedField]) -> list[tuple[str, str]]:
    known = {field.name for field in fields}
    return [(name.value, _label(name.value)) for name in FieldName if name.value not in known]


def _drawn_page(page: DocumentPage, fields: Iterable[ExtractedField], lines: Iterable[LineItem]) -> DrawnPage:
    boxes = [*_field_boxes(page.number, fields), *_line_boxes(page.number, lines)]
    address = reverse("admin:finance_document_preview", args=[page.document_id, page.number]) if page.preview_name else ""
    return DrawnPage(page.number, page.source, address, tuple(boxes))


def _field_boxes(number: int, fields: Iterable[ExtractedField]) -> Iterator[DrawnBox]:
    for field in fields:
        if field.page == number and field.box:
            label = f"{_label(field.name)}: {field.value}"
            yield _box(_field_target(field.name), label, field.box, is_doubtful=field.doubtful)


def _line_boxes(number: int, lines: Iterable[LineItem]) -> Iterator[DrawnBox]:
    for line in lines:
        if line.page == number and line.box:
            yield _box(_line_target(line), line.description, line.box, is_doubtful=False)


def _box(target: str, label: str, box: list[Decimal], *, is_doubtful: bool) -> DrawnBox:
    x0, y0 = (max(Decimal(0), side - MARGIN) for side in box[:2])
    x1, y1 = (min(Decimal(1), side + MARGIN) for side in box[2:])
    x, y, width, height = (str(round(side * 1000, 2)) for side in (x0, y0, x1 - x0, y1 - y0))
    return DrawnBox(target, label, x, y, width, height, is_doubtful)


def _shown_field(field: ExtractedField, findings: Iterable[Finding], earlier: Iterable[EarlierField]) -> ShownField:
    return ShownField(
        target=_field_target(field.name),
        name=field.name,
        label=_label(field.name),
        value=field.value,
        printed=field.printed,
        confidence="" if field.confidence is None else f"{field.confidence:.0%}",
        said_by=field.source,
        confirmed_by=", ".join(field.confirmed_by).replace("_", " "),
        is_doubtful=field.doubtful,
        is_drawn=field.box is not None,
        findings=tuple(finding.message for finding in findings if field.name in finding.fields),
        earlier=tuple(f"{said.value} ({said.source}, {said.at:%Y-%m-%d %H:%M})" for said in earlier),
    )


def _tables(document: Document) -> Iterator[Mapping[str, Any]]:
    for table in table_list(document):
        address = reverse("admin:finance_document_table", args=[document.id, table.number])
        yield {"table": table, "csv": f"{address}?format=csv", "xlsx": f"{address}?format=xlsx"}


def _transactions(document: Document) -> Iterator[Mapping[str, Any]]:
    for link in document.transaction_links.all():
        transaction: Transaction = link.transaction
        address = reverse("admin:finance_transaction_change", args=[transaction.id])
        yield {"address": address, "transaction": transaction, "by_machine": link.by_machine}


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize().replace(" iban", " IBAN")


def _field_target(name: str) -> str:
    return f"field-{name}"


def _line_target(line: LineItem) -> str:
    return f"line-{line.position}"
