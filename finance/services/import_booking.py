"""Booking the rows of an import by set: vendors of new payees, then transactions with their postings, portion by portion.

A transaction has the id of its row, and so has the vendor of the row that first named it: nothing has to be written back.
The statement that inserts transactions inserts their postings as well, so that the guards see whole transactions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Max

from finance.models import AccountKind, ImportRow, StatementImport, SystemCategory
from finance.selectors.accounts import account_clearing
from finance.selectors.categories import category_system
from finance.selectors.rates import rate_table
from finance.services.base_amounts import kept_rate
from finance.services.base_currency import base_currency_hold
from utils.copying import bulk_begin, copy_rows
from utils.money import minor_digits

ROWS_AT_ONCE = 10_000

_PAYEES = """
CREATE TEMP TABLE import_payee ON COMMIT DROP AS
SELECT DISTINCT ON (r.payee_key) r.payee_key, r.id AS row_id, r.payee, r.iban, NULL::uuid AS vendor_id,
       NULL::uuid AS category_id, NULL::varchar AS category_kind
  FROM finance_importrow r
 WHERE r.workspace_id = %(workspace)s AND r.statement_id = %(statement)s AND r.verdict = 'new' AND r.payee_key <> ''
 ORDER BY r.payee_key, r.number;
ANALYZE import_payee
"""
# By name, else by another name, else by the name of one that was merged, else by the account that the money went to.
_KNOWN = """
UPDATE import_payee k SET vendor_id = f.vendor_id
  FROM (SELECT p.payee_key, coalesce(v.id, a.vendor_id, gone.vendor_id, paid.vendor_id) AS vendor_id
          FROM import_payee p
          LEFT JOIN finance_vendor v
            ON v.workspace_id = %(workspace)s AND v.match_key = p.payee_key AND v.merged_into_id IS NULL
          LEFT JOIN finance_vendoralias a ON a.workspace_id = %(workspace)s AND a.match_key = p.payee_key
          LEFT JOIN (SELECT DISTINCT ON (match_key) match_key, merged_into_id AS vendor_id FROM finance_vendor
                      WHERE workspace_id = %(workspace)s AND merged_into_id IS NOT NULL
                      ORDER BY match_key, id) gone ON gone.match_key = p.payee_key
          LEFT JOIN (SELECT DISTINCT ON (iban) iban, id AS vendor_id FROM finance_vendor
                      WHERE workspace_id = %(workspace)s AND iban <> '' AND merged_into_id IS NULL
                      ORDER BY iban, id) paid ON paid.iban = p.iban) f
 WHERE k.payee_key = f.payee_key AND f.vendor_id IS NOT NULL
"""
_NEW_VENDORS = """
INSERT INTO finance_vendor (id, workspace_id, name, match_key, tax_id, iban, created_at, version)
SELECT row_id, %(workspace)s, payee, payee_key, '', iban, statement_timestamp(), 1
  FROM import_payee WHERE vendor_id IS NULL ORDER BY payee_key
    ON CONFLICT DO NOTHING
"""
_USUAL = """
UPDATE import_payee k SET category_id = coalesce(c.merged_into_id, c.id), category_kind = c.kind
  FROM finance_vendor v JOIN finance_category c ON c.id = v.default_category_id AND c.workspace_id = v.workspace_id
 WHERE v.id = k.vendor_id AND v.workspace_id = %(workspace)s AND c.archived_at IS NULL AND c.kind <> 'system'
"""
_CATEGORIES = """
CREATE TEMP TABLE import_category ON COMMIT DROP AS
SELECT DISTINCT ON (lower(c.name)) lower(c.name) AS name, c.id, c.kind
  FROM finance_category c
 WHERE c.workspace_id = %(workspace)s AND c.archived_at IS NULL AND c.merged_into_id IS NULL AND c.kind <> 'system'
 ORDER BY lower(c.name), (c.parent_id IS NULL), c.id
"""
_RATES = """
CREATE TEMP TABLE import_rate (
    currency varchar, date date, value numeric, rate numeric, rate_date date, rate_source varchar, PRIMARY KEY (currency, date)
) ON COMMIT DROP
"""

# Of a row its legs: 1 on the account, 2 on the category or on clearing. A posting's id sorts by time as its row's id does. What
# is worth more than a base amount holds has none.
_ID = "encode(substring(uuid_send(p.id) FOR 8) || substring(uuid_send(gen_random_uuid()) FROM 9), 'hex')::uuid"
_BOOK = """
WITH picked AS MATERIALIZED (
    SELECT r.id, r.date, r.amount, r.currency, r.notes, k.vendor_id,
           CASE WHEN r.description <> '' THEN r.description ELSE r.payee END AS description,
           CASE WHEN c.id IS NOT NULL AND (c.kind = 'expense' OR r.amount > 0) THEN c.id
                WHEN k.category_id IS NOT NULL AND k.category_kind = CASE WHEN r.amount < 0 THEN 'expense' ELSE 'income' END
                THEN k.category_id
                ELSE %(unknown)s::uuid END AS category_id,
           CASE WHEN r.amount < 0 THEN 'expense' WHEN c.kind = 'expense' THEN 'refund' ELSE 'income' END AS kind,
           CASE WHEN r.currency = %(base)s THEN r.amount ELSE round(r.amount * x.value, %(digits)s) END AS base_amount,
           x.rate, x.rate_date, coalesce(x.rate_source, '') AS rate_source
      FROM finance_importrow r
      LEFT JOIN import_payee k ON k.payee_key = r.payee_key
      LEFT JOIN import_category c ON r.category <> '' AND c.name = lower(r.category)
      LEFT JOIN import_rate x ON x.currency = r.currency AND x.date = r.date AND abs(r.amount * x.value) < 999999999999999
     WHERE r.workspace_id = %(workspace)s AND r.statement_id = %(statement)s AND r.verdict = 'new'
       AND r.number > %(after)s AND r.number <= %(upto)s),
made AS (
    INSERT INTO finance_transaction (id, workspace_id, kind, status, is_settled, date, description, notes, vendor_id,
                                     created_at, version)
    SELECT id, %(workspace)s, kind, 'booked', %(is_settled)s, date, description, notes, vendor_id, statement_timestamp(), 1
      FROM picked)
INSERT INTO finance_posting (id, workspace_id, transaction_id, position, account_id, category_id, amount, currency, base_amount,
                             rate, rate_date, rate_source, memo)
SELECT new_posting_id, %(workspace)s, p.id, leg.position,
       CASE leg.position WHEN 1 THEN %(account)s::uuid END, CASE leg.position WHEN 2 THEN p.category_id END,
       leg.sign * p.amount, p.currency, leg.sign * p.base_amount, p.rate, p.rate_date, p.rate_source, ''
  FROM picked p CROSS JOIN (VALUES (1, 1), (2, -1)) leg (position, sign)
""".replace("new_posting_id", _ID)

# A settlement moves what waits on clearing to the account, in the amounts that the settled transaction has.
_SETTLE = """
WITH picked AS MATERIALIZED (
    SELECT r.id, r.date, r.amount, r.currency, t.id AS settled_id, t.description, t.vendor_id, due.base_amount
      FROM finance_importrow r
      JOIN finance_transaction t ON t.id = r.matched_id AND t.workspace_id = r.workspace_id
      JOIN LATERAL (SELECT CASE WHEN count(o.base_amount) = count(*) THEN sum(o.base_amount) END AS base_amount
                      FROM finance_posting o WHERE o.transaction_id = t.id AND o.account_id = %(clearing)s) due ON true
     WHERE r.workspace_id = %(workspace)s AND r.statement_id = %(statement)s AND r.verdict = 'settles'),
made AS (
    INSERT INTO finance_transaction (id, workspace_id, kind, status, is_settled, date, description, notes, vendor_id, settles_id,
                                     created_at, version)
    SELECT id, %(workspace)s, 'settlement', 'booked', true, date, description, '', vendor_id, settled_id,
           statement_timestamp(), 1
      FROM picked)
INSERT INTO finance_posting (id, workspace_id, transaction_id, position, account_id, amount, currency, base_amount, rate_source,
                             memo)
SELECT new_posting_id, %(workspace)s, p.id, leg.position, leg.account_id, leg.sign * p.amount, p.currency,
       leg.sign * p.base_amount, '', ''
  FROM picked p CROSS JOIN (VALUES (1, -1, %(clearing)s::uuid), (2, 1, %(account)s::uuid)) leg (position, sign, account_id)
""".replace("new_posting_id", _ID)
_MARK_SETTLED = """
UPDATE finance_transaction t SET is_settled = true, version = t.version + 1
  FROM finance_importrow r
 WHERE r.workspace_id = %(workspace)s AND r.statement_id = %(statement)s AND r.verdict = 'settles'
   AND t.id = r.matched_id AND t.workspace_id = r.workspace_id
"""


def rows_book(statement: StatementImport, *, on_portion: Callable[[int], None]) -> None:
    """Book what the plan says, in the caller's transaction. `on_portion` is told the number of the last row of each portion."""
    values = _values(statement)
    bulk_begin()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS import_payee, import_category, import_rate")
        for step in (_PAYEES, _KNOWN, _NEW_VENDORS, _KNOWN, _USUAL, _CATEGORIES, _RATES):
            cursor.execute(step, values)
        _fill_rates(statement, str(values["base"]))
        last = ImportRow.objects.filter(statement=statement).aggregate(last=Max("number"))["last"] or 0
        for after in range(0, last, ROWS_AT_ONCE):
            cursor.execute(_BOOK, {**values, "after": after, "upto": after + ROWS_AT_ONCE})
            on_portion(min(after + ROWS_AT_ONCE, last))
        cursor.execute(_SETTLE, values)
        cursor.execute(_MARK_SETTLED, values)


def _values(statement: StatementImport) -> dict[str, Any]:
    base = base_currency_hold(statement.workspace_id)
    return {
        "workspace": statement.workspace_id,
        "statement": statement.id,
        "account": statement.account_id,
        "clearing": account_clearing().id,
        "unknown": category_system(SystemCategory.UNKNOWN).id,
        "is_settled": statement.account.kind != AccountKind.CLEARING,
        "base": base,
        "digits": minor_digits(base),
    }


def _fill_rates(statement: StatementImport, base: str) -> None:
    """The rate of each day and currency that is not the base; without one, the base amount stays missing."""
    rows = ImportRow.objects.filter(statement=statement, verdict="new").exclude(currency=base)
    asked = rows.filter(date__isnull=False).values_list("currency", "date").distinct().order_by("date")
    days = [(currency, day) for currency, day in asked if day is not None]
    if not days:
        return
    table = rate_table(base=base, currencies={currency for currency, _day in days}, first=days[0][1], last=days[-1][1])
    found = ((currency, day, table.find(currency, day)) for currency, day in days)
    rates = [(code, day, rate.value, kept_rate(rate.value), rate.date, rate.source.value) for code, day, rate in found if rate]
    copy_rows(table="import_rate", columns=("currency", "date", "value", "rate", "rate_date", "rate_source"), rows=rates)
