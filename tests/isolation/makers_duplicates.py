"""Calls of the routes of marked pairs."""

from __future__ import annotations

from dataclasses import replace

from finance.models import DuplicateMark, PairKind, TwinReason, TwinStrength
from tests.isolation.calls import Call, maker
from tests.isolation.homes import Home
from tests.isolation.makers import FINANCE
from tests.isolation.things import make_transaction


@maker(f"GET {FINANCE}duplicates/")
def pairs(_home: Home) -> Call:
    return Call()


@maker(f"GET {FINANCE}duplicates/<pk>/")
def one_pair(home: Home) -> Call:
    return Call({"pk": home.rows["duplicate"].id})


@maker(f"POST {FINANCE}duplicates/<pk>/keep/")
def kept(home: Home) -> Call:
    return replace(decided(home), body={})


@maker(*(f"POST {FINANCE}duplicates/<pk>/{deed}/" for deed in ("merge", "replace")))
def decided(home: Home) -> Call:
    first, second = sorted((make_transaction(home).id, make_transaction(home).id))
    mark = DuplicateMark.objects.create(
        workspace_id=home.workspace.id,
        kind=PairKind.TRANSACTION,
        first_transaction_id=first,
        second_transaction_id=second,
        reason=TwinReason.BOOKING,
        strength=TwinStrength.STRONG,
    )
    return Call({"pk": mark.id})
