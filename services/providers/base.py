"""What an extraction provider is: one reader of a document among others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from services.parsers.candidates import Sheet, lay_out
from services.parsers.own_pages import own_pages
from services.types import DocumentKind, ReadDocument, Reading


@dataclass(frozen=True, slots=True)
class OwnIdentity:
    """Who "we" are: names, tax ids and IBANs of the workspace, so that the sender is told from the recipient."""

    names: tuple[str, ...] = ()
    tax_ids: tuple[str, ...] = ()
    ibans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownVendor:
    """A vendor of the workspace: the names by which it is called, and its numbers."""

    name: str
    aliases: tuple[str, ...] = ()
    tax_ids: tuple[str, ...] = ()
    ibans: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExtractionRequest:
    """All that a provider may know. `country` (ISO 3166) and `currency` (ISO 4217) are the workspace's own, used as the
    last resort only and never in silence. `today` bounds dates; it is an argument so that tests own the clock. `kind` is what
    a person says that it is (None: nobody did)."""

    document: ReadDocument
    today: date
    country: str | None = None
    currency: str | None = None
    own: OwnIdentity = OwnIdentity()
    kind: DocumentKind | None = None
    known_vendors: tuple[KnownVendor, ...] = ()

    @cached_property
    def sheet(self) -> Sheet:
        """The file's own pages, laid out once for all who look at them."""
        return lay_out(own_pages(self.document), today=self.today)


class ExtractionProvider(Protocol):
    """A reader. `extract` raises only `services.errors.ProviderError`; anything else is a defect and surfaces."""

    name: str

    def extract(self, request: ExtractionRequest) -> Reading: ...
