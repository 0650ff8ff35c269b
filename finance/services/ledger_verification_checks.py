"""What `ledger_verify` looks for: code → a statement that selects (id of the row, detail in words) of each corruption."""

from __future__ import annotations

_BALANCE = """
    SELECT t.id, {detail} FROM finance_transaction t
      LEFT JOIN LATERAL (
        SELECT count(*) AS legs, count(DISTINCT currency) AS currencies, count(base_amount) AS bases,
               sum(amount) AS total, sum(base_amount) AS base
          FROM finance_posting WHERE transaction_id = t.id) p ON true
     WHERE t.workspace_id = %(workspace)s AND {wrong}
"""

_SUMS = """
    WITH booked AS (
        SELECT p.account_id, p.category_id, date_trunc('month', t.date)::date AS month, p.currency, sum(p.amount) AS amount,
               sum(coalesce(p.base_amount, 0)) AS base_amount, count(*) AS postings,
               count(*) - count(p.base_amount) AS postings_without_base
          FROM finance_posting p JOIN finance_transaction t ON t.id = p.transaction_id
         WHERE p.workspace_id = %(workspace)s AND t.status <> 'draft' AND t.trashed_at IS NULL
         GROUP BY 1, 2, 3, 4),
    kept AS (
        SELECT * FROM finance_monthlysum WHERE workspace_id = %(workspace)s
           AND (amount, base_amount, postings, postings_without_base) <> (0, 0, 0, 0)),
    compared AS (
        SELECT k.id, coalesce(b.account_id, b.category_id) AS subject, coalesce(b.month, k.month) AS month,
               coalesce(b.currency, k.currency) AS currency, b.amount AS is_booked, k.amount AS is_kept,
               (b.amount, b.base_amount, b.postings, b.postings_without_base)
               IS DISTINCT FROM (k.amount, k.base_amount, k.postings, k.postings_without_base) AS differs,
               b.postings IS NULL AS is_superfluous, k.id IS NULL AS is_missing
          FROM booked b FULL JOIN kept k
            ON coalesce(b.account_id, b.category_id) = coalesce(k.account_id, k.category_id)
           AND b.month = k.month AND b.currency = k.currency)
    SELECT {subject}, concat(month, ' ', currency, ': ', coalesce(is_kept::text, 'nothing'), ' is kept, ',
                       coalesce(is_booked::text, 'nothing'), ' is booked') FROM compared WHERE {wrong}
"""

# What stands on clearing, per transaction and currency.
_CLEARING = """
    SELECT p.transaction_id, p.currency, sum(p.amount) AS amount FROM finance_posting p
      JOIN finance_account a ON a.id = p.account_id AND a.kind = 'clearing'
     WHERE p.workspace_id = %(workspace)s GROUP BY 1, 2
"""

_SETTLED_FLAG = """
    WITH clearing AS ({clearing})
    SELECT t.id, CASE WHEN t.is_settled THEN 'said to be settled, but stands on clearing without a settlement'
                      ELSE 'settled, or never on clearing, but said to be open' END
      FROM finance_transaction t
     WHERE t.workspace_id = %(workspace)s AND t.kind <> 'settlement' AND t.is_settled <> (
           EXISTS (SELECT FROM finance_transaction s WHERE s.settles_id = t.id AND s.trashed_at IS NULL)
           OR (NOT EXISTS (SELECT FROM clearing c WHERE c.transaction_id = t.id)
               AND EXISTS (SELECT FROM finance_posting p WHERE p.transaction_id = t.id AND p.account_id IS NOT NULL)))
"""

_SETTLEMENT = """
    WITH clearing AS ({clearing})
    SELECT s.id, 'the settlement does not take from clearing what its transaction put there'
      FROM finance_transaction s
     WHERE s.workspace_id = %(workspace)s AND s.settles_id IS NOT NULL AND s.trashed_at IS NULL
       AND EXISTS (SELECT FROM clearing c WHERE c.transaction_id IN (s.id, s.settles_id)
                    GROUP BY c.currency HAVING sum(c.amount) <> 0)
"""

_REFERENCES = (
    ("finance_posting", "transaction_id", "finance_transaction"),
    ("finance_posting", "account_id", "finance_account"),
    ("finance_posting", "category_id", "finance_category"),
    ("finance_transaction", "vendor_id", "finance_vendor"),
    ("finance_transaction", "settles_id", "finance_transaction"),
    ("finance_transaction", "reverses_id", "finance_transaction"),
    ("finance_transactiondocument", "transaction_id", "finance_transaction"),
    ("finance_transactiondocument", "document_id", "finance_document"),
    ("finance_category", "parent_id", "finance_category"),
    ("finance_account", "merged_into_id", "finance_account"),
    ("finance_category", "merged_into_id", "finance_category"),
    ("finance_vendor", "merged_into_id", "finance_vendor"),
    ("finance_reconciliation", "account_id", "finance_account"),
    ("finance_reconciledtransaction", "transaction_id", "finance_transaction"),
    ("finance_monthlysum", "account_id", "finance_account"),
    ("finance_monthlysum", "category_id", "finance_category"),
)


def _reference(wrong: str, detail: str) -> str:
    return " UNION ALL ".join(
        f"SELECT r.id, '{table}.{column} {detail}' FROM {table} r LEFT JOIN {target} o ON o.id = r.{column}"  # noqa: S608 (constants)
        f" WHERE r.workspace_id = %(workspace)s AND r.{column} IS NOT NULL AND {wrong}"
        for table, column, target in _REFERENCES
    )


def _history(table: str, event: str, columns: str) -> str:
    ours, theirs = (", ".join(f"{side}.{column}" for column in columns.split()) for side in ("r", "e"))
    return f"""
        SELECT r.id, 'a {table.partition("_")[2]} is not as its change history tells' FROM {table} r
          LEFT JOIN (SELECT DISTINCT ON (id) * FROM {event} WHERE workspace_id = %(workspace)s ORDER BY id, pgh_id DESC) e
            ON e.id = r.id
         WHERE r.workspace_id = %(workspace)s
           AND (e.pgh_label IS NULL OR e.pgh_label = 'delete' OR ({ours}) IS DISTINCT FROM ({theirs}))
    """  # noqa: S608 (constants)


# Of the newest ones: to recompute the words of a million takes a minute. A row whose language is no longer the workspace's is
# right as it is.
_SEARCH = """
    SELECT t.id, 'cannot be found: it has no words' FROM finance_transaction t
      LEFT JOIN finance_transactionsearch s ON s.id = t.id AND s.workspace_id = t.workspace_id
     WHERE t.workspace_id = %(workspace)s AND s.id IS NULL
    UNION ALL
    SELECT s.id, 'words of a transaction that is not there' FROM finance_transactionsearch s
      LEFT JOIN finance_transaction t ON t.id = s.id AND t.workspace_id = s.workspace_id
     WHERE s.workspace_id = %(workspace)s AND t.id IS NULL
    UNION ALL
    SELECT s.id, 'is found by other words than it says' FROM finance_search_transactions((
        SELECT array_agg(n.id) FROM (SELECT id FROM finance_transaction WHERE workspace_id = %(workspace)s
                                      ORDER BY id DESC LIMIT 20000) n)) f
      JOIN finance_transactionsearch s ON s.id = f.id AND s.language = f.language
     WHERE (s.vendor_name, s.amount, s.body) IS DISTINCT FROM (f.vendor_name, f.amount, f.body)
"""


CHECKS: dict[str, str] = {
    "too_few_postings": _BALANCE.format(detail="concat(legs, ' postings, not at least 2')", wrong="legs < 2"),
    "unbalanced": _BALANCE.format(
        detail="concat('the postings add up to ', total, ', base ', base)",
        wrong="legs > 1 AND ((currencies = 1 AND total <> 0) OR (bases = legs AND base <> 0))",
    ),
    "base_amount_missing": _BALANCE.format(
        detail="'several currencies, but a posting without a base amount'", wrong="currencies > 1 AND bases < legs"
    ),
    "posting_misplaced": """
        SELECT id, 'a posting stands on exactly one of account and category' FROM finance_posting
         WHERE workspace_id = %(workspace)s AND (account_id IS NULL) = (category_id IS NULL)
    """,
    "money_leg_zero": """
        SELECT id, 'an amount of 0 on an account' FROM finance_posting
         WHERE workspace_id = %(workspace)s AND account_id IS NOT NULL AND amount = 0
    """,
    "account_currency": """
        SELECT p.id, concat('a posting in ', p.currency, ' on an account in ', a.currency) FROM finance_posting p
          JOIN finance_account a ON a.id = p.account_id
         WHERE p.workspace_id = %(workspace)s AND a.currency <> p.currency
    """,
    "monthly_sum_wrong": _SUMS.format(subject="id", wrong="differs AND NOT is_superfluous AND NOT is_missing"),
    "monthly_sum_missing": _SUMS.format(subject="subject", wrong="is_missing"),
    "monthly_sum_superfluous": _SUMS.format(subject="id", wrong="is_superfluous"),
    "settled_flag_wrong": _SETTLED_FLAG.format(clearing=_CLEARING),
    "settlement_mismatch": _SETTLEMENT.format(clearing=_CLEARING),
    "settled_twice": """
        SELECT settles_id, concat('settled by ', count(*), ' settlements') FROM finance_transaction
         WHERE workspace_id = %(workspace)s AND settles_id IS NOT NULL AND trashed_at IS NULL
         GROUP BY settles_id HAVING count(*) > 1
    """,
    "reversal_mismatch": """
        SELECT r.id, 'the reversal is not its transaction the other way round' FROM finance_transaction r
         WHERE r.workspace_id = %(workspace)s AND r.reverses_id IS NOT NULL AND r.trashed_at IS NULL
           AND EXISTS (SELECT FROM finance_posting p
                         LEFT JOIN finance_account a ON a.id = p.account_id LEFT JOIN finance_category c ON c.id = p.category_id
                        WHERE p.transaction_id IN (r.id, r.reverses_id)
                        GROUP BY coalesce(a.merged_into_id, a.id), coalesce(c.merged_into_id, c.id), p.currency
                       HAVING sum(p.amount) <> 0)
    """,
    "counts_on_trash": """
        SELECT t.id, 'settles or reverses a transaction that is in the trash or a draft' FROM finance_transaction t
          JOIN finance_transaction o ON o.id IN (t.settles_id, t.reverses_id)
         WHERE t.workspace_id = %(workspace)s AND t.trashed_at IS NULL AND (o.trashed_at IS NOT NULL OR o.status = 'draft')
    """,
    "merged_on": " UNION ALL ".join(
        f"SELECT m.id, '{table}: merged into what was merged itself' FROM {table} m JOIN {table} o ON o.id = m.merged_into_id"  # noqa: S608
        " WHERE m.workspace_id = %(workspace)s AND (o.merged_into_id IS NOT NULL OR m.archived_at IS NULL)"
        for table in ("finance_account", "finance_category", "finance_vendor")
    ),
    "machine_booked_twice": """
        SELECT document_id, concat('booked by a machine ', count(*), ' times') FROM finance_transactiondocument
         WHERE workspace_id = %(workspace)s AND by_machine GROUP BY document_id HAVING count(*) > 1
    """,
    "other_workspace": _reference("o.workspace_id <> r.workspace_id", "points into another workspace"),
    "reference_lost": _reference("o.id IS NULL", "points at nothing"),
    "ledger_incomplete": """
        SELECT s.id, concat('no ', n.name) FROM finance_ledgersettings s
         CROSS JOIN LATERAL (
            SELECT 'clearing account' AS name WHERE NOT EXISTS
              (SELECT FROM finance_account a WHERE a.workspace_id = s.workspace_id AND a.kind = 'clearing')
            UNION ALL
            SELECT 'system category ' || code FROM unnest(ARRAY['unknown', 'rounding', 'exchange', 'opening_balance']) code
             WHERE NOT EXISTS (SELECT FROM finance_category c WHERE c.workspace_id = s.workspace_id AND c.system_code = code)) n
         WHERE s.workspace_id = %(workspace)s
    """,
    "search_wrong": _SEARCH,
    "history_mismatch": " UNION ALL ".join(
        (
            _history(
                "finance_posting",
                "finance_postingevent",
                "transaction_id position account_id category_id amount currency base_amount tax_rate tax_amount",
            ),
            _history(
                "finance_transaction",
                "finance_transactionevent",
                "kind status is_settled date vendor_id settles_id reverses_id trashed_at version",
            ),
        )
    ),
}
