"""Both journals pass the strict check of their program, and have the balances of the ledger."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from beancount import loader
from beancount.core.data import Open, Price
from beancount.core.data import Transaction as Entry
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finance.models import AccountKind, CategoryKind, ExportFormat
from finance.selectors.ledger_chart import chart_read
from finance.selectors.ledger_slice import LedgerSlice, slice_stream
from finance.services.accounts import account_create
from finance.services.categories import category_create
from finance.services.ledger_journal import journal_of
from services.journals import beancount, hledger
from services.journals.balancing import CONVERSIONS
from services.journals.names import account_names
from tests.exports.conftest import NASTY, Balances, Shelf, day
from tests.exports.conftest import hledger as run_hledger


def names_of(legal) -> dict[str, str]:
    """Name in the journal → id of the account or category."""
    part = LedgerSlice()
    accounts = journal_of(chart_read(), part, slice_stream(part)).accounts
    return {name: key for key, name in account_names([*accounts, CONVERSIONS], legal).items()}


def beancount_balances(path: Path) -> Balances:
    entries, errors, _options = loader.load_file(str(path))
    assert errors == []
    names, sums = names_of(beancount.legal_part), {}
    for posting in (posting for entry in entries if isinstance(entry, Entry) for posting in entry.postings):
        key = names[posting.account], posting.units.currency
        sums[key] = sums.get(key, Decimal(0)) + posting.units.number
    return without_conversions(sums)


def hledger_balances(path: Path) -> Balances:
    names, sums = names_of(hledger.legal_part), {}
    rows = list(csv.reader(io.StringIO(run_hledger(path, "balance", "--flat", "--no-total", "-O", "csv", "--layout=bare"))))
    for name, currency, amount in rows[1:]:
        if Decimal(amount):
            sums[names[name], currency] = Decimal(amount)
    return without_conversions(sums)


def without_conversions(sums: Balances) -> Balances:
    return {key: amount for key, amount in sums.items() if amount and key[0] != CONVERSIONS.key}


def written(shelf: Shelf, folder: Path, kind: ExportFormat, part: LedgerSlice | None = None) -> Path:
    path = folder / f"ledger.{kind.value}"
    path.write_bytes(shelf.write(kind, part))
    return path


def test_beancount_finds_nothing_wrong_and_has_our_balances(full_shelf: Shelf, tmp_path: Path) -> None:
    path = written(full_shelf, tmp_path, ExportFormat.BEANCOUNT)
    checked = subprocess.run(
        [str(Path(sys.executable).parent / "bean-check"), str(path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")
    assert beancount_balances(path) == full_shelf.balances()


def test_hledger_finds_nothing_wrong_and_has_our_balances(full_shelf: Shelf, tmp_path: Path) -> None:
    path = written(full_shelf, tmp_path, ExportFormat.HLEDGER)
    run_hledger(path, "check", "--strict")
    assert hledger_balances(path) == full_shelf.balances()


def test_a_slice_has_the_balances_of_its_days(full_shelf: Shelf, tmp_path: Path) -> None:
    part = LedgerSlice(date_from=day(7))
    assert hledger_balances(written(full_shelf, tmp_path, ExportFormat.HLEDGER, part)) == full_shelf.balances(part)
    assert beancount_balances(written(full_shelf, tmp_path, ExportFormat.BEANCOUNT, part)) == full_shelf.balances(part)


def test_an_empty_ledger_is_a_sound_journal(shelf: Shelf, tmp_path: Path) -> None:
    assert beancount_balances(written(shelf, tmp_path, ExportFormat.BEANCOUNT)) == {}
    run_hledger(written(shelf, tmp_path, ExportFormat.HLEDGER), "check", "--strict")


def test_beancount_is_told_what_people_said(full_shelf: Shelf, tmp_path: Path) -> None:
    entries, _errors, options = loader.load_file(str(written(full_shelf, tmp_path, ExportFormat.BEANCOUNT)))
    assert options["operating_currency"] == ["EUR"]
    bought = next(entry for entry in entries if isinstance(entry, Entry) and entry.payee == NASTY)
    assert (bought.narration, bought.flag, bought.tags) == (NASTY, "*", {"buro", "a-b-c"})
    assert bought.meta["notes"].splitlines()[0] == "=1+1"
    assert bought.meta["project"] == "House: | 1"
    assert {(p.date, p.currency, p.amount.number) for p in entries if isinstance(p, Price)} == {(day(4), "USD", Decimal("0.92"))}
    opened = {entry.meta["name"]: entry for entry in entries if isinstance(entry, Open)}
    assert opened["giro"].currencies == ["EUR"]
    assert "old giro" not in opened  # it was merged
    assert opened[NASTY].account == "Expenses:Food:Müller-Söhne-Co-2026-99-99-date-no"
    assert {opened["😀"].account, opened["☹!"].account} == {"Assets:X", "Assets:X-2"}


def test_the_smallest_unit_is_not_tolerated(full_shelf: Shelf, tmp_path: Path) -> None:
    """The tolerance that total prices need is far below it."""
    path = written(full_shelf, tmp_path, ExportFormat.BEANCOUNT)
    text = path.read_text(encoding="utf-8")
    assert text.count("  2500.000 EUR") == 1
    path.write_text(text.replace("  2500.000 EUR", "  2500.0001 EUR"), encoding="utf-8")
    assert [type(error).__name__ for error in loader.load_file(str(path))[1]] == ["ValidationError"]


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=200)
NASTY_TEXT = st.one_of(TEXT, st.text(":;\"\\ \t\n|[]()@*!#=~&'`,.-0😀éÉßǅ日\u00a0\u200b\u2028", min_size=1, max_size=12))


@pytest.mark.usefixtures("shelf")
@given(names=st.lists(NASTY_TEXT.map(str.strip).filter(bool), min_size=3, max_size=3, unique=True), said=NASTY_TEXT)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_people_call_things_both_journals_stay_sound(
    shelf: Shelf, tmp_path_factory: pytest.TempPathFactory, names: list[str], said: str
) -> None:
    with transaction.atomic():
        account = account_create(actor=shelf.actor, name=names[0], kind=AccountKind.BANK, currency="EUR")
        above = category_create(actor=shelf.actor, name=names[1], kind=CategoryKind.EXPENSE)
        below = category_create(actor=shelf.actor, name=names[2], kind=CategoryKind.EXPENSE, parent=above)
        new = Shelf(shelf.actor, {"a": account}, {"b": above, "c": below})
        new.book(1, ("a", "-3.00", "EUR"), ("b", "1.00", "EUR"), ("c", "2.00", "EUR"), description=said, notes=said)
        folder = tmp_path_factory.mktemp("nasty")
        assert beancount_balances(written(new, folder, ExportFormat.BEANCOUNT)) == new.balances()
        path = written(new, folder, ExportFormat.HLEDGER)
        run_hledger(path, "check", "--strict")
        assert hledger_balances(path) == new.balances()
        transaction.set_rollback(True)
