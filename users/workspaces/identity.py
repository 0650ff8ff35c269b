"""Who a workspace is on paper: names, addresses, tax ids and IBANs, by which documents to and from it are told apart."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from stdnum import get_cc_module, iban
from stdnum.at import tin as at_tin
from stdnum.ch import uid as ch_uid
from stdnum.de import idnr, stnr
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError
from stdnum.us import ein, ssn

from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.errors import IdentityInvalidError, IdentityKnownError
from users.workspaces.models import IdentityKind, Workspace, WorkspaceIdentity
from users.workspaces.roles import Capability

Validate = Callable[[str], str]

# Beside the VAT number: what tax offices of a country print on letters to people and small firms.
_NATIONAL: dict[str, tuple[Validate, ...]] = {
    "AT": (at_tin.validate,),
    "CH": (ch_uid.validate,),
    "DE": (idnr.validate, stnr.validate),
    "US": (ein.validate, ssn.validate),
}


def identity_normalise(*, kind: IdentityKind, value: str, country: str = "") -> str:
    """The one spelling by which an own name, address, tax id or IBAN is kept. Raises IdentityInvalidError.

    Tax ids are checked as EU VAT numbers (with the country's letters), then by the rules of `country` (ISO 3166-1 alpha-2);
    of a country without known rules, letters and digits are taken as they are.
    """
    if kind is IdentityKind.IBAN:
        return _iban(value)
    if kind is IdentityKind.TAX_ID:
        return _tax_id(value, country)
    return _words(value, "an address" if kind is IdentityKind.ADDRESS else "a name")


def _words(value: str, what: str) -> str:
    """On one line."""
    words = " ".join(value.split())
    if not 1 <= len(words) <= 200:
        raise IdentityInvalidError(f"Give {what} of 1 to 200 characters.")
    return words


def _iban(value: str) -> str:
    try:
        return str(iban.validate(value))
    except ValidationError as error:
        raise IdentityInvalidError("This is no valid IBAN: its check digits do not fit. Compare it letter by letter.") from error


def _tax_id(value: str, country: str) -> str:
    rules = _rules_of(country)
    for validate in (eu_vat.validate, *rules):
        try:
            return str(validate(value))
        except ValidationError:
            continue
    plain = "".join(character for character in value.upper() if character.isalnum())
    if rules or not 4 <= len(plain) <= 32 or not any(character.isdigit() for character in plain):
        raise IdentityInvalidError("This is no valid tax id. Write it with its country's letters, such as DE136695976.")
    return plain


def _rules_of(country: str) -> tuple[Validate, ...]:
    module = get_cc_module(country.lower(), "vat") if country else None
    own = (module.validate,) if module else ()
    return (*own, *_NATIONAL.get(country, ()))


@transaction.atomic
def identity_add(*, actor: Actor, kind: IdentityKind, value: str) -> WorkspaceIdentity:
    """Add an own name, address, tax id or IBAN. Raises IdentityInvalidError, IdentityKnownError."""
    actor.require(Capability.WORKSPACE_MANAGE)
    country = Workspace.objects.get(id=actor.workspace_id).country
    spelling = identity_normalise(kind=kind, value=value, country=country)
    identity, is_new = WorkspaceIdentity.objects.get_or_create(workspace_id=actor.workspace_id, kind=kind, value=spelling)
    if not is_new:
        raise IdentityKnownError("The workspace has this name or number already.")
    audit_record(
        actor=actor, action="identity_added", subject_type="identity", subject_id=identity.id, data={"kind": str(kind.value)}
    )
    return identity


@transaction.atomic
def identity_remove(*, actor: Actor, identity: WorkspaceIdentity) -> None:
    """Forget an own name or number. Documents that were decided with it stay as they are."""
    actor.require(Capability.WORKSPACE_MANAGE)
    audit_record(actor=actor, action="identity_removed", subject_type="identity", subject_id=identity.id)
    identity.delete()
