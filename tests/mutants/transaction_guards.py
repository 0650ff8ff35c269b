"""The guards of what is done with transactions: refunds, approval, reconciling, proofs, comments."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard, Sql

LEDGER = "tests/ledger/test_{}.py::{}".format
REFUNDS = "finance/services/transaction_refunds.py"
CREATION = "finance/services/transaction_creation.py"
TRASHING = "finance/services/transaction_trashing.py"

TRANSACTION_GUARDS: tuple[Guard, ...] = (
    Guard(
        "refunds: never more than the purchase",
        Edit(REFUNDS, "    if returned > spent:", "    if False:"),
        (LEDGER("refunds", "test_refunds_up_to_the_purchase_leave_an_open_amount"),),
    ),
    Guard(
        "refunds: a purchase with refunds is not thrown away",
        Edit(REFUNDS, "purchase.status == TransactionStatus.DRAFT or purchase.trashed_at is not None", "False"),
        (LEDGER("refunds", "test_a_purchase_with_refunds_is_neither_trashed_nor_reversed"),),
    ),
    Guard(
        "refunds: only of a purchase",
        Sql("ALTER TABLE finance_transaction DROP CONSTRAINT transaction_refund_refunds"),
        (LEDGER("refunds", "test_only_a_refund_refunds"),),
    ),
    Guard(
        "approval: others begin with drafts",
        Edit(CREATION, "    begun = beginning_of(actor, status)", "    begun = status"),
        (LEDGER("approval", "test_what_others_enter_begins_as_a_draft_and_counts_when_it_is_approved"),),
    ),
    Guard(
        "approval: machines as well",
        Edit("finance/services/approval.py", " and actor.kind is not ActorKind.MACHINE", ""),
        (LEDGER("approval", "test_what_machines_book_waits_as_well"),),
    ),
    Guard(
        "approval: what counts is changed by approvers only",
        Edit("finance/services/transaction_changes.py", "    require_approval(actor, held)\n    if changes", "    if changes"),
        (LEDGER("approval", "test_what_counts_is_changed_by_approvers_only"),),
    ),
    Guard(
        "approval: what counts is moved by a merge of approvers only",
        Edit("finance/services/merging.py", "    require_approver(actor)\n", ""),
        (LEDGER("approval", "test_what_counts_is_moved_by_a_merge_of_approvers_only"),),
    ),
    Guard(
        "approval: what counts is thrown away by approvers only",
        Edit(
            TRASHING,
            "        _refuse_untrashable(held)\n        require_approval_of_entry(actor, held)\n",
            "        _refuse_untrashable(held)\n",
        ),
        (LEDGER("approval", "test_what_counts_is_changed_by_approvers_only"),),
    ),
    Guard(
        "reconciled: nothing but remarks changes",
        Edit(
            "finance/services/transaction_changes.py",
            "    if held.status == TransactionStatus.RECONCILED or is_found_on_statement([held.id]):",
            "    if is_found_on_statement([held.id]):",
        ),
        (LEDGER("reconciling", "test_what_is_reconciled_is_booked_again_when_that_is_taken_back"),),
    ),
    Guard(
        "settled: the money stays while splits change",
        Edit("finance/services/transaction_changes.py", "_money_of(postings) != _money_booked(held)", "False"),
        (LEDGER("splits", "TestBooked::test_what_is_settled_is_split_otherwise_and_stays_settled"),),
    ),
    Guard(
        "proofs: what was booked again is not restored beside it",
        Edit(TRASHING, "    if again is not None:", "    if False:"),
        (LEDGER("proofs", "test_what_was_booked_again_meanwhile_is_not_restored_beside_it"),),
    ),
    Guard(
        "proofs: restoring waits for who confirms the document",
        Edit(TRASHING, "        _hold_documents(transaction)\n", ""),
        (LEDGER("proofs", "test_confirming_and_restoring_at_once_leave_one"),),
    ),
    Guard(
        "period lock: proofs stay",
        Sql("DROP TRIGGER a_lock_delete ON finance_transactiondocument"),
        (LEDGER("proofs", "test_in_a_locked_period_a_proof_may_come_but_none_goes"),),
    ),
    Guard(
        "period lock: tags stay",
        Sql("DROP TRIGGER a_lock_delete ON finance_transactiontag"),
        (LEDGER("proofs", "test_in_a_locked_period_what_reports_go_by_stays"),),
    ),
    Guard(
        "comments: its author alone changes one",
        Edit("finance/services/comments.py", "    if actor.user_id is None or held.author_id != actor.user_id:", "    if False:"),
        (LEDGER("comments", "test_its_author_alone_says_it_otherwise_or_takes_it_back"),),
    ),
    Guard(
        "reconciled: by a closed statement alone",
        Edit(TRASHING, "RECONCILED or is_found_on_statement([held.id])", "RECONCILED"),
        (LEDGER("reconciliations", "test_what_was_found_in_a_locked_period_stays_when_that_is_unlocked"),),
    ),
    Guard(
        "restored: a settlement of what still waits for it",
        Edit(TRASHING, "        refuse_unsettling(held, held.settles)", "        pass"),
        (LEDGER("settlement", "test_a_settlement_is_restored_only_for_what_it_settled"),),
    ),
    Guard(
        "restored: a reversal of what it reversed",
        Edit(TRASHING, "        refuse_unlike(held, held.reverses)", "        pass"),
        (LEDGER("settlement", "test_a_reversal_is_restored_only_for_what_it_reversed"),),
    ),
    Guard(
        "settled: worth the same on both sides",
        Edit("finance/services/transaction_changes.py", "        postings = _worth_as_settled(held, postings)", "        pass"),
        (LEDGER("settlement", "test_what_is_settled_stays_worth_what_its_settlement_says"),),
    ),
    Guard(
        "splits: no number that is not printed",
        Edit(
            "finance/services/split_figures.py",
            "    if not ways and not rounding and abs(goods - net) <= coins",
            "    if not ways",
        ),
        (LEDGER("splits", "TestProposed::test_where_they_do_not_it_is_one_split_and_a_finding"),),
    ),
)
