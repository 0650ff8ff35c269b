"""Where personal data lies: of each column that holds text, what it may tell of a person (D40).

`WHO` names or reaches a person; `ENTRUSTED` is what a workspace's people wrote or sent, and may tell of anybody; the rest are
codes, hashes and settings. Columns of event tables tell what those of their table tell. docs/security.md shows the first two.
"""

from __future__ import annotations

WHO: dict[str, dict[str, str]] = {
    "users_user": {
        "email": "address to log in with",
        "name": "name",
        "locale": "language",
        "timezone": "where they are, roughly",
    },
    "account_emailaddress": {"email": "address, verified or not"},
    "users_invitation": {"email": "address of somebody invited"},
    "users_loginsession": {"user_agent": "browser and device", "address": "address in the network"},
    "users_auditevent": {"data": "ids and codes; personal fields are blanked by erasure"},
    "django_admin_log": {"object_repr": "what an operator changed, by its name", "change_message": "which fields"},
    "django_session": {"session_data": "signed; who is logged in"},
}
ENTRUSTED: dict[str, dict[str, str]] = {
    "users_workspace": {"name": "name of a household or company"},
    "users_workspaceidentity": {"value": "own names, tax ids, IBANs"},
    "users_apikey": {"name": "what a person calls a key"},
    "users_idempotencyrecord": {"headers": "of an answer, for a day", "body": "an answer, for a day; never with a secret"},
    "finance_account": {"name": "name", "iban": "IBAN", "last4": "last digits of a card"},
    "finance_category": {"name": "name"},
    "finance_document": {"filename": "name of the file", "error_detail": "why it could not be read"},
    "finance_documentpage": {"words": "every word of the document"},
    "finance_extractedfield": {"value": "a value", "printed": "as printed", "evidence_text": "the words around it"},
    "finance_lineitem": {"description": "what was bought"},
    "finance_finding": {"message": "what was noticed"},
    "finance_vendor": {"name": "name", "match_key": "the name's letters", "tax_id": "tax id", "iban": "IBAN"},
    "finance_vendoralias": {"name": "other name", "match_key": "its letters"},
    "finance_transaction": {"description": "what for", "notes": "notes"},
    "finance_posting": {"memo": "what for"},
    "finance_comment": {"text": "what people say to each other"},
    "finance_transactionsearch": {"vendor_name": "name of a vendor", "body": "every word of a transaction and its documents"},
    "finance_documentsearch": {"body": "every word of the document"},
    "finance_project": {"name": "name"},
    "finance_ownrate": {"note": "where a rate comes from"},
    "finance_tag": {"name": "name"},
}
NEITHER: dict[str, set[str]] = {
    "django_admin_log": {"object_id"},
    "auth_permission": {"name", "codename"},
    "auth_group": {"name"},
    "django_content_type": {"app_label", "model"},
    "django_session": {"session_key"},
    "pghistory_context": {"metadata"},
    "pghistory_events": {
        "pgh_slug", "pgh_model", "pgh_label", "pgh_data", "pgh_diff", "pgh_context", "pgh_obj_model", "pgh_obj_id",
    },  # not used: the history lies in tables of our own
    "account_emailconfirmation": {"key"},
    "token_blacklist_outstandingtoken": {"jti", "token"},
    "users_auditevent": {"actor_kind", "source", "action", "subject_type", "request_id"},
    "users_idempotencyrecord": {"place", "request_digest", "subject", "capabilities"},
    "users_workspace": {"base_currency", "country", "locale", "timezone"},
    "users_membership": {"role"},
    "users_workspaceidentity": {"kind"},
    "users_invitation": {"role", "digest", "token"},
    "users_apikey": {"prefix", "digest", "scopes"},
    "users_user": {"password", "kind", "notifications"},
    "users_loginsession": {"django_key", "password_mark", "refresh_jti", "previous_jti", "revoked_reason"},
    "finance_account": {"kind", "currency"},
    "finance_category": {"kind", "system_code"},
    "finance_blob": {"sha256", "media_type", "storage_name"},
    "finance_document": {"channel", "state", "error_code", "kind"},
    "finance_export": {"format", "filters", "state", "error_code", "error_detail", "storage_name"},
    "finance_documentpage": {"unit", "source", "preview_name"},
    "finance_extraction": {"provider", "seen_by", "kind", "review"},
    "finance_extractedfield": {"name", "origin", "source", "confirmed_by", "evidence_source"},
    "finance_lineitem": {"unit"},
    "finance_finding": {"code", "severity", "fields"},
    "finance_ledgersettings": {"booking_policy", "approval"},
    "finance_monthlysum": {"currency"},
    "finance_reconciliation": {"state"},
    "finance_transaction": {"kind", "status"},
    "finance_transactionsearch": {"language"},
    "finance_documentsearch": {"language"},
    "finance_comment": {"kind"},
    "finance_posting": {"currency", "rate_source"},
    "finance_pendingdeletion": {"storage_name"},
    "finance_heartbeat": {"name"},
    "finance_ecbfixing": {"currency"},
    "finance_ratefeed": {"name", "failure"},
    "finance_ownrate": {"currency", "base"},
}  # fmt: skip
OF_HISTORY = {"pgh_label", "pgh_context"}
