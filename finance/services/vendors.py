"""Writing vendors."""

from __future__ import annotations

import datetime
from typing import TypedDict, Unpack

from finance.models import Category, Vendor, VendorAlias
from finance.selectors.merging import survivor
from finance.selectors.vendors import vendor_find
from finance.services.checked_writing import checked_write
from finance.services.merging import ALONE, pair_hold, pair_merge, refuse_merged
from finance.services.version_holding import row_hold
from finance.services.yielding import yielding
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
            default_category=survivor(default_category) if default_category else None,
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


def vendor_archive(*, actor: Actor, vendor: Vendor, now: datetime.datetime, expected_version: int | None = None) -> Vendor:
    """Take it out of the lists; its transactions stay. Raises StaleVersionError."""
    return _set_archived(actor, vendor, now, expected_version, "vendor_archived")


def vendor_unarchive(*, actor: Actor, vendor: Vendor, expected_version: int | None = None) -> Vendor:
    """Back into the lists. Raises MergeError for what was merged, StaleVersionError."""
    return _set_archived(actor, vendor, None, expected_version, "vendor_unarchived")


def vendor_merge(
    *, actor: Actor, vendor: Vendor, into: Vendor, now: datetime.datetime, expected_version: int | None = None
) -> Vendor:
    """Everything of `vendor` goes to `into`, and its names become other names of that. Returns what is left of `vendor`.

    Raises MergeError, BusyError, StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)

    def merge() -> Vendor:
        with checked_write():
            held, target = pair_hold(vendor, into, expected_version=expected_version)
            pair_merge(actor, held, target, now=now)
            _take_over(held, target)
        return held

    return yielding(merge, alone=[ALONE], workspace_id=actor.workspace_id)


def _take_over(held: Vendor, target: Vendor) -> None:
    """What the target does not know of itself; its former name becomes an alias."""
    target.tax_id, target.iban = target.tax_id or held.tax_id, target.iban or held.iban
    target.default_category = target.default_category or held.default_category
    target.version += 1
    target.save(update_fields=["tax_id", "iban", "default_category", "version"])
    if held.match_key != target.match_key:
        of = {"workspace_id": held.workspace_id, "match_key": held.match_key}
        VendorAlias.objects.get_or_create(**of, defaults={"vendor": target, "name": held.name})


def _set_archived(
    actor: Actor, vendor: Vendor, at: datetime.datetime | None, expected_version: int | None, action: str
) -> Vendor:
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = row_hold(vendor, expected_version=expected_version)
        refuse_merged(held)
        held.archived_at = at
        held.save(update_fields=["archived_at", "version"])
        audit_record(actor=actor, action=action, subject_type="vendor", subject_id=held.id)
    return held


def _fill(vendor: Vendor, changes: VendorChanges) -> None:
    if "name" in changes:
        vendor.name = _name(changes["name"])
        vendor.match_key = vendor_match_key(vendor.name)
    vendor.tax_id = compact(changes.get("tax_id", vendor.tax_id))
    vendor.iban = compact(changes.get("iban", vendor.iban))
    if "default_category" in changes:
        wanted = changes["default_category"]
        vendor.default_category = survivor(wanted) if wanted else None


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
