"""Mappings as JSON: how they are kept, shown and taken; and the signature by which a layout is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from finance.errors import MappingError
from finance.models import ImportMapping
from services.parsers.folding import plain
from services.statements.base import Column, DateOrder, DecimalMark, Sign, TableMapping

COLUMNS_MAX = 200
HEADER_ROWS_MAX = 100
ONCE = (Column.DATE, Column.VALUE_DATE, Column.AMOUNT, Column.DEBIT, Column.CREDIT, Column.CURRENCY, Column.BALANCE)


def mapping_to_json(mapping: TableMapping) -> dict[str, Any]:
    """As it is kept in the database and shown by the API."""
    return {
        "columns": [str(column) for column in mapping.columns],
        "header_rows": mapping.header_rows,
        "date_order": str(mapping.date_order),
        "decimal_mark": str(mapping.decimal_mark),
        "sign": str(mapping.sign),
        "encoding": mapping.encoding,
        "delimiter": mapping.delimiter,
        "sheet": mapping.sheet,
    }


def mapping_from_json(told: Mapping[str, Any]) -> TableMapping:
    """The mapping that this says, all keys but `columns` and `header_rows` being optional. Raises MappingError."""
    try:
        mapping = TableMapping(
            columns=tuple(Column(name) for name in told["columns"]),
            header_rows=int(told["header_rows"]),
            date_order=DateOrder(told.get("date_order", DateOrder.YMD)),
            decimal_mark=DecimalMark(told.get("decimal_mark", DecimalMark.POINT)),
            sign=Sign(told.get("sign", Sign.MONEY_IN)),
            encoding=str(told.get("encoding", "")),
            delimiter=str(told.get("delimiter", "")),
            sheet=str(told.get("sheet", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise MappingError(f"This is no mapping of columns: {error}.") from error
    _refuse_nonsense(mapping)
    return mapping


def signature_of(head: Sequence[Sequence[str]], header_rows: int) -> str:
    """Of the header row, folded; of the number of columns where there is none. Equal for equal layouts."""
    rows = head[header_rows - 1 : header_rows] if header_rows else []
    told = "|".join(plain(cell).strip() for cell in rows[0]) if rows else f"{max(map(len, head), default=0)} columns"
    return hashlib.sha256(told.encode()).hexdigest()


def mapping_recall(account_id: UUID, signature: str) -> TableMapping | None:
    """What was remembered of tables with this header for this account."""
    found = ImportMapping.objects.filter(account_id=account_id, signature=signature).first()
    return mapping_from_json(found.mapping) if found else None


def _refuse_nonsense(mapping: TableMapping) -> None:
    named = mapping.columns
    if not named or len(named) > COLUMNS_MAX or not 0 <= mapping.header_rows <= HEADER_ROWS_MAX:
        raise MappingError(f"Name 1 to {COLUMNS_MAX} columns, and 0 to {HEADER_ROWS_MAX} rows before the data.")
    if twice := [str(column) for column in ONCE if named.count(column) > 1]:
        raise MappingError(f"Only one column can be: {', '.join(twice)}.")
    if Column.DATE not in named:
        raise MappingError("Say which column is the date.")
    if Column.AMOUNT not in named and not {Column.DEBIT, Column.CREDIT} & set(named):
        raise MappingError("Say which column is the amount, or which are money out (debit) and money in (credit).")
    if len(mapping.delimiter) > 1 or any("\x00" in text for text in (mapping.encoding, mapping.delimiter, mapping.sheet)):
        raise MappingError("The delimiter is one character.")
