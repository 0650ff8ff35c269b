"""The dry run of an import: a verdict per row, by statements over all rows at once. Nothing of the ledger changes.

1. What was imported before is a duplicate, counted: of m equal rows of which the ledger holds n, the first n.
2. What fits a transaction that waits for its money settles it; what fits one entered by hand on this account is its twin.
3. What lies in a locked period is bad. The rest is new.

Rows that a person decided keep their verdict. The plan can be made again at any time: it says the same as long as nothing
changed, and `import_book` makes it again before it books.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count

from finance.models import Account, AccountKind, ImportRow, ImportState, StatementImport
from finance.selectors.accounts import account_clearing
from finance.selectors.merging import with_merged
from finance.services.checked_writing import hold_alone
from finance.services.import_matching import rows_match
from utils.copying import bulk_begin

SETTLES_BEFORE_DAYS = 5  # the bank may book before the day that the document bears
SETTLES_AFTER_DAYS = 10
TWIN_DAYS = 3
HOLDING = (ImportState.APPLIED, ImportState.UNDOING)  # what such imports booked counts as imported
LOCKED = "The day lies in a locked period. Skip the row, or unlock the period."

TEMPORARY = "import_mine, import_verdict, import_left, import_fit, import_open, import_hand"

_VERDICTS = """
CREATE TEMP TABLE import_verdict (
    row_id uuid PRIMARY KEY, verdict varchar NOT NULL, matched_id uuid, candidates jsonb, problems jsonb
) ON COMMIT DROP
"""

# Of the file: the rows that are to be planned, each with its place among its equals. A decision moves no other row.
_MINE = """
CREATE TEMP TABLE import_mine ON COMMIT DROP AS
SELECT id, key, number, date, amount, currency, payee, description, place
  FROM (SELECT *, row_number() OVER (PARTITION BY key ORDER BY number) AS place
          FROM finance_importrow
         WHERE workspace_id = %(workspace)s AND statement_id = %(statement)s AND key IS NOT NULL) r
 WHERE decision = ''
"""

_DUPLICATES = """
INSERT INTO import_verdict (row_id, verdict)
SELECT mine.id, 'duplicate'
  FROM import_mine mine
  JOIN (SELECT r.key, count(*) AS times
          FROM (SELECT DISTINCT key FROM import_mine) asked
          JOIN finance_importrow r ON r.workspace_id = %(workspace)s AND r.key = asked.key
         WHERE (r.statement_id = ANY(%(booked_here)s::uuid[]) OR (r.is_kept AND r.statement_id = ANY(%(undone_here)s::uuid[])))
           AND (r.verdict IN ('new', 'settles', 'twin') OR r.decision = 'skipped')
         GROUP BY r.key) held ON held.key = mine.key AND mine.place <= held.times
"""

_LEFT = """
CREATE TEMP TABLE import_left ON COMMIT DROP AS
SELECT m.* FROM import_mine m WHERE NOT EXISTS (SELECT FROM import_verdict v WHERE v.row_id = m.id)
"""

_FITS = """
CREATE TEMP TABLE import_fit (
    row_id uuid, transaction_id uuid, verdict varchar, days integer, vendor_id uuid, description varchar
) ON COMMIT DROP
"""

# What waits for money: the amounts of transactions on clearing that no settlement took back, in one currency.
_WAITING = """
CREATE TEMP TABLE import_open ON COMMIT DROP AS
SELECT t.id, t.date, t.vendor_id, t.description, due.amount, due.currency
  FROM (SELECT min(date) AS first, max(date) AS last FROM import_left) span
  JOIN finance_transaction t
    ON t.workspace_id = %(workspace)s AND NOT t.is_settled AND t.status = 'booked' AND t.trashed_at IS NULL
   AND t.date BETWEEN span.first - %(after)s AND span.last + %(before)s AND t.kind <> 'reversal'
  JOIN LATERAL (SELECT sum(p.amount) AS amount, min(p.currency) AS currency FROM finance_posting p
                 WHERE p.transaction_id = t.id AND p.account_id = %(clearing)s
                HAVING count(DISTINCT p.currency) = 1) due ON true
 WHERE NOT EXISTS (SELECT FROM finance_transaction v
                    WHERE v.workspace_id = %(workspace)s AND v.reverses_id = t.id AND v.trashed_at IS NULL)
   AND NOT EXISTS (SELECT FROM finance_importrow r
                    WHERE r.workspace_id = %(workspace)s AND r.matched_id = t.id
                      AND r.statement_id = %(statement)s AND r.decision <> '');
ANALYZE import_open
"""
_FIT_WAITING = """
INSERT INTO import_fit
SELECT m.id, o.id, 'settles', abs(m.date - o.date), o.vendor_id, o.description
  FROM import_left m JOIN import_open o ON o.amount = m.amount AND o.currency = m.currency
 WHERE m.date BETWEEN o.date - %(before)s AND o.date + %(after)s
"""

# What stands on the account and came neither by an import of it that holds nor was taken for a twin by one. (A transfer stands
# on two accounts, and in the files of both.) On clearing a settlement is no row of anybody: it takes back what was one.
_ON_ACCOUNT = """
CREATE TEMP TABLE import_hand ON COMMIT DROP AS
SELECT t.id, t.date, t.vendor_id, t.description, p.amount, p.currency
  FROM (SELECT min(date) AS first, max(date) AS last FROM import_left) span
  JOIN finance_transaction t
    ON t.workspace_id = %(workspace)s AND t.status <> 'draft' AND t.trashed_at IS NULL
   AND t.date BETWEEN span.first - %(twin)s AND span.last + %(twin)s AND t.kind NOT IN ('reversal', 'opening')
   AND NOT (t.kind = 'settlement' AND %(clearing)s = ANY(%(accounts)s::uuid[]))
  JOIN finance_posting p
    ON p.transaction_id = t.id AND p.workspace_id = %(workspace)s AND p.account_id = ANY(%(accounts)s::uuid[])
 WHERE NOT EXISTS (SELECT FROM finance_importrow r
                    WHERE r.id = t.id AND r.workspace_id = %(workspace)s
                      AND (r.statement_id = ANY(%(booked_here)s::uuid[])
                           OR (r.is_kept AND r.statement_id = ANY(%(undone_here)s::uuid[]))));
ANALYZE import_hand
"""
_FIT_BY_HAND = """
INSERT INTO import_fit
SELECT m.id, h.id, 'twin', abs(m.date - h.date), h.vendor_id, h.description
  FROM import_left m JOIN import_hand h ON h.amount = m.amount AND h.currency = m.currency
 WHERE m.date BETWEEN h.date - %(twin)s AND h.date + %(twin)s
   AND NOT EXISTS (SELECT FROM finance_importrow r
                    WHERE r.workspace_id = %(workspace)s AND r.matched_id = h.id AND r.verdict = 'twin'
                      AND (r.statement_id = ANY(%(booked_here)s::uuid[])
                           OR (r.statement_id = %(statement)s AND r.decision <> '')))
   AND NOT EXISTS (SELECT FROM finance_transaction v
                    WHERE v.workspace_id = %(workspace)s AND v.reverses_id = h.id AND v.trashed_at IS NULL)
"""

_IN_LOCKED_PERIOD = """
INSERT INTO import_verdict (row_id, verdict, problems)
SELECT m.id, 'bad', jsonb_build_object('date', %(locked)s::text)
  FROM import_left m JOIN finance_ledgersettings s ON s.workspace_id = %(workspace)s AND m.date <= s.locked_through
    ON CONFLICT (row_id) DO UPDATE SET verdict = 'bad', matched_id = NULL, candidates = NULL, problems = EXCLUDED.problems
 WHERE import_verdict.verdict <> 'twin'
"""

_SAVE = """
UPDATE finance_importrow r
   SET verdict = v.verdict, matched_id = v.matched_id, candidates = v.candidates, problems = v.problems
  FROM import_verdict v
 WHERE r.id = v.row_id AND r.workspace_id = %(workspace)s
   AND (r.verdict, r.matched_id, r.candidates, r.problems)
       IS DISTINCT FROM (v.verdict, v.matched_id, v.candidates, v.problems)
"""

_SAVE_NEW = """
UPDATE finance_importrow r
   SET verdict = 'new', matched_id = NULL, candidates = NULL, problems = NULL
 WHERE r.workspace_id = %(workspace)s AND r.statement_id = %(statement)s AND r.key IS NOT NULL AND r.decision = ''
   AND r.verdict <> 'new' AND NOT EXISTS (SELECT FROM import_verdict v WHERE v.row_id = r.id)
"""


def import_plan(statement: StatementImport) -> dict[str, int]:
    """Give each undecided row its verdict; verdict → rows. Inside a transaction, after which nobody else plans this account."""
    account_hold(statement)
    bulk_begin()
    values = _values(statement)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TEMPORARY}")  # of a plan made before in this transaction
        cursor.execute(_VERDICTS)
        cursor.execute(_MINE, values)
        cursor.execute("ANALYZE import_mine")
        cursor.execute(_DUPLICATES, values)
        cursor.execute(_LEFT, values)
        cursor.execute("ANALYZE import_left")
        cursor.execute(_FITS)
        for gather, fit in _sources(statement):
            cursor.execute(gather, values)
            cursor.execute(fit, values)
        rows_match()
        cursor.execute(_IN_LOCKED_PERIOD, values)
        cursor.execute("ANALYZE import_verdict")
        cursor.execute(_SAVE, values)
        cursor.execute(_SAVE_NEW, values)
    return verdict_counts(statement.id)


def _sources(statement: StatementImport) -> list[tuple[str, str]]:
    """Where transactions that fit are gathered, and how they are fitted. On clearing itself nothing is settled."""
    waiting = [] if statement.account.kind == AccountKind.CLEARING else [(_WAITING, _FIT_WAITING)]
    return [*waiting, (_ON_ACCOUNT, _FIT_BY_HAND)]


def account_hold(statement: StatementImport) -> None:
    """Until the end of the transaction no other import plans or books on this account."""
    hold_alone(f"finance_import {statement.account_id}", statement.workspace_id)


def verdict_counts(statement_id: UUID) -> dict[str, int]:
    """Verdict → rows."""
    rows = ImportRow.objects.filter(statement_id=statement_id).values("verdict").annotate(times=Count("id"))
    return {row["verdict"]: row["times"] for row in rows.order_by("verdict")}


def _values(statement: StatementImport) -> dict[str, Any]:
    """What the statements are told; which imports hold is few ids, and told as such: a join would mislead the planner."""
    accounts = with_merged(Account, [statement.account_id])
    others = StatementImport.objects.exclude(id=statement.id)
    booked = others.filter(state__in=HOLDING)
    return {
        "workspace": statement.workspace_id,
        "statement": statement.id,
        "accounts": accounts,
        "booked_here": list(booked.filter(account_id__in=accounts).values_list("id", flat=True)),
        "undone_here": list(others.filter(state=ImportState.UNDONE, account_id__in=accounts).values_list("id", flat=True)),
        "clearing": account_clearing().id,
        "before": SETTLES_BEFORE_DAYS,
        "after": SETTLES_AFTER_DAYS,
        "twin": TWIN_DAYS,
        "locked": LOCKED,
    }
