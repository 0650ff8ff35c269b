"""The declared table of routes: of each route and method, what it needs and how it answers.

Tests walk the served routes and find any that has no row here, and any whose view asks for another capability than its row
(`tests/api/test_routes.py`); the isolation matrix walks the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.admindocs.views import simplify_regex
from django.urls import URLPattern, URLResolver, get_resolver

from users.workspaces.roles import Capability

Needs = Capability


class Answer(StrEnum):
    """How a route answers somebody who may use it, and asks rightly."""

    PAGE = "page"  # 200, some rows with links to the next and previous ones
    ROWS = "rows"  # 200, all rows
    ONE = "one"  # 200, one thing
    MADE = "made"  # 201, the new thing
    GONE = "gone"  # 204, nothing
    FILE = "file"  # 200, bytes
    OPEN = "open"  # 200, needs no key and tells nothing of any workspace
    AUTH = "auth"  # allauth's envelope, by its own proof (password, code, key, session or refresh token); knows no workspace


class By(StrEnum):
    """Who a route is for (one with `Answer.OPEN` or `Answer.AUTH` is for everybody)."""

    MEMBER = "member"  # acts in a workspace, by a session or a key that reaches it
    PERSON = "person"  # acts for the person, by a session or a key
    SESSION = "session"  # acts for the person, who has to be logged in


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one route. `needs` None: open to everybody (`Answer.OPEN`), or to whoever `by` names."""

    method: str
    path: str
    needs: Capability | None
    answer: Answer
    by: By = By.MEMBER


def _rows(path: str, *rows: tuple[str, str, Capability | None, Answer], by: By = By.MEMBER) -> Iterator[Route]:
    return (Route(method, path + below, needs, answer, by) for method, below, needs, answer in rows)


FINANCE = "/api/v1/finance/"
USERS = "/api/v1/users/"
AUTH = "/api/v1/auth/"

ROUTES: tuple[Route, ...] = (
    *_rows(
        "/",
        ("GET", "", None, Answer.OPEN),  # leads to /admin/
        ("GET", "healthz", None, Answer.OPEN),
        ("GET", "readyz", None, Answer.OPEN),
        ("GET", "api/v1/", None, Answer.OPEN),
        ("GET", "api/v1/schema/", None, Answer.OPEN),
        ("GET", "api/v1/docs/", None, Answer.OPEN),
    ),
    *_rows(
        f"{AUTH}app/v1/",
        ("GET", "config", None, Answer.AUTH),
        ("GET", "auth/session", None, Answer.AUTH),
        ("DELETE", "auth/session", None, Answer.AUTH),
        ("POST", "auth/login", None, Answer.AUTH),
        ("POST", "auth/reauthenticate", None, Answer.AUTH),
        ("POST", "auth/signup", None, Answer.AUTH),
        ("GET", "auth/email/verify", None, Answer.AUTH),
        ("POST", "auth/email/verify", None, Answer.AUTH),
        ("POST", "auth/email/verify/resend", None, Answer.AUTH),
        ("POST", "auth/password/request", None, Answer.AUTH),
        ("GET", "auth/password/reset", None, Answer.AUTH),
        ("POST", "auth/password/reset", None, Answer.AUTH),
        ("POST", "account/password/change", None, Answer.AUTH),
        ("GET", "account/email", None, Answer.AUTH),
        ("POST", "account/email", None, Answer.AUTH),
        ("PUT", "account/email", None, Answer.AUTH),
        ("PATCH", "account/email", None, Answer.AUTH),
        ("DELETE", "account/email", None, Answer.AUTH),
        ("POST", "tokens/refresh", None, Answer.AUTH),
    ),
    *_rows(AUTH, ("POST", "browser/", None, Answer.AUTH), ("DELETE", "browser/", None, Answer.AUTH)),
    *_rows(
        f"{USERS}audit/",
        ("GET", "", Needs.AUDIT_READ, Answer.PAGE),
        ("GET", "<pk>/", Needs.AUDIT_READ, Answer.ONE),
    ),
    *_rows(
        f"{USERS}sessions/",
        ("GET", "", None, Answer.ROWS),
        ("DELETE", "", None, Answer.GONE),  # all others
        ("DELETE", "<pk>/", None, Answer.GONE),
        by=By.SESSION,
    ),
    Route("GET", "/api/v1/users/me/", None, Answer.ONE, By.PERSON),
    Route("PATCH", "/api/v1/users/me/", None, Answer.ONE, By.SESSION),
    *_rows(
        f"{USERS}workspaces/",
        ("GET", "", None, Answer.ROWS),
        ("POST", "", None, Answer.MADE),
        ("GET", "<pk>/", None, Answer.ONE),
        ("PATCH", "<pk>/", Needs.WORKSPACE_MANAGE, Answer.ONE),  # in the workspace of the path
        ("POST", "<pk>/leave/", None, Answer.GONE),
        by=By.SESSION,
    ),
    *_rows(
        f"{USERS}invitations/",
        ("POST", "look/", None, Answer.ONE),
        ("POST", "accept/", None, Answer.MADE),
        ("POST", "refuse/", None, Answer.GONE),
        by=By.SESSION,
    ),
    *_rows(
        f"{USERS}invitations/",
        ("GET", "", Needs.MEMBER_MANAGE, Answer.PAGE),
        ("POST", "", Needs.MEMBER_MANAGE, Answer.MADE),
        ("GET", "<pk>/", Needs.MEMBER_MANAGE, Answer.ONE),
        ("DELETE", "<pk>/", Needs.MEMBER_MANAGE, Answer.GONE),
        ("POST", "<pk>/link/", Needs.MEMBER_MANAGE, Answer.ONE),
    ),
    *_rows(
        f"{USERS}members/",
        ("GET", "", Needs.MEMBER_READ, Answer.PAGE),
        ("GET", "<pk>/", Needs.MEMBER_READ, Answer.ONE),
        ("PATCH", "<pk>/", Needs.MEMBER_MANAGE, Answer.ONE),
        ("DELETE", "<pk>/", Needs.MEMBER_MANAGE, Answer.GONE),
        ("POST", "<pk>/hand-over/", Needs.OWNER_MANAGE, Answer.ONE),
    ),
    *_rows(
        f"{USERS}identities/",
        ("GET", "", Needs.DOCUMENT_READ, Answer.PAGE),
        ("POST", "", Needs.WORKSPACE_MANAGE, Answer.MADE),
        ("DELETE", "<pk>/", Needs.WORKSPACE_MANAGE, Answer.GONE),
    ),
    *_rows(
        f"{USERS}keys/",
        ("GET", "", None, Answer.PAGE),  # one's own; all for who manages the workspace
        ("POST", "", None, Answer.MADE),  # no stronger than its maker
        ("GET", "<pk>/", None, Answer.ONE),
        ("PATCH", "<pk>/", None, Answer.ONE),
        ("DELETE", "<pk>/", None, Answer.GONE),
    ),
    *_rows(
        f"{USERS}service-accounts/",
        ("GET", "", Needs.KEY_MANAGE, Answer.PAGE),
        ("POST", "", Needs.KEY_MANAGE, Answer.MADE),
        ("GET", "<pk>/", Needs.KEY_MANAGE, Answer.ONE),
        ("PATCH", "<pk>/", Needs.KEY_MANAGE, Answer.ONE),
        ("DELETE", "<pk>/", Needs.KEY_MANAGE, Answer.GONE),
    ),
    *_rows(
        f"{FINANCE}documents/",
        ("GET", "", Needs.DOCUMENT_READ_OWN, Answer.PAGE),
        ("POST", "", Needs.DOCUMENT_UPLOAD, Answer.MADE),
        ("POST", "batch/", Needs.DOCUMENT_UPLOAD, Answer.ONE),
        ("GET", "<pk>/", Needs.DOCUMENT_READ_OWN, Answer.ONE),
        ("DELETE", "<pk>/", Needs.DOCUMENT_EDIT, Answer.ONE),
        ("GET", "<pk>/history/", Needs.DOCUMENT_READ_OWN, Answer.PAGE),
        ("GET", "<pk>/file/", Needs.DOCUMENT_READ_OWN, Answer.FILE),
        ("POST", "<pk>/reprocess/", Needs.DOCUMENT_EDIT, Answer.ONE),
        ("POST", "<pk>/confirm/", Needs.DOCUMENT_EDIT, Answer.ONE),
        ("PATCH", "<pk>/", Needs.DOCUMENT_EDIT, Answer.ONE),
        ("POST", "<pk>/password/", Needs.DOCUMENT_EDIT, Answer.ONE),
        ("GET", "limits/", Needs.DOCUMENT_READ_OWN, Answer.ONE),
        ("POST", "<pk>/restore/", Needs.DOCUMENT_EDIT, Answer.ONE),
        ("POST", "<pk>/purge/", Needs.DOCUMENT_PURGE, Answer.GONE),
        ("GET", "<document_pk>/pages/", Needs.DOCUMENT_READ_OWN, Answer.ROWS),
        ("GET", "<document_pk>/pages/<number>/", Needs.DOCUMENT_READ_OWN, Answer.ONE),
        ("GET", "<document_pk>/pages/<number>/preview/", Needs.DOCUMENT_READ_OWN, Answer.FILE),
        ("GET", "<document_pk>/tables/", Needs.DOCUMENT_READ_OWN, Answer.ROWS),
        ("GET", "<document_pk>/tables/<number>/", Needs.DOCUMENT_READ_OWN, Answer.ONE),
        ("GET", "<document_pk>/tables/<number>/file/", Needs.DOCUMENT_READ_OWN, Answer.FILE),
        ("GET", "<document_pk>/einvoice/", Needs.DOCUMENT_READ_OWN, Answer.ONE),
        ("GET", "<document_pk>/einvoice/html/", Needs.DOCUMENT_READ_OWN, Answer.FILE),
        ("GET", "<document_pk>/attachments/", Needs.DOCUMENT_READ_OWN, Answer.ROWS),
        ("GET", "<document_pk>/fields/", Needs.DOCUMENT_READ_OWN, Answer.ROWS),
        ("GET", "<document_pk>/fields/<name>/", Needs.DOCUMENT_READ_OWN, Answer.ONE),
        ("PATCH", "<document_pk>/fields/<name>/", Needs.DOCUMENT_EDIT, Answer.ONE),
        ("GET", "<document_pk>/lines/", Needs.DOCUMENT_READ_OWN, Answer.ROWS),
        ("GET", "<document_pk>/findings/", Needs.DOCUMENT_READ_OWN, Answer.ROWS),
        ("GET", "<document_pk>/proposed-splits/", Needs.LEDGER_READ, Answer.ONE),
    ),
    *_rows(
        f"{FINANCE}document-passwords/",
        ("GET", "", Needs.DOCUMENT_EDIT, Answer.PAGE),
        ("DELETE", "<pk>/", Needs.DOCUMENT_EDIT, Answer.GONE),
    ),
    *_rows(
        f"{FINANCE}duplicates/",
        ("GET", "", Needs.LEDGER_READ, Answer.PAGE),
        ("GET", "<pk>/", Needs.LEDGER_READ, Answer.ONE),
        ("POST", "<pk>/keep/", Needs.LEDGER_WRITE, Answer.ONE),
        ("POST", "<pk>/merge/", Needs.LEDGER_WRITE, Answer.ONE),
        ("POST", "<pk>/replace/", Needs.LEDGER_WRITE, Answer.ONE),
    ),
    *_rows(
        f"{FINANCE}exports/",
        ("GET", "", Needs.EXPORT, Answer.PAGE),
        ("POST", "", Needs.EXPORT, Answer.MADE),
        ("GET", "<pk>/", Needs.EXPORT, Answer.ONE),
        ("GET", "<pk>/file/", Needs.EXPORT, Answer.FILE),
    ),
    *_rows(
        f"{FINANCE}transactions/",
        ("GET", "", Needs.LEDGER_READ, Answer.PAGE),
        ("POST", "", Needs.LEDGER_WRITE, Answer.MADE),
        ("GET", "facets/", Needs.LEDGER_READ, Answer.ONE),
        ("GET", "<pk>/", Needs.LEDGER_READ, Answer.ONE),
        ("PATCH", "<pk>/", Needs.LEDGER_WRITE, Answer.ONE),
        ("DELETE", "<pk>/", Needs.LEDGER_WRITE, Answer.ONE),
        ("GET", "<pk>/history/", Needs.LEDGER_READ, Answer.PAGE),
        ("POST", "<pk>/restore/", Needs.LEDGER_WRITE, Answer.ONE),
        ("POST", "<pk>/confirm/", Needs.LEDGER_WRITE, Answer.ONE),
        ("POST", "<pk>/reverse/", Needs.LEDGER_WRITE, Answer.MADE),
        ("POST", "<pk>/settle/", Needs.LEDGER_WRITE, Answer.MADE),
        ("POST", "<pk>/unsettle/", Needs.LEDGER_WRITE, Answer.ONE),
        ("POST", "<pk>/reconcile/", Needs.LEDGER_WRITE, Answer.ONE),
        ("POST", "<pk>/unreconcile/", Needs.LEDGER_WRITE, Answer.ONE),
        ("POST", "<pk>/splits/", Needs.LEDGER_WRITE, Answer.ONE),
        ("GET", "<transaction_pk>/documents/", Needs.LEDGER_READ, Answer.ROWS),
        ("POST", "<transaction_pk>/documents/", Needs.LEDGER_WRITE, Answer.MADE),
        ("DELETE", "<transaction_pk>/documents/<pk>/", Needs.LEDGER_WRITE, Answer.GONE),
    ),
    *(
        row
        for thing, read in (("transaction", Needs.LEDGER_READ), ("document", Needs.DOCUMENT_READ))
        for row in _rows(
            f"{FINANCE}{thing}s/<{thing}_pk>/comments/",
            ("GET", "", read, Answer.PAGE),
            ("POST", "", Needs.COMMENT, Answer.MADE),
            ("GET", "<pk>/", read, Answer.ONE),
            ("PATCH", "<pk>/", Needs.COMMENT, Answer.ONE),  # its author
            ("DELETE", "<pk>/", Needs.COMMENT, Answer.GONE),  # its author
            ("POST", "<pk>/resolve/", Needs.COMMENT, Answer.ONE),
        )
    ),
    *_rows(
        FINANCE,
        ("GET", "questions/", Needs.LEDGER_READ, Answer.PAGE),  # those about documents for who reads documents
        ("GET", "ledger/", Needs.LEDGER_READ, Answer.ONE),
        ("PATCH", "ledger/", Needs.WORKSPACE_MANAGE, Answer.ONE),
        ("POST", "ledger/lock/", Needs.LEDGER_LOCK, Answer.ONE),
        ("POST", "ledger/unlock/", Needs.LEDGER_LOCK, Answer.ONE),
    ),
    *_rows(
        f"{FINANCE}imports/",
        ("GET", "", Needs.LEDGER_READ, Answer.PAGE),
        ("POST", "", Needs.LEDGER_WRITE, Answer.MADE),
        ("GET", "<pk>/", Needs.LEDGER_READ, Answer.ONE),
        ("PATCH", "<pk>/", Needs.LEDGER_WRITE, Answer.ONE),
        ("POST", "<pk>/apply/", Needs.LEDGER_WRITE, Answer.ONE),
        ("POST", "<pk>/undo/", Needs.LEDGER_WRITE, Answer.ONE),
        ("GET", "<import_pk>/rows/", Needs.LEDGER_READ, Answer.PAGE),
        ("GET", "<import_pk>/rows/<pk>/", Needs.LEDGER_READ, Answer.ONE),
        ("PATCH", "<import_pk>/rows/<pk>/", Needs.LEDGER_WRITE, Answer.ONE),
    ),
    *_rows(
        f"{FINANCE}import-mappings/",
        ("GET", "", Needs.LEDGER_READ, Answer.PAGE),
        ("GET", "<pk>/", Needs.LEDGER_READ, Answer.ONE),
        ("DELETE", "<pk>/", Needs.LEDGER_WRITE, Answer.GONE),
    ),
    *(
        row
        for name in ("accounts", "categories", "vendors", "projects", "tags", "reconciliations")
        for row in _rows(
            f"{FINANCE}{name}/",
            ("GET", "", Needs.LEDGER_READ, Answer.PAGE),
            ("POST", "", Needs.LEDGER_WRITE, Answer.MADE),
            ("GET", "<pk>/", Needs.LEDGER_READ, Answer.ONE),
            ("PATCH", "<pk>/", Needs.LEDGER_WRITE, Answer.ONE),
            ("GET", "<pk>/history/", Needs.LEDGER_READ, Answer.PAGE),
        )
    ),
    *_rows(
        FINANCE,
        *(
            ("POST", f"{name}/<pk>/{deed}/", Needs.LEDGER_WRITE, Answer.ONE)
            for name in ("accounts", "categories", "vendors", "projects")
            for deed in ("archive", "unarchive", "merge")
            if (name, deed) != ("projects", "merge")
        ),
        ("POST", "categories/ready-set/", Needs.LEDGER_WRITE, Answer.ONE),
        ("GET", "vendors/<vendor_pk>/aliases/", Needs.LEDGER_READ, Answer.ROWS),
        ("POST", "vendors/<vendor_pk>/aliases/", Needs.LEDGER_WRITE, Answer.MADE),
        ("PATCH", "vendors/<vendor_pk>/aliases/<pk>/", Needs.LEDGER_WRITE, Answer.ONE),
        ("DELETE", "vendors/<vendor_pk>/aliases/<pk>/", Needs.LEDGER_WRITE, Answer.GONE),
        ("DELETE", "tags/<pk>/", Needs.LEDGER_WRITE, Answer.GONE),
        ("GET", "accounts/<pk>/balance/", Needs.LEDGER_READ, Answer.ONE),
        ("GET", "balances/", Needs.LEDGER_READ, Answer.ONE),
        ("DELETE", "reconciliations/<pk>/", Needs.LEDGER_WRITE, Answer.GONE),
        ("POST", "reconciliations/<pk>/close/", Needs.LEDGER_WRITE, Answer.ONE),
        ("POST", "reconciliations/<pk>/reopen/", Needs.LEDGER_WRITE, Answer.ONE),
        ("GET", "reconciliations/<pk>/transactions/", Needs.LEDGER_READ, Answer.PAGE),
    ),
    Route("GET", f"{FINANCE}reports/<name>/", Needs.LEDGER_READ, Answer.ONE),
    *_rows(
        f"{FINANCE}own-rates/",
        ("GET", "", Needs.LEDGER_READ, Answer.PAGE),
        ("POST", "", Needs.LEDGER_WRITE, Answer.MADE),
        ("GET", "<pk>/", Needs.LEDGER_READ, Answer.ONE),
        ("PATCH", "<pk>/", Needs.LEDGER_WRITE, Answer.ONE),
        ("DELETE", "<pk>/", Needs.LEDGER_WRITE, Answer.GONE),
        ("GET", "<pk>/history/", Needs.LEDGER_READ, Answer.PAGE),
    ),
    *_rows(
        FINANCE,
        ("GET", "rates/", Needs.LEDGER_READ, Answer.ONE),
        ("GET", "rates/state/", Needs.LEDGER_READ, Answer.ONE),
        ("POST", "rates/complete/", Needs.LEDGER_WRITE, Answer.ONE),
        ("GET", "net-worth/", Needs.LEDGER_READ, Answer.ONE),
        ("GET", "net-worth/series/", Needs.LEDGER_READ, Answer.ONE),
    ),
)

# The back office, whose pages Django makes from its models: a rule for each kind of page.
ADMIN = "/admin/"


@dataclass(frozen=True, slots=True)
class AdminRule:
    """What pages of one kind answer, as statuses; whoever is no staff is sent to `login`.

    `pages` is the end of their name, or of their path where they have none. `staff` is staff without a right.
    """

    pages: str
    staff: tuple[str, ...] = ("403",)
    superuser: tuple[str, ...] = ("200",)
    posted_by_staff: tuple[str, ...] = ("403",)
    posted_by_superuser: tuple[str, ...] = ("200",)
    others: tuple[str, ...] = ("login",)

    def expected(self, method: str, visitor: str) -> tuple[str, ...]:
        """`visitor` is nobody, member, staff or superuser."""
        if visitor in ("nobody", "member"):
            return self.others
        is_post = method == "POST"
        if visitor == "staff":
            return self.posted_by_staff if is_post else self.staff
        return self.posted_by_superuser if is_post else self.superuser


ADMIN_RULES: tuple[AdminRule, ...] = (
    # 403 to a superuser: this thing is looked at only, or made by a use-case elsewhere.
    AdminRule("_changelist", posted_by_superuser=("200", "302")),
    AdminRule("_add", superuser=("200", "403"), posted_by_superuser=("200", "302", "403")),
    AdminRule("_change", posted_by_superuser=("200", "302", "403")),
    AdminRule("_documentpassword_change", posted_by_superuser=("200", "302", "403")),  # else it would be taken for one's own
    AdminRule("_delete", superuser=("200", "403"), posted_by_superuser=("200", "302", "403")),
    AdminRule("_history"),
    AdminRule("<path:object_id>/", ("302",), ("302",), ("302",), ("302",)),  # on to the page of the thing
    AdminRule("_password_change", superuser=("200", "403"), posted_by_superuser=("200", "302", "403")),
    AdminRule("_net_worth", posted_by_superuser=("200", "405")),
    AdminRule("_report", posted_by_superuser=("200", "405")),
    AdminRule("_work", posted_by_superuser=("200", "405")),
    AdminRule("_original", superuser=("200",), posted_by_superuser=("200", "405")),
    AdminRule("_einvoice", superuser=("200",), posted_by_superuser=("200", "405")),
    AdminRule("_table", superuser=("200",), posted_by_superuser=("200", "405")),
    AdminRule("_preview", superuser=("200",), posted_by_superuser=("200", "405")),
    AdminRule("_do", superuser=("405", "302"), staff=("405", "403"), posted_by_superuser=("302",)),
    AdminRule("index", ("200",), ("200",), ("200",), ("200",)),
    AdminRule("app_list", staff=("404",), posted_by_staff=("404",)),
    AdminRule("search", ("200",), ("200",), ("200",), ("200",)),
    AdminRule("autocomplete", ("403",), ("403",), ("403", "405"), ("403", "405")),  # of no field
    AdminRule("view_on_site", ("404",), ("404",), ("404",), ("404",)),  # nothing here has a page of its own outside
    AdminRule("password_change", ("200",), ("200",), ("200", "302"), ("200", "302")),  # one's own
    AdminRule("password_change_done", ("200",), ("200",), ("405",), ("405",)),
    AdminRule("jsi18n", ("200",), ("200",), ("405",), ("405",), others=("200", "405", "login")),
    AdminRule("login", ("302",), ("302",), ("200", "302"), ("200", "302"), others=("200",)),
    AdminRule("logout", ("405",), ("405",), ("200", "302"), ("200", "302"), others=("login", "405", "200", "302")),
    AdminRule("<url>", ("404",), ("404",), ("404",), ("404",)),
)


@dataclass(frozen=True, slots=True)
class ServedPage:
    """A page of the back office; `name` is empty for what only leads on."""

    path: str
    name: str


def served_pages() -> Iterator[ServedPage]:
    """All pages of the back office."""
    for pattern, path in _patterns(get_resolver().url_patterns, "", plain=False):
        if path.startswith(ADMIN):
            yield ServedPage(path, pattern.name or "")


def admin_rule_of(page: ServedPage) -> AdminRule | None:
    """The rule with the longest name that the page ends with."""
    told = page.name or page.path
    fitting = [rule for rule in ADMIN_RULES if told.endswith(rule.pages)]
    return max(fitting, key=lambda rule: len(rule.pages), default=None)


@dataclass(frozen=True, slots=True)
class ServedRoute:
    """What the resolver really serves. `view` is the class behind it, or the function."""

    method: str
    path: str
    view: Any
    action: str


def served_routes() -> Iterator[ServedRoute]:
    """All routes outside the back office, with each method that they take (HEAD and OPTIONS aside)."""
    for pattern, path in _patterns(get_resolver().url_patterns, ""):
        if not path.startswith(ADMIN):
            yield from _methods(pattern.callback, path)


def _patterns(found: Iterable[URLPattern | URLResolver], above: str, *, plain: bool = True) -> Iterator[tuple[URLPattern, str]]:
    """Each pattern with its path; `plain` names its parameters only, else their converters stand before them."""
    for pattern in found:
        path = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns, path, plain=plain)
        else:
            yield pattern, simplify_regex(path) if plain else f"/{path}".replace("(?P<url>.*)$", "<url>")


def _methods(callback: Any, path: str) -> Iterator[ServedRoute]:
    view = getattr(callback, "cls", None) or getattr(callback, "view_class", callback)
    actions = getattr(callback, "actions", None)
    if actions is None:
        names = getattr(view, "http_method_names", ["get"])
        actions = {name: name for name in names if view is callback or hasattr(view, name)}
    for method, action in actions.items():
        if method not in ("head", "options"):
            yield ServedRoute(method.upper(), path, view, action)
