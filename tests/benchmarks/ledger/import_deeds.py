"""What the benchmark of imports does with the ledger. Imported by tests/benchmarks/ledger/imports.py once Django is set up."""

from __future__ import annotations

import datetime
import io
import time
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import connection, transaction

from finance.models import Account, Channel, StatementImport, SystemCategory, TransactionKind
from finance.selectors.accounts import account_clearing
from finance.selectors.categories import category_system
from finance.services.imports import import_apply, import_book, import_read, import_receive
from finance.services.ledger_verification import ledger_verify
from finance.services.transactions import PostingDraft, transaction_create
from finance.services.vendors import vendor_get_or_create
from tests.benchmarks.ledger.data import open_home
from users.tenancy.actor import acting

PLAIN_TABLE = """CREATE TABLE plain_rows (day date, payee text, description text, amount numeric(19,4), currency text,
                 reference text PRIMARY KEY, notes text, balance text)"""


class ImportDeeds:
    """A workspace of its own with one bank account."""

    def __init__(self, name: str) -> None:
        self.home = open_home(f"imports-{name}", vendors=300)
        self.actor = self.home.actor

    def receipts(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Book them as documents do, on clearing, to be settled by the file."""
        with acting(self.actor):
            clearing, unknown = account_clearing(), category_system(SystemCategory.UNKNOWN)
            for day, payee, _description, amount, *_rest in rows:
                paid = Decimal(amount)
                transaction_create(
                    actor=self.actor,
                    kind=TransactionKind.EXPENSE,
                    date=datetime.date.fromisoformat(day),
                    postings=[PostingDraft(paid, "EUR", account=clearing), PostingDraft(-paid, "EUR", category=unknown)],
                    vendor=vendor_get_or_create(actor=self.actor, name=payee),
                )

    def copy(self, rows: Sequence[tuple[str, ...]]) -> float:
        """Seconds of raw COPY into a plain table with a primary key."""
        text = io.StringIO("".join("\t".join(row) + "\n" for row in rows))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(PLAIN_TABLE)
            started = time.perf_counter()
            cursor.copy_expert("COPY plain_rows FROM STDIN", text)
            taken = time.perf_counter() - started
            cursor.execute("DROP TABLE plain_rows")
        return taken

    def bring_in(self, content: bytes) -> Mapping[str, int]:
        """Receive, read, plan, confirm, book: what a person and the workers do. The rows per verdict."""
        with acting(self.actor):
            account = Account.objects.get(id=self.home.bank)
            made = import_receive(
                actor=self.actor, account=account, content=io.BytesIO(content), filename="bench.csv", channel=Channel.COMMAND
            )
        import_read(import_id=made.id)
        with acting(self.actor):
            ready = StatementImport.objects.get(id=made.id)
            import_apply(actor=self.actor, statement=ready)
        import_book(import_id=made.id)
        with acting(self.actor):
            done = StatementImport.objects.get(id=made.id)
        if done.state != "applied":
            raise AssertionError(f"{done.state}: {done.error_code} {done.error_detail} {done.counts}")
        return dict(done.counts)

    def wrong(self) -> int:
        """What `verify_ledger` finds."""
        with acting(self.actor):
            return len(ledger_verify(workspace_id=self.actor.workspace_id))
