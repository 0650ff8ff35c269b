"""Of each route, how a call is made that succeeds: its rows, its body. A route without a maker fails the matrix.

A maker runs in the scope of the home, as its owner, inside of what is taken back after the call.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.utils import timezone

from finance.models import Account, Document, Transaction, TransactionStatus
from finance.services.documents import document_trash
from finance.services.transactions import PostingDraft, transaction_trash
from tests.isolation.calls import Call, maker
from tests.isolation.homes import PASSWORD, Home, join, key_name, make_person
from tests.isolation.identities import open_session
from tests.isolation.things import make_document, make_transaction, pdf
from users.keys.services import api_key_create
from users.models import ApiKey, Membership
from users.sessions.tokens import pair_of
from users.tenancy.actor import acting, person
from users.workspaces.invitations import invitation_create
from users.workspaces.opening import workspace_open
from users.workspaces.roles import Role

FINANCE = "/api/v1/finance/"
USERS = "/api/v1/users/"
AUTH = "/api/v1/auth/app/v1/"
DAY = "2026-11-21"


def version_of(row: Any) -> dict[str, Any]:
    row.refresh_from_db()
    return {"version": row.version} if hasattr(row, "version") else {}


@maker("GET /", "GET /healthz", "GET /readyz", "GET /api/v1/", "GET /api/v1/schema/", "GET /api/v1/docs/")
@maker(f"GET {USERS}me/", f"GET {USERS}keys/", f"GET {USERS}service-accounts/", f"GET {USERS}audit/")
@maker(*(f"GET {USERS}{name}/" for name in ("workspaces", "invitations", "members", "identities")))
@maker(*(f"GET {FINANCE}{name}/" for name in ("documents", "transactions", "accounts", "categories", "vendors")))
@maker(f"GET {FINANCE}transactions/facets/")
def plain(_home: Home) -> Call:
    return Call()


# Documents


@maker(f"POST {FINANCE}documents/")
def upload(home: Home) -> Call:
    return Call(files={"file": ("new.pdf", pdf(home, "new"))})


@maker(f"POST {FINANCE}documents/batch/")
def batch(home: Home) -> Call:
    return Call(files={"files": ("new.pdf", pdf(home, "new"))})


@maker(*(f"GET {FINANCE}documents/<pk>/{below}" for below in ("", "file/", "history/")))
def document(home: Home) -> Call:
    return Call({"pk": home.document.id})


@maker(f"DELETE {FINANCE}documents/<pk>/", f"POST {FINANCE}documents/<pk>/reprocess/")
def document_at_hand(home: Home) -> Call:
    return Call({"pk": make_document(home, "at hand").id})


@maker(f"POST {FINANCE}documents/<pk>/confirm/")
def document_to_confirm(home: Home) -> Call:
    found = make_document(home, "to confirm")
    return Call({"pk": found.id}, version_of(found))


@maker(f"PATCH {FINANCE}documents/<pk>/")
def document_to_classify(home: Home) -> Call:
    found = make_document(home, "to classify")
    return Call({"pk": found.id}, {"kind": "invoice", "direction": "outgoing", **version_of(found)})


@maker(f"POST {FINANCE}documents/<pk>/restore/", f"POST {FINANCE}documents/<pk>/purge/")
def document_in_trash(home: Home) -> Call:
    found: Document = make_document(home, "in the trash")
    document_trash(actor=home.owner, document=found, now=timezone.now())
    return Call({"pk": found.id})


@maker(*(f"GET {FINANCE}documents/<document_pk>/{name}/" for name in ("pages", "tables", "fields", "lines", "findings")))
def parts(home: Home) -> Call:
    return Call({"document_pk": home.document.id})


@maker(f"GET {FINANCE}documents/<document_pk>/einvoice/", f"GET {FINANCE}documents/<document_pk>/einvoice/html/")
def einvoice(home: Home) -> Call:
    return Call({"document_pk": home.document.id})


@maker(f"GET {FINANCE}documents/<document_pk>/pages/<number>/", f"GET {FINANCE}documents/<document_pk>/pages/<number>/preview/")
def page(home: Home) -> Call:
    return Call({"document_pk": home.document.id, "number": 1})


@maker(f"GET {FINANCE}documents/<document_pk>/tables/<number>/", f"GET {FINANCE}documents/<document_pk>/tables/<number>/file/")
def table(home: Home) -> Call:
    return Call({"document_pk": home.document.id, "number": 1})


@maker(f"GET {FINANCE}documents/<document_pk>/fields/<name>/")
def field(home: Home) -> Call:
    return Call({"document_pk": home.document.id, "name": "vendor"})


@maker(f"PATCH {FINANCE}documents/<document_pk>/fields/<name>/")
def field_correction(home: Home) -> Call:
    return Call({"document_pk": home.document.id, "name": "vendor"}, {"value": "Another", **version_of(home.document)})


# Transactions


@maker(f"POST {FINANCE}transactions/")
def booking(home: Home) -> Call:
    said = {"kind": "expense", "date": DAY, "amount": "5", "currency": "EUR", "account": str(home.rows["account"].id)}
    return Call(body=said)


@maker(f"GET {FINANCE}transactions/<pk>/", f"GET {FINANCE}transactions/<pk>/history/")
def transaction(home: Home) -> Call:
    return Call({"pk": home.rows["transaction"].id})


@maker(f"PATCH {FINANCE}transactions/<pk>/")
def transaction_change(home: Home) -> Call:
    return Call({"pk": home.rows["transaction"].id}, {"description": "Another", **version_of(home.rows["transaction"])})


@maker(f"DELETE {FINANCE}transactions/<pk>/")
def transaction_at_hand(home: Home) -> Call:
    return Call({"pk": make_transaction(home).id})


@maker(f"POST {FINANCE}transactions/<pk>/restore/")
def transaction_in_trash(home: Home) -> Call:
    found: Transaction = make_transaction(home)
    transaction_trash(actor=home.owner, transaction=found, now=timezone.now())
    return Call({"pk": found.id})


@maker(f"POST {FINANCE}transactions/<pk>/confirm/")
def transaction_draft(home: Home) -> Call:
    return Call({"pk": make_transaction(home, status=TransactionStatus.DRAFT).id})


@maker(f"POST {FINANCE}transactions/<pk>/reverse/")
def transaction_reversal(home: Home) -> Call:
    return Call({"pk": make_transaction(home).id}, {"date": DAY})


@maker(f"POST {FINANCE}transactions/<pk>/settle/")
def transaction_settlement(home: Home) -> Call:
    found = make_transaction(home, postings=unsettled(home))
    return Call({"pk": found.id}, {"account": str(home.rows["account"].id), "date": DAY})


def unsettled(home: Home) -> list[Any]:
    """Postings of an expense whose money was not seen yet."""
    clearing = Account.objects.get(kind="clearing")
    return [
        PostingDraft(Decimal(-7), "EUR", account=clearing),
        PostingDraft(Decimal(7), "EUR", category=home.rows["category"]),
    ]


# Accounts, categories, vendors


THINGS = {"accounts": "account", "categories": "category", "vendors": "vendor"}
BODIES = {
    "accounts": {"name": "New", "kind": "cash", "currency": "EUR"},
    "categories": {"name": "New", "kind": "expense"},
    "vendors": {"name": "New"},
}


def _register(plural: str, row: str) -> None:
    @maker(
        *(f"GET {FINANCE}{plural}/<pk>/{below}" for below in ("", "history/")),
        f"POST {FINANCE}{plural}/<pk>/archive/",
    )
    def thing(home: Home) -> Call:
        return Call({"pk": home.rows[row].id})

    @maker(f"PATCH {FINANCE}{plural}/<pk>/")
    def change(home: Home) -> Call:
        return Call({"pk": home.rows[row].id}, {"name": "Another"})

    @maker(f"POST {FINANCE}{plural}/")
    def new(_home: Home) -> Call:
        return Call(body=BODIES[plural])


for _plural, _row in THINGS.items():
    _register(_plural, _row)


# Keys and service accounts


def own_key(home: Home) -> ApiKey:
    """A key of whoever asks, made with the key that they ask by (a key that manages nothing sees no others)."""
    with_which = ApiKey.objects.get(name=key_name(home, home.asker))
    made = api_key_create(
        actor=home.actors[home.asker], membership=with_which.membership, name=key_name(home, home.asker, "key at hand")
    ).key
    ApiKey.objects.filter(id=made.id).update(made_with=with_which)
    return made


@maker(f"GET {USERS}keys/<pk>/", f"DELETE {USERS}keys/<pk>/")
def key(home: Home) -> Call:
    return Call({"pk": own_key(home).id})


@maker(f"PATCH {USERS}keys/<pk>/")
def key_change(home: Home) -> Call:
    return Call({"pk": own_key(home).id}, {"name": "Another"})


@maker(f"POST {USERS}keys/")
def key_made(_home: Home) -> Call:
    return Call(body={"name": "New", "scopes": ["document_read_own"]})


@maker(f"POST {USERS}service-accounts/")
def service_account_made(_home: Home) -> Call:
    return Call(body={"name": "New", "role": "uploader"})


@maker(f"GET {USERS}service-accounts/<pk>/", f"DELETE {USERS}service-accounts/<pk>/")
def service_account(home: Home) -> Call:
    return Call({"pk": home.rows["service_account"].id})


@maker(f"PATCH {USERS}service-accounts/<pk>/")
def service_account_change(home: Home) -> Call:
    return Call({"pk": home.rows["service_account"].id}, {"name": "Another"})


@maker(f"GET {USERS}audit/<pk>/")
def event(home: Home) -> Call:
    return Call({"pk": home.rows["event"].id})


# The person, and their workspaces


@maker(f"PATCH {USERS}me/")
def profile(home: Home) -> Call:
    return Call(body={"name": home.text("another", "SHARED")})


@maker(f"POST {USERS}workspaces/")
def workspace_new(_home: Home) -> Call:
    return Call(body={"name": "New"})


@maker(f"GET {USERS}workspaces/<pk>/")
def workspace(home: Home) -> Call:
    return Call({"pk": home.workspace.id})


@maker(f"PATCH {USERS}workspaces/<pk>/")
def workspace_change(home: Home) -> Call:
    return Call({"pk": home.workspace.id}, {"name": home.text("another", "SHARED")})


@maker(f"POST {USERS}workspaces/<pk>/leave/")
def workspace_left(home: Home) -> Call:
    join(home, make_person(home.mark, "second-owner"), Role.OWNER)  # the last one stays
    return Call({"pk": home.workspace.id})


@maker(*(f"POST {USERS}invitations/{deed}/" for deed in ("look", "accept", "refuse")))
def invitation_answer(home: Home) -> Call:
    """An invitation to a third workspace, for whoever has its link."""
    host = make_person(home.mark, "host")
    place = workspace_open(name="Elsewhere", owner=host)
    actor = person(workspace_id=place.id, user_id=host.id, role=Role.OWNER)
    with acting(actor):
        made = invitation_create(actor=actor, role=Role.MEMBER, now=timezone.now())
    return Call(body={"token": made.link.rpartition("/")[2]})


# Members, invitations, own identity


@maker(f"POST {USERS}invitations/")
def invitation_new(_home: Home) -> Call:
    return Call(body={"role": "uploader"})


@maker(f"GET {USERS}invitations/<pk>/", f"DELETE {USERS}invitations/<pk>/", f"POST {USERS}invitations/<pk>/link/")
def invitation(home: Home) -> Call:
    return Call({"pk": home.rows["invitation"].id})


def member_with(home: Home, role: Role) -> Membership:
    return Membership.objects.get(user_id=home.actors[role].user_id)


@maker(f"GET {USERS}members/<pk>/", f"DELETE {USERS}members/<pk>/")
def member(home: Home) -> Call:
    return Call({"pk": member_with(home, Role.ACCOUNTANT).id})


@maker(f"PATCH {USERS}members/<pk>/")
def member_change(home: Home) -> Call:
    return Call({"pk": member_with(home, Role.ACCOUNTANT).id}, {"role": "uploader"})


@maker(f"POST {USERS}members/<pk>/hand-over/")
def handing_over(home: Home) -> Call:
    return Call({"pk": member_with(home, Role.ADMIN).id})


@maker(f"POST {USERS}identities/")
def identity_new(_home: Home) -> Call:
    return Call(body={"kind": "name", "value": "New"})


@maker(f"DELETE {USERS}identities/<pk>/")
def identity(home: Home) -> Call:
    return Call({"pk": home.rows["identity"].id})


# Sessions of a person


@maker(f"GET {USERS}sessions/", f"DELETE {USERS}sessions/")
def sessions(home: Home) -> Call:
    open_session(home.user(home.asker))
    return Call()


@maker(f"DELETE {USERS}sessions/<pk>/")
def session(home: Home) -> Call:
    return Call({"pk": open_session(home.user(home.asker))[0].id})


# Below /api/v1/auth/: what allauth asks for


def new_address(home: Home) -> EmailAddress:
    """A second address of the asker, that is not verified yet."""
    user = home.user(home.asker)
    found: EmailAddress = EmailAddress.objects.create(user=user, email=f"second.{user.email}", verified=False, primary=False)
    return found


@maker(f"GET {AUTH}config", f"GET {AUTH}auth/session", f"DELETE {AUTH}auth/session", f"GET {AUTH}account/email")
def auth_plain(_home: Home) -> Call:
    return Call()


@maker(f"POST {AUTH}auth/login")
def login(home: Home) -> Call:
    return Call(body={"email": home.user(home.asker).email, "password": PASSWORD})


@maker(f"POST {AUTH}auth/reauthenticate")
def reauthentication(_home: Home) -> Call:
    return Call(body={"password": PASSWORD})


@maker(f"POST {AUTH}auth/signup")
def signup(_home: Home) -> Call:
    return Call(body={"email": "newcomer@example.org", "password": "quite another long word"})


@maker(f"POST {AUTH}auth/email/verify/resend")
def verification_again(_home: Home) -> Call:
    return Call()


@maker(f"GET {AUTH}auth/email/verify")
def verification_looked_at(_home: Home) -> Call:
    return Call(headers={"X-Email-Verification-Key": "A1B2C3"})


@maker(f"POST {AUTH}auth/email/verify")
def verification(_home: Home) -> Call:
    return Call(body={"key": "A1B2C3"})


@maker(f"POST {AUTH}auth/password/request")
def reset_request(home: Home) -> Call:
    return Call(body={"email": home.user(home.asker).email})


def reset_key(home: Home) -> str:
    user = home.user(home.asker)
    return f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"


@maker(f"GET {AUTH}auth/password/reset")
def reset_looked_at(home: Home) -> Call:
    return Call(headers={"X-Password-Reset-Key": reset_key(home)})


@maker(f"POST {AUTH}auth/password/reset")
def reset(home: Home) -> Call:
    return Call(body={"key": reset_key(home), "password": "quite another long word"})


@maker(f"POST {AUTH}account/password/change")
def password_change(_home: Home) -> Call:
    return Call(body={"current_password": PASSWORD, "new_password": "quite another long word"})


@maker(f"POST {AUTH}account/email")
def address_added(_home: Home) -> Call:
    return Call(body={"email": "another@example.org"})


@maker(*(f"{method} {AUTH}account/email" for method in ("PUT", "DELETE")))
def address_new(home: Home) -> Call:
    return Call(body={"email": new_address(home).email})


@maker(f"PATCH {AUTH}account/email")
def address_primary(home: Home) -> Call:
    return Call(body={"email": home.user(home.asker).email, "primary": True})


def refresh_token(home: Home) -> str:
    session, _headers = open_session(home.user(home.asker))
    return pair_of(session, now=timezone.now()).refresh_token


@maker(f"POST {AUTH}tokens/refresh", *(f"{method} /api/v1/auth/browser/" for method in ("POST", "DELETE")))
def refresh(home: Home) -> Call:
    return Call(body={"refresh_token": refresh_token(home)})
