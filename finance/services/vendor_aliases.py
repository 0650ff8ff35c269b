"""The other names of a vendor, by which documents and bank rows find it."""

from __future__ import annotations

from django.db.models import F

from finance.models import Vendor, VendorAlias
from finance.services.checked_writing import checked_write
from finance.services.merging import refuse_merged
from finance.services.vendors import vendor_match_key
from finance.services.version_holding import row_hold
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.errors import DomainError, NotFoundError


def alias_add(*, actor: Actor, vendor: Vendor, name: str) -> VendorAlias:
    """One more name. Raises NameTakenError when a vendor is known by it in any spelling, MergeError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = _vendor_held(vendor)
        alias = VendorAlias.objects.create(workspace_id=held.workspace_id, vendor=held, **_named(name))
        _tell(actor, alias, "alias_added")
    return alias


def alias_rename(*, actor: Actor, alias: VendorAlias, name: str) -> VendorAlias:
    """Raises NameTakenError, NotFoundError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        _vendor_held(alias.vendor)
        if not VendorAlias.objects.filter(id=alias.id).update(**_named(name)):
            raise NotFoundError("The vendor has no such other name.")
        _tell(actor, alias, "alias_renamed")
    return VendorAlias.objects.get(id=alias.id)


def alias_remove(*, actor: Actor, alias: VendorAlias) -> None:
    """Documents of that name make a vendor of their own again. Raises NotFoundError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        _vendor_held(alias.vendor)
        gone, _per_model = VendorAlias.objects.filter(id=alias.id).delete()
        if not gone:
            raise NotFoundError("The vendor has no such other name.")
        _tell(actor, alias, "alias_removed")


def _vendor_held(vendor: Vendor) -> Vendor:
    held = row_hold(vendor, expected_version=None)
    refuse_merged(held)
    Vendor.objects.filter(id=held.id).update(version=F("version") + 1)
    return held


def _named(name: str) -> dict[str, str]:
    if not name.strip():
        raise DomainError("A name is needed.", errors={"name": ["Must not be empty."]})
    return {"name": name.strip(), "match_key": vendor_match_key(name)}


def _tell(actor: Actor, alias: VendorAlias, action: str) -> None:
    audit_record(actor=actor, action=action, subject_type="vendor", subject_id=alias.vendor_id)
