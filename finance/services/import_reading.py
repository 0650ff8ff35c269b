"""From stored bytes to staged rows with a verdict each: the stage `reading`. Nothing of the ledger changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import chain, islice
from typing import Protocol, TypeVar
from uuid import UUID

from django.db import connection, transaction

from finance.models import AccountKind, ImportRow, ImportState, StatementImport
from finance.services.document_files import BLOBS
from finance.services.document_reading import READER
from finance.services.import_mapping import mapping_from_json, mapping_recall, mapping_to_json, signature_of
from finance.services.import_planning import import_plan
from finance.services.import_staging import rows_stage
from finance.services.import_work import (
    ImportClaim,
    import_advance,
    import_claim,
    import_failures_end,
    import_lease_kept,
    import_renew,
    wait_patiently,
)
from services.errors import StatementFormatError
from services.reading.tables import Batch, OpenTable, TableHead, TableWish
from services.statements.base import Converter, Guess, StatementRow, TableMapping
from services.statements.registry import converter_of
from services.storage.blobs import BlobStore
from users.tenancy.actor import acting, machine

HEAD_ROWS = 12  # shown to a person who corrects the mapping
CELL_SHOWN = 200
STAGED_AT_ONCE = 5_000
MANY_ROWS = 5_000
T = TypeVar("T")


class TableReader(Protocol):
    """What `services.reading.reader.Reader` is to this use-case."""

    def open_table(
        self, content: bytes, *, media_type: str, workspace: str, wish: TableWish
    ) -> AbstractContextManager[OpenTable]: ...


def import_read(*, import_id: UUID, tables: TableReader = READER, store: BlobStore = BLOBS) -> None:
    """Read, stage and plan the import if it waits for that; whatever comes of it stands in its row."""
    claim = import_claim(import_id, ImportState.READING)
    if claim is None:
        return
    with acting(machine(claim.workspace_id)), import_failures_end(claim):
        statement = StatementImport.objects.select_related("blob", "account").get(id=import_id)
        content = store.read(statement.blob.storage_name, sha256=statement.blob.sha256)
        with transaction.atomic():
            import_renew(claim)  # first, as below
            ImportRow.objects.filter(statement=statement).delete()
        _read(claim, statement, content, tables)


def _read(claim: ImportClaim, statement: StatementImport, content: bytes, tables: TableReader) -> None:
    told = mapping_from_json(statement.mapping) if statement.mapping else None
    workspace = str(claim.workspace_id)

    def opened(wish: TableWish) -> AbstractContextManager[OpenTable]:
        return tables.open_table(content, media_type=statement.media_type, workspace=workspace, wish=wish)

    with opened(_wish(told)) as table:
        first, batches = _peeked(table.batches())
        guess = _understood(statement, told, first, table.head)
        if guess is None:
            _ask_for_mapping(claim, statement, first)
            return
        if _is_read_so(table.head, guess.mapping):
            _stage(claim, statement, guess, first, batches)
            return
    with opened(_wish(guess.mapping)) as table:  # remembered to be read otherwise
        first, batches = _peeked(table.batches())
        _stage(claim, statement, guess, first, batches)


def _understood(statement: StatementImport, told: TableMapping | None, first: Batch, head: TableHead) -> Guess | None:
    """What a person told, else what was remembered of this layout, else a guess; None when there is none to be made."""
    cells = [cells for _number, cells in first]
    try:
        guess = converter_of(statement.media_type).guess(cells)
    except StatementFormatError:
        statement.signature = signature_of(cells[:1], 1)
        return _known(statement, told)
    statement.signature = signature_of(cells, guess.mapping.header_rows)
    found = replace(guess.mapping, encoding=head.encoding, delimiter=head.delimiter, sheet=head.sheet)
    doubts = (*guess.doubts, *_doubt_of_sign(statement, guess, first))
    return _known(statement, told) or replace(guess, mapping=found, doubts=doubts)


def _doubt_of_sign(statement: StatementImport, guess: Guess, first: Batch) -> tuple[str, ...]:
    """Money goes out on a card: where most seems to come in, the issuer may print what was spent without a minus."""
    if statement.account.kind != AccountKind.CARD or "sign" in guess.doubts:
        return ()
    rows = converter_of(statement.media_type).rows(first, guess.mapping)
    comes_in = [row.amount > 0 for row in rows if isinstance(row, StatementRow)]
    return ("sign",) if 2 * sum(comes_in) > len(comes_in) else ()


def _known(statement: StatementImport, told: TableMapping | None) -> Guess | None:
    """What a person told, else what was remembered of this layout: without a doubt."""
    mapping = told or mapping_recall(statement.account_id, statement.signature)
    return Guess(mapping) if mapping is not None else None


def _ask_for_mapping(claim: ImportClaim, statement: StatementImport, first: Batch) -> None:
    detail = "The columns could not be told. Say what each of them is."
    import_advance(
        claim,
        state=ImportState.NEEDS_MAPPING,
        head=_shown(first),
        signature=statement.signature,
        error_code=StatementFormatError.code,
        error_detail=detail,
    )


def _stage(claim: ImportClaim, statement: StatementImport, guess: Guess, first: Batch, batches: Iterator[Batch]) -> None:
    converter: Converter = converter_of(statement.media_type)
    rows = converter.rows(chain(first, chain.from_iterable(batches)), guess.mapping)
    for portion in _portions(rows, STAGED_AT_ONCE):
        with transaction.atomic():
            import_renew(claim)  # first: a worker that was taken for dead stages nothing
            claim.rows_done += rows_stage(statement, portion)
    if claim.rows_done >= MANY_ROWS:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE finance_importrow")  # a plan made for the few rows of before takes minutes
    with import_lease_kept(claim), transaction.atomic():
        wait_patiently()
        counts = import_plan(statement)
        import_advance(
            claim,
            state=ImportState.READY,
            head=_shown(first),
            signature=statement.signature,
            mapping=mapping_to_json(guess.mapping),
            doubts=list(guess.doubts),
            rows_total=claim.rows_done,
            rows_done=claim.rows_done,
            counts=counts,
        )


def _wish(mapping: TableMapping | None) -> TableWish:
    return TableWish(mapping.encoding, mapping.delimiter, mapping.sheet) if mapping else TableWish()


def _is_read_so(head: TableHead, mapping: TableMapping) -> bool:
    wished = (mapping.encoding, mapping.delimiter, mapping.sheet)
    return all(wish in ("", had) for wish, had in zip(wished, (head.encoding, head.delimiter, head.sheet), strict=True))


def _peeked(batches: Iterator[Batch]) -> tuple[Batch, Iterator[Batch]]:
    return next(batches, ()), batches


def _shown(first: Batch) -> list[list[str]]:
    return [[cell.replace("\x00", "")[:CELL_SHOWN] for cell in cells] for _number, cells in first[:HEAD_ROWS]]


def _portions(items: Iterator[T], size: int) -> Iterator[list[T]]:
    while portion := list(islice(items, size)):
        yield portion
