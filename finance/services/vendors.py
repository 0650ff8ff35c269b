"""Writing vendors."""

from __future__ import annotations

from typing import TypedDict, Unpack

from finance.models import Category, Vendor
from finance.selectors.vendors import vendor_find
from finance.services.checked_writing import checked_write
from finance.services.version_holding import row_hold
from services.parsers.folding import letters_and_digits
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.errors import DomainError

NAME_LENGTH = 200


class VendorChanges(TypedDict, total=False):
    """What `vendor_update` may change."""

    name: str
    tax_id: str
    iban: str
    default_category: Category | None


def vendor_match_key(name: str) -> str:
    """The key under which spellings of one name meet; the bare name where it has neither letters nor digits."""
    return (letters_and_digits(name) or name.strip())[:NAME_LENGTH]


def vendor_create(
    *, actor: Actor, name: str, tax_id: str = "", iban: str = "", default_category: Category | None = None
) -> Vendor:
    """A new vendor. Raises NameTakenError when one of that name exists in any spelling."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        vendor = Vendor.objects.create(
            workspace_id=actor.workspace_id,
            name=_name(name),
            match_key=vendor_match_key(name),
            tax_id=compact(tax_id),
            iban=compact(iban),
            default_category=default_category,
        )
        audit_record(actor=actor, action="vendor_created", subject_type="vendor", subject_id=vendor.id)
    return vendor


def vendor_update(
    *, actor: Actor, vendor: Vendor, expected_version: int | None = None, **changes: Unpack[VendorChanges]
) -> Vendor:
    """Change some of name, tax_id, iban, default_category. Raises NameTakenError, StaleVersionError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = row_hold(vendor, expected_version=expected_version)
        _fill(held, changes)
        held.save(update_fields=["name", "match_key", "tax_id", "iban", "default_category", "version"])
        audit_record(actor=actor, action="vendor_updated", subject_type="vendor", subject_id=held.id)
    return held


def _fill(vendor: Vendor, changes: VendorChanges) -> None:
    if "name" in changes:
        vendor.name = _name(changes["name"])
        vendor.match_key = vendor_match_key(vendor.name)
    vendor.tax_id = compact(changes.get("tax_id", vendor.tax_id))
    vendor.iban = compact(changes.get("iban", vendor.iban))
    if "default_category" in changes:
        vendor.default_category = changes["default_category"]


def vendor_get_or_create(*, actor: Actor, name: str, tax_id: str = "", iban: str = "") -> Vendor:
    """The vendor of this tax id or name, in whatever spelling; a new one when there is none."""
    actor.require(Capability.LEDGER_WRITE)
    key = vendor_match_key(name)
    found = vendor_find(match_key=key, tax_id=compact(tax_id))
    if found is not None:
        return found
    with checked_write():
        vendor, is_new = Vendor.objects.get_or_create(
            workspace_id=actor.workspace_id,
            match_key=key,
            merged_into=None,
            defaults={"name": _name(name)[:NAME_LENGTH], "tax_id": compact(tax_id)[:32], "iban": compact(iban)[:34]},
        )
        if is_new:
            audit_record(actor=actor, action="vendor_created", subject_type="vendor", subject_id=vendor.id)
    return vendor


def compact(number: str) -> str:
    """A tax id or IBAN without the white space of its printing, in capitals."""
    return "".join(number.split()).upper()


def _name(name: str) -> str:
    if not name.strip():
        raise DomainError("A name is needed.", errors={"name": ["Must not be empty."]})
    return name.strip()
