"""Own names, tax ids and IBANs are kept in one spelling, and only when their check digits fit."""

import pytest

from tests.conftest import Cast
from users.models import AuditEvent, IdentityKind, Workspace, WorkspaceIdentity
from users.tenancy.actor import acting
from users.workspaces.errors import IdentityInvalidError, IdentityKnownError
from users.workspaces.identity import identity_add, identity_normalise, identity_remove
from utils.errors import NotAllowedError

NAME, TAX_ID, IBAN = IdentityKind.NAME, IdentityKind.TAX_ID, IdentityKind.IBAN


@pytest.mark.parametrize(
    ("kind", "country", "written", "kept"),
    [
        (IBAN, "", "de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        (IBAN, "DE", "GB33BUKB20201555555555", "GB33BUKB20201555555555"),
        (TAX_ID, "", "DE 136,695 976", "DE136695976"),
        (TAX_ID, "DE", "de136695976", "DE136695976"),
        (TAX_ID, "DE", "181/815/08155", "18181508155"),
        (TAX_ID, "CH", "CHE-100.155.212", "CHE100155212"),
        (TAX_ID, "GB", "GB 980 7806 84", "980780684"),
        (TAX_ID, "US", "91-1144442", "911144442"),
        (TAX_ID, "TV", "tin 12-345", "TIN12345"),
        (NAME, "", "  Alice \t &  Co ", "Alice & Co"),
        (IdentityKind.ADDRESS, "", "Hauptstr. 1\n10115 Berlin", "Hauptstr. 1 10115 Berlin"),
    ],
)
def test_spellings_meet_in_one(kind: IdentityKind, country: str, written: str, kept: str) -> None:
    assert identity_normalise(kind=kind, value=written, country=country) == kept


@pytest.mark.parametrize(
    ("kind", "country", "written"),
    [
        (IBAN, "", "DE89 3704 0044 0532 0130 01"),
        (IBAN, "", "12345"),
        (IBAN, "", ""),
        (TAX_ID, "DE", "DE136695977"),
        (TAX_ID, "DE", "no number at all"),
        (TAX_ID, "", "abc"),
        (TAX_ID, "", "1" * 40),
        (NAME, "", "   "),
        (NAME, "", "x" * 201),
    ],
)
def test_what_does_not_fit_is_refused(kind: IdentityKind, country: str, written: str) -> None:
    with pytest.raises(IdentityInvalidError):
        identity_normalise(kind=kind, value=written, country=country)


def test_a_number_is_checked_by_the_rules_of_the_workspaces_country(cast: Cast) -> None:
    Workspace.objects.filter(id=cast.workspace.id).update(country="DE")

    with acting(cast.alice):
        assert identity_add(actor=cast.alice, kind=TAX_ID, value="181/815/08155").value == "18181508155"


def test_the_same_number_in_another_spelling_is_known(cast: Cast) -> None:
    with acting(cast.alice):
        identity_add(actor=cast.alice, kind=IBAN, value="DE89370400440532013000")
        with pytest.raises(IdentityKnownError):
            identity_add(actor=cast.alice, kind=IBAN, value="de89 3704 0044 0532 0130 00")


def test_the_audit_trail_names_the_kind_and_not_the_number(cast: Cast) -> None:
    with acting(cast.alice):
        identity_add(actor=cast.alice, kind=IBAN, value="DE89370400440532013000")
        assert AuditEvent.objects.get(action="identity_added").data == {"kind": "iban"}


def test_a_removed_identity_is_gone(cast: Cast) -> None:
    with acting(cast.alice):
        identity_remove(actor=cast.alice, identity=identity_add(actor=cast.alice, kind=NAME, value="Alice & Co"))
        assert not WorkspaceIdentity.objects.exists()


def test_a_member_does_not_change_who_the_workspace_is(cast: Cast) -> None:
    with acting(cast.bob), pytest.raises(NotAllowedError):
        identity_add(actor=cast.bob, kind=NAME, value="Bob & Co")
