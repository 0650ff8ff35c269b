"""Calls of the routes beside transactions: settling back, reconciling, splits, proofs, comments, the ledger's settings."""

from __future__ import annotations

from finance.models import CommentKind, Document, Transaction
from finance.services.comments import comment_create
from finance.services.transactions import transaction_reconcile, transaction_settle
from tests.isolation.calls import Call, maker
from tests.isolation.homes import Home
from tests.isolation.makers import FINANCE, unsettled, version_of
from tests.isolation.things import DAY as THAT_DAY
from tests.isolation.things import make_document, make_transaction
from users.workspaces.roles import Capability


@maker(f"GET {FINANCE}questions/", f"GET {FINANCE}ledger/", f"POST {FINANCE}ledger/unlock/")
def plain(_home: Home) -> Call:
    return Call()


@maker(f"PATCH {FINANCE}ledger/")
def settings(_home: Home) -> Call:
    return Call(body={"retention_years": 10})


@maker(f"POST {FINANCE}ledger/lock/")
def lock(_home: Home) -> Call:
    return Call(body={"through": "2020-12-31"})


@maker(f"POST {FINANCE}transactions/<pk>/unsettle/")
def unsettling(home: Home) -> Call:
    booked = make_transaction(home, postings=unsettled(home))
    transaction_settle(actor=home.owner, transaction=booked, account=home.rows["account"], date=THAT_DAY)
    return Call({"pk": booked.id})


@maker(f"POST {FINANCE}transactions/<pk>/reconcile/")
def reconciling(home: Home) -> Call:
    return Call({"pk": make_transaction(home).id})


@maker(f"POST {FINANCE}transactions/<pk>/unreconcile/")
def unreconciling(home: Home) -> Call:
    return Call({"pk": transaction_reconcile(actor=home.owner, transaction=make_transaction(home)).id})


@maker(f"POST {FINANCE}transactions/<pk>/splits/")
def splits(home: Home) -> Call:
    booked = make_transaction(home)
    return Call({"pk": booked.id}, {"splits": [{"amount": "10"}, {"amount": "2.50"}], **version_of(booked)})


@maker(f"GET {FINANCE}transactions/<transaction_pk>/documents/")
def proofs(home: Home) -> Call:
    return Call({"transaction_pk": home.rows["transaction"].id})


@maker(f"POST {FINANCE}transactions/<transaction_pk>/documents/")
def proof_linked(home: Home) -> Call:
    return Call({"transaction_pk": make_transaction(home).id}, {"document": str(home.document.id)})


@maker(f"DELETE {FINANCE}transactions/<transaction_pk>/documents/<pk>/")
def proof_unlinked(home: Home) -> Call:
    document = make_document(home, "proof")
    return Call({"transaction_pk": make_transaction(home, document=document).id, "pk": document.id})


@maker(f"GET {FINANCE}documents/<document_pk>/proposed-splits/")
def proposed(home: Home) -> Call:
    return Call({"document_pk": home.document.id})


def _register(thing: str) -> None:
    below, key = f"{FINANCE}{thing}s/<{thing}_pk>/comments/", f"{thing}_pk"

    def about(home: Home) -> Transaction | Document:
        found: Transaction | Document = home.rows[thing]
        return found

    def spoken(home: Home) -> Call:
        """A question of whoever asks: others may not change it."""
        asker = home.actors[home.asker]
        author = asker if asker.can(Capability.COMMENT) else home.owner
        text = home.text("question at hand")
        made = comment_create(actor=author, about=about(home), kind=CommentKind.QUESTION, text=text)
        return Call({key: about(home).id, "pk": made.id})

    @maker(f"GET {below}")
    def listed(home: Home) -> Call:
        return Call({key: about(home).id})

    @maker(f"POST {below}")
    def said(home: Home) -> Call:
        return Call({key: about(home).id}, {"text": "New"})

    @maker(f"GET {below}<pk>/", f"DELETE {below}<pk>/", f"POST {below}<pk>/resolve/")
    def one(home: Home) -> Call:
        return spoken(home)

    @maker(f"PATCH {below}<pk>/")
    def changed(home: Home) -> Call:
        found = spoken(home)
        return Call(found.path, {"text": "Another"})


for _thing in ("transaction", "document"):
    _register(_thing)
