"""Finding twins: of a document before a machine books it, of a transaction once it is booked. They are marked, never dropped."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from finance.models import (
    Document,
    DocumentLink,
    DocumentPage,
    DocumentTraits,
    DuplicateMark,
    MarkState,
    PairKind,
    Transaction,
    TwinReason,
    TwinStrength,
)
from finance.selectors.documents import live_link
from finance.selectors.duplicates import alike, booked_alike, entries, marked_already, money_legs, traits_of, was_imported
from finance.services.checked_writing import hold_alone
from finance.services.import_matching import SURE
from finance.services.import_planning import SETTLES_AFTER_DAYS, SETTLES_BEFORE_DAYS
from services.parsers.folding import letters_and_digits
from services.parsers.names import name_likeness, name_words
from services.parsers.twins import Relation, Traits, Twin, compared, says_copy
from services.types import DocumentKind, FieldName
from utils.ids import new_id

F = FieldName
REASONS_IN_WORDS = {
    TwinReason.NUMBER: "the same vendor, number, total and date",
    TwinReason.MEANING: "the same vendor, total and date",
    TwinReason.LOOK: "a first page that looks the same",
}
PART_BYTES = 2
MOST = Decimal(10) ** 15
EVEN_PARTS = frozenset({b"\x00\x00", b"\xff\xff"})  # of blank paper, which all pages have


@dataclass(frozen=True, slots=True)
class Beside:
    """What was found beside a document: by what it seems to be there already, and whether its copy or original counts.

    No other document is named: who only sends documents may not see those of others.
    """

    twin: str = ""
    has_copy_that_counts: bool = False


def look_write(workspace_id: UUID, document_id: UUID, look: bytes, pages: int) -> None:
    """Keep how the first page looks, with the keys by which others that look so are found."""
    values = {"look": look or None, "look_keys": look_keys(workspace_id, look), "pages": pages}
    DocumentTraits.objects.update_or_create(workspace_id=workspace_id, document_id=document_id, defaults=values)


def look_keys(workspace_id: UUID, look: bytes) -> list[int]:
    """One number for each part of the look that shows something. Looks that differ in 12 bits share one of 16 at least."""
    parts = [(place, look[place : place + PART_BYTES]) for place in range(0, len(look), PART_BYTES)]
    shown = [workspace_id.bytes + bytes([place]) + part for place, part in parts if part not in EVEN_PARTS]
    return [zlib.crc32(key) - 2**31 for key in shown]


def document_twins_mark(*, document: Document, kind: DocumentKind, values: Mapping[FieldName, str]) -> Beside:
    """Note by what the document is recognised, and mark its twins and what it belongs to. In the caller's transaction.

    Two that arrive at once wait for each other here, so that the second sees the first.
    """
    row = _traits_write(document, kind, values)
    if row.total is not None and row.day is not None:
        hold_alone(f"twins of {row.total} {row.day}", document.workspace_id)
    mine = traits_of(row)
    compared_ones = [(other, compared(mine, traits_of(other))) for other in alike(row)]
    twins = [(other.document, said) for other, said in compared_ones if isinstance(said, Twin)]
    marks = marked_already(document.id, [other.id for other, _ in twins])
    new = [_document_mark(document, other, said) for other, said in twins if other.id not in marks]
    DuplicateMark.objects.bulk_create(new, ignore_conflicts=True)
    related = {other.document: said for other, said in compared_ones if isinstance(said, Relation)}
    links_write(document, related)
    return Beside(
        twin=next((_in_words(said) for other, said in twins if said.is_strong and _is_open(marks.get(other.id))), ""),
        has_copy_that_counts=any(_counts_instead(mine, other, said) for other, said in related.items()),
    )


def transaction_twins_mark(*, transaction_id: UUID) -> None:
    """Mark what was entered twice: the same amount, day and vendor; and the row of a statement that came before its receipt, as
    an import would have known it. Two rows of statements are two, and stay so.

    Run once it is committed, so that of two that are booked at once the later run sees both.
    """
    found = entries().select_related("vendor").filter(id=transaction_id).first()
    if found is None or was_imported(found):
        return
    new: dict[UUID, DuplicateMark] = {}
    near = (found.date - timedelta(days=SETTLES_BEFORE_DAYS), found.date + timedelta(days=SETTLES_AFTER_DAYS))
    for account, amount, currency in money_legs(found):
        for other, accounts in booked_alike(found, amount, currency, near=near):
            if (_is_same_payee(found, other) or _is_row_of(found, other)) and not _shares_document(found, other):
                new.setdefault(other.id, _transaction_mark(found, other, is_same_account=account in accounts))
    DuplicateMark.objects.bulk_create(new.values(), ignore_conflicts=True)


def _traits_write(document: Document, kind: DocumentKind, values: Mapping[FieldName, str]) -> DocumentTraits:
    day = values.get(F.DATE)
    told = {
        "kind": kind.value,
        "says_copy": says_copy(_rows_of_first_page(document)),
        "vendor": name_words(values.get(F.VENDOR, ""))[:200],
        "number": letters_and_digits(values.get(F.INVOICE_NUMBER, ""))[:64],
        "total": _storable(values.get(F.TOTAL)),
        "currency": values.get(F.CURRENCY, ""),
        "day": date.fromisoformat(day) if day else None,
    }
    row, _is_new = DocumentTraits.objects.update_or_create(
        workspace_id=document.workspace_id, document_id=document.id, defaults=told
    )
    return row


def _storable(total: str | None) -> Decimal | None:
    """With the four decimals of the ledger; None for what is more than it can hold."""
    amount = Decimal(total) if total else None
    return round(amount, 4) if amount is not None and abs(amount) < MOST else None


def _rows_of_first_page(document: Document) -> list[str]:
    """The words of each line; a word is [text, x0, y0, x1, y1, line, confidence]."""
    page = DocumentPage.objects.filter(document=document, number=1).values_list("words", flat=True).first()
    rows: dict[int, list[str]] = {}
    for word in page or []:
        rows.setdefault(word[5], []).append(word[0])
    return [" ".join(words) for words in rows.values()]


def _document_mark(document: Document, other: Document, said: Twin) -> DuplicateMark:
    first, second = sorted((document.id, other.id))
    return DuplicateMark(
        id=new_id(),
        workspace_id=document.workspace_id,
        kind=PairKind.DOCUMENT,
        first_document_id=first,
        second_document_id=second,
        reason=TwinReason(said.match.value),
        strength=TwinStrength.STRONG if said.is_strong else TwinStrength.WEAK,
    )


def links_write(document: Document, related: Mapping[Document, Relation]) -> None:
    """Link it with these by a machine's word, and with no others. The later one belongs to the earlier."""
    wanted = {tuple(sorted((document.id, other.id))): relation.value for other, relation in related.items()}
    for link in DocumentLink.objects.filter(Q(first=document) | Q(second=document)):
        is_known = wanted.pop((link.first_id, link.second_id), None) == link.kind
        if link.by_machine and not is_known:
            link.delete()
    DocumentLink.objects.bulk_create(
        DocumentLink(workspace_id=document.workspace_id, first_id=first, second_id=second, kind=kind, by_machine=True)
        for (first, second), kind in wanted.items()
    )


def _counts_instead(mine: Traits, other: Document, relation: Relation) -> bool:
    """Of a document and its copy the original counts, unless the copy was booked before."""
    return relation is Relation.COPY and (mine.says_copy or live_link(other) is not None)


def _in_words(said: Twin) -> str:
    return REASONS_IN_WORDS[TwinReason(said.match.value)]


def _is_open(mark: DuplicateMark | None) -> bool:
    return mark is None or mark.state == MarkState.OPEN


def _transaction_mark(found: Transaction, other: Transaction, *, is_same_account: bool) -> DuplicateMark:
    first, second = sorted((found.id, other.id))
    return DuplicateMark(
        id=new_id(),
        workspace_id=found.workspace_id,
        kind=PairKind.TRANSACTION,
        first_transaction_id=first,
        second_transaction_id=second,
        reason=TwinReason.BOOKING if is_same_account else TwinReason.PAYMENT,
        strength=TwinStrength.STRONG if is_same_account else TwinStrength.WEAK,
    )


def _is_same_payee(one: Transaction, other: Transaction) -> bool:
    """By the vendor, merged ones being one; without any, by what was written."""
    if one.vendor is None or other.vendor is None:
        return one.vendor is other.vendor and name_words(one.description) == name_words(other.description)
    return bool((one.vendor.merged_into_id or one.vendor_id) == (other.vendor.merged_into_id or other.vendor_id))


def _is_row_of(found: Transaction, other: Transaction) -> bool:
    """Whether the other is the statement's row of what still waits for one, by its names."""
    if found.is_settled or found.vendor is None or not was_imported(other):
        return False
    payee = other.vendor.name if other.vendor else ""
    likeness = name_likeness(f"{payee} {other.description}", [found.vendor.name])
    return likeness is not None and likeness >= SURE


def _shares_document(one: Transaction, other: Transaction) -> bool:
    """What one document proves in two parts, people meant so."""
    return one.document_links.filter(document__in=other.document_links.values("document")).exists()
