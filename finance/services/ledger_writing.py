"""A slice of the ledger into a file, in any format: one unchanging view of it, read and written piece by piece."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from finance.models import ExportFormat, Transaction
from finance.selectors.ledger_chart import chart_read
from finance.selectors.ledger_slice import LedgerSlice, slice_stream, snapshot
from finance.services.ledger_journal import journal_of
from finance.services.ledger_json import write_ledger_json
from finance.services.ledger_table import ledger_table
from services.journals.beancount import write_beancount
from services.journals.hledger import write_hledger
from services.spreadsheets import write_csv, write_xlsx

SHEET = "Ledger"


def ledger_write(into: BinaryIO, *, kind: ExportFormat, part: LedgerSlice) -> int:
    """Write the workspace in scope; how many transactions there are in it."""
    with snapshot():
        chart = chart_read()
        transactions = _Counted(slice_stream(part))
        match kind:
            case ExportFormat.CSV:
                write_csv(ledger_table(chart, transactions), into)
            case ExportFormat.XLSX:
                write_xlsx(ledger_table(chart, transactions), into, sheet=SHEET)
            case ExportFormat.JSON:
                with _text(into) as text:
                    write_ledger_json(chart, part, transactions, text)
            case ExportFormat.BEANCOUNT:
                with _text(into) as text:
                    write_beancount(journal_of(chart, part, transactions), text)
            case ExportFormat.HLEDGER:
                with _text(into) as text:
                    write_hledger(journal_of(chart, part, transactions), text)
    return transactions.count


class _Counted(Iterator[Transaction]):
    """Knows how many went by."""

    def __init__(self, transactions: Iterator[Transaction]) -> None:
        self._transactions = transactions
        self.count = 0

    def __next__(self) -> Transaction:
        transaction = next(self._transactions)
        self.count += 1
        return transaction


@contextmanager
def _text(into: BinaryIO) -> Iterator[TextIO]:
    text = io.TextIOWrapper(into, encoding="utf-8", newline="\n")
    try:
        yield text
    finally:
        text.detach()
