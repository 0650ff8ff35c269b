"""Errors of the ledger and its documents (the tree: utils/errors.py → DomainError → these)."""

from __future__ import annotations

from uuid import UUID

from utils.errors import ConflictError, DomainError, NotFoundError


class AccountCurrencyError(DomainError):
    """A posting is in another currency than its account."""

    code = "account_currency"


class AlreadyBookedError(ConflictError):
    """A machine booked this document before; `transaction_id` says where."""

    code = "already_booked"
    title = "The document is booked already"

    def __init__(self, detail: str, *, transaction_id: UUID) -> None:
        super().__init__(detail)
        self.transaction_id = transaction_id


class AlreadyReceivedError(ConflictError):
    """Somebody else of the workspace sent these very bytes before, and the sender may see its own documents only."""

    code = "already_received"
    title = "The document is here already"


class BaseAmountError(DomainError):
    """Several currencies in one transaction, and a base amount is missing. A missing rate is never 1:1."""

    code = "base_amount_missing"


class BadFilenameError(DomainError):
    """The name of the file cannot be kept: nothing readable is left of it."""

    code = "bad_filename"


class BoxError(DomainError):
    """The words inside a box on a page are no value of the field, or another than the one that was sent with it."""

    code = "box_without_value"
    title = "The box does not say this"
    status = 422


class CommentError(DomainError):
    """Nothing is said, too much, by nobody, or what is resolved is no open question."""

    code = "comment"


class BusyError(ConflictError):
    """Others hold what would have to be changed at once. Nothing was changed; later it goes."""

    code = "busy"
    title = "Somebody else is at it"


class DocumentInUseError(ConflictError):
    """The document proves a transaction that is not in the trash, so it cannot be purged."""

    code = "document_in_use"


class DocumentStateError(ConflictError):
    """The document is not in a state in which this can be done."""

    code = "document_state"


class DuplicateStateError(ConflictError):
    """The pair was decided already, or what is asked needs a booking that neither of the two has."""

    code = "duplicate_state"


class ExportSliceError(DomainError):
    """What is asked for cannot stand in such a file."""

    code = "export_slice"


class ExportStateError(ConflictError):
    """There is no file (yet, or any more)."""

    code = "export_state"
    title = "There is no file to fetch"


class InvalidFieldError(DomainError):
    """The value of a field has no such form; `errors` says which form it takes."""

    code = "invalid_field"


class CategoryTreeError(DomainError):
    """A category would stand under another kind or under itself, or is one that the ledger needs."""

    code = "category_tree"


class InvalidMoneyError(DomainError):
    """An amount has no such form, too many digits, or its currency is none of ISO 4217."""

    code = "invalid_money"


class ImportStateError(ConflictError):
    """The import, or a row of it, is not in a state in which this can be done."""

    code = "import_state"


class ImportUndecidedError(ConflictError):
    """All or nothing was asked, and rows are bad or undecided: nothing was booked."""

    code = "import_undecided"
    title = "Some rows are not decided"


class LedgerNotOpenError(ConflictError):
    """The workspace has no ledger yet: `ledger_open` makes it."""

    code = "ledger_not_open"


class LostClaimError(ConflictError):
    """The work on a document is not this worker's any more: another one has it, or a person put the document away."""

    code = "lost_claim"


class MappingError(DomainError):
    """What is said of the columns of a table cannot be: no date, no amount, one thing twice."""

    code = "invalid_mapping"


class MergeError(ConflictError):
    """The two are not of one kind, are the same, or one of them is in a state in which it is not merged."""

    code = "merge"
    title = "These two cannot be merged"


class MissingFieldsError(DomainError):
    """Fields that booking needs are not there; `errors` names them."""

    code = "missing_fields"
    title = "Something is missing"


class NameTakenError(ConflictError):
    """Another one in this workspace has that name."""

    code = "name_taken"


class PeriodLockedError(ConflictError):
    """Something dated in a locked period would change. Corrections are reversals, dated after it."""

    code = "period_locked"
    title = "The period is locked"


class PostingError(DomainError):
    """A posting is malformed: not on exactly one of account and category, or its money leg is 0."""

    code = "invalid_posting"


class ReportWishError(DomainError):
    """What is asked of a report does not go together: no days, too many periods, a condition that it has no use for."""

    code = "report_wish"


class ReportTooLargeError(DomainError):
    """A report would have more numbers than anybody reads."""

    code = "report_too_large"
    title = "The report is too large"
    status = 422


class ReportTooSlowError(ConflictError):
    """Adding up takes longer than a report may take."""

    code = "report_too_slow"
    title = "The report takes too long"


class RefundError(ConflictError):
    """The refund does not fit its purchase: more than was paid, in another currency, or of what does not count."""

    code = "refund"


class RateKnownError(ConflictError):
    """The workspace has an own rate of these currencies and this day."""

    code = "rate_known"


class RateMissingError(NotFoundError):
    """No rate of the day is known: neither an own one nor a fixing of it or of the seven days before."""

    code = "rate_missing"
    title = "There is no rate"


class ReconciliationError(ConflictError):
    """The reconciliation does not agree with its statement, is not open, or is not the latest; nothing was changed."""

    code = "reconciliation"


class RetentionError(ConflictError):
    """It has to be kept until the day that the text names."""

    code = "retention"
    title = "It has to be kept"


class SettlementError(ConflictError):
    """The transaction cannot be settled so, or what is asked would tear a settlement apart."""

    code = "settlement"


class TrainingConsentError(ConflictError):
    """No owner of the workspace agreed that its documents are used for training, or one took that back."""

    code = "training_consent_missing"
    title = "The workspace has not agreed to this"


class TransactionStateError(ConflictError):
    """The transaction is reconciled, in the trash, reversed or no draft, and so this cannot be done with it."""

    code = "transaction_state"


class UnbalancedError(DomainError):
    """The postings do not add up to nought, or are fewer than two."""

    code = "unbalanced"
    title = "The amounts do not add up"
