"""The sidebar of the admin, in which what an operator looks for first stands on top, and its icon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy

Item = dict[str, Any]


def _if_may(permission: str) -> Callable[[HttpRequest], bool]:
    return lambda request: request.user.has_perm(permission)


def _list(title: str, icon: str, app: str, model: str) -> Item:
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{app}_{model}_changelist"),
        "permission": _if_may(f"{app}.view_{model}"),
    }


def _page(title: str, icon: str, name: str, permission: str) -> Item:
    return {"title": title, "icon": icon, "link": reverse_lazy(name), "permission": _if_may(permission)}


def _icon(_request: HttpRequest) -> str:
    return static("finance/icon.svg")


FAVICON = {"rel": "icon", "type": "image/svg+xml", "href": _icon}

NAVIGATION = [
    {
        "title": "Documents",
        "items": [
            _page("Work", "pending_actions", "admin:finance_document_work", "finance.view_document"),
            _list("Documents", "receipt_long", "finance", "document"),
            _page("Send a document", "upload_file", "admin:finance_document_add", "finance.add_document"),
            _list("Passwords of files", "key", "finance", "documentpassword"),
            _list("Findings", "flag", "finance", "finding"),
            _list("Twins", "content_copy", "finance", "duplicatemark"),
            _list("Links of documents", "link", "finance", "documentlink"),
            _list("Blobs", "database", "finance", "blob"),
        ],
    },
    {
        "title": "Ledger",
        "items": [
            _list("Transactions", "swap_horiz", "finance", "transaction"),
            _list("Comments", "forum", "finance", "comment"),
            _list("Accounts", "account_balance", "finance", "account"),
            _list("Categories", "category", "finance", "category"),
            _list("Vendors", "storefront", "finance", "vendor"),
            _page("Reports", "query_stats", "admin:finance_monthlysum_report", "finance.view_monthlysum"),
            _page("Net worth", "savings", "admin:finance_ownrate_net_worth", "finance.view_ownrate"),
            _list("Own rates", "currency_exchange", "finance", "ownrate"),
            _list("Rates", "cloud_sync", "finance", "ratefeed"),
            _list("Fixings of the ECB", "trending_up", "finance", "ecbfixing"),
            _list("Ledger settings", "lock_clock", "finance", "ledgersettings"),
        ],
    },
    {
        "title": "People",
        "items": [
            _list("Workspaces", "workspaces", "users", "workspace"),
            _list("Memberships", "badge", "users", "membership"),
            _list("Invitations", "mail", "users", "invitation"),
            _list("Own identity", "fingerprint", "users", "workspaceidentity"),
            _list("Users", "person", "users", "user"),
            _list("Groups", "group", "auth", "group"),
            _list("Service accounts", "smart_toy", "users", "serviceaccount"),
            _list("API keys", "key", "users", "apikey"),
            _list("Login sessions", "devices", "users", "loginsession"),
            _list("Audit trail", "history", "users", "auditevent"),
        ],
    },
]
