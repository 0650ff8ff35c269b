"""All deeds that the audit trail may name: `<thing>_<past participle>`, and what each tells.

`users.audit.services` refuses others. Rows written before that have other names in part (FORMER_NAMES); they stay.
"""

from __future__ import annotations

ACTIONS: dict[str, str] = {
    # accounts of people
    "person_signed_up": "Somebody made an account for themselves",
    "person_created": "The operator made an account",
    "session_opened": "Somebody logged in",
    "session_refused": "A login was refused: a wrong password, or nobody of this address",
    "session_revoked": "A session was ended",
    "refresh_reused": "A refresh token came twice: its session was ended as stolen",
    "password_changed": "A password was changed or reset",
    "email_verified": "An e-mail address was verified",
    "email_changed": "An account has another e-mail address",
    "profile_updated": "Name, language, time zone or notifications of an account were changed",
    "person_updated": "The operator changed an account: its rights, its password, or whether it is enabled",
    # workspaces
    "workspace_created": "A workspace was opened",
    "workspace_updated": "Name, currency, country, language or time zone of the workspace were changed",
    "member_added": "Somebody was let into the workspace",
    "member_role_changed": "A member has another role",
    "member_removed": "A member was put out",
    "member_left": "A member left",
    "workspace_handed_over": "An owner made somebody else the owner",
    "invitation_created": "Somebody was invited",
    "invitation_copied": "The link of an invitation was shown again",
    "invitation_accepted": "An invitation was accepted",
    "invitation_refused": "An invitation was refused",
    "invitation_revoked": "An invitation was taken back",
    "identity_added": "The workspace has one more own name, address, tax id or IBAN",
    "identity_removed": "An own name, address, tax id or IBAN was taken away",
    # keys and secrets
    "api_key_created": "A key was made, and its secret shown",
    "api_key_renamed": "A key is called otherwise",
    "api_key_revoked": "A key was ended",
    "service_account_created": "A program became a member",
    "service_account_renamed": "A service account is called otherwise",
    "service_account_role_changed": "A service account has another role",
    "service_account_removed": "A service account was ended",
    "secrets_rotated": "The encrypted fields were written anew under the newest key",
    # access
    "access_refused": "Somebody asked for what their role or key does not allow",
    "operator_looked": "The operator of the instance looked at something of the workspace",
    # documents
    "document_received": "A document was sent",
    "document_reprocessed": "A document is read and extracted again",
    "document_confirmed": "The values of a document were confirmed",
    "document_unlocked": "A password was given for a locked document, and it opened the file",
    "document_password_removed": "A password of locked documents was deleted",
    "field_corrected": "A value of a document was corrected",
    "document_classified": "A person said what a document is, or which way it went",
    "document_trashed": "A document was put into the trash",
    "document_restored": "A document was taken out of the trash",
    "document_purged": "A document was deleted for ever",
    "document_downloaded": "The original file of a document was fetched",
    "export_requested": "The ledger, or a slice of it, was asked for as a file",
    "data_exported": "Rows were taken out as a file",
    "training_exported": "Confirmed documents were taken out to train readers with them",
    # the ledger
    "ledger_opened": "The ledger was opened",
    "period_locked": "Days of the ledger were locked",
    "period_unlocked": "Days of the ledger were unlocked",
    "account_created": "An account was made",
    "account_updated": "An account was changed",
    "account_archived": "An account was taken out of the lists",
    "account_unarchived": "An account is in the lists again",
    "account_merged": "An account was merged into another one",
    "category_created": "A category was made",
    "category_updated": "A category was changed",
    "category_archived": "A category was taken out of the lists",
    "category_unarchived": "A category is in the lists again",
    "category_merged": "A category was merged into another one",
    "categories_added": "Ready categories were added",
    "vendor_created": "A vendor was made",
    "vendor_updated": "A vendor was changed",
    "vendor_archived": "A vendor was taken out of the lists",
    "vendor_unarchived": "A vendor is in the lists again",
    "vendor_merged": "A vendor was merged into another one",
    "alias_added": "A vendor is known by one more name",
    "alias_renamed": "Another name of a vendor was changed",
    "alias_removed": "Another name of a vendor was taken away",
    "project_created": "A project was made",
    "project_updated": "A project was renamed",
    "project_archived": "A project was taken out of the lists",
    "project_unarchived": "A project is in the lists again",
    "tag_created": "A tag was made",
    "tag_updated": "A tag was renamed",
    "tag_deleted": "A tag was deleted, and taken from its transactions",
    "reconciliation_opened": "An account is being compared with a statement",
    "reconciliation_updated": "Date or balance of an open reconciliation were changed",
    "reconciliation_closed": "An account agreed with its statement",
    "reconciliation_reopened": "A reconciliation was taken back",
    "reconciliation_deleted": "An open reconciliation was given up",
    "transaction_created": "A transaction was booked",
    "transaction_updated": "A transaction was changed",
    "transaction_confirmed": "A draft was booked",
    "transaction_trashed": "A transaction was put into the trash",
    "transaction_restored": "A transaction was taken out of the trash",
    "import_received": "A file was sent to be imported into an account",
    "import_mapped": "It was said what the columns of a file are",
    "import_mapping_removed": "What was remembered of the columns of files was forgotten",
    "import_row_decided": "It was decided what becomes of a row of an import",
    "import_confirmed": "Somebody let an import be booked",
    "import_applied": "An import was booked: rows by verdict",
    "import_recalled": "Somebody let an import be undone",
    "import_reverted": "An import was undone: what was taken away, and what stayed",
    "transaction_reconciled": "Transactions were found on a statement, and do not change any more",
    "transaction_unreconciled": "Reconciled transactions may change again",
    "comment_created": "Somebody said or asked something about a transaction or a document",
    "comment_updated": "The author of a comment says it otherwise",
    "comment_retracted": "The author of a comment took it back",
    "question_resolved": "A question was resolved",
    "document_linked": "A person linked a document to a transaction",
    "document_unlinked": "A person took a document from a transaction",
    "duplicate_retained": "Two that looked like one were kept, both",
    "duplicate_merged": "Two that were one were merged: one booking stays, the other lies in the trash",
    "duplicate_replaced": "The newer of two that were one took the place of the older",
    "own_rate_created": "A rate of exchange was entered",
    "own_rate_updated": "A rate of exchange was changed",
    "own_rate_removed": "A rate of exchange was taken away",
    "base_amounts_completed": "Transactions that had no rate got their amounts in the base currency",
    "ledger_settings_changed": "Booking policy, approval, retention or the consent to training were changed",
}

# How rows of before say it.
FORMER_NAMES: dict[str, str] = {
    "document_received": "document_receive",
    "document_reprocessed": "document_reprocess",
    "document_confirmed": "document_confirm",
    "document_trashed": "document_trash",
    "document_restored": "document_restore",
    "document_purged": "document_purge",
    "field_corrected": "field_correct",
}


class UnknownActionError(ValueError):
    """A deed that stands not in ACTIONS: a defect, never shown."""


def known_action(action: str) -> str:
    """The same name. Raises UnknownActionError for one that ACTIONS does not explain."""
    if action not in ACTIONS:
        raise UnknownActionError(
            f"{action!r} is no action of the audit trail. Add it to users/audit/actions.py, and what it tells."
        )
    return action
