"""Asks providers in order and makes one record of what they say. The one entry point of extraction."""

from __future__ import annotations

from collections.abc import Sequence

from services.einvoice import reader as einvoice_reader
from services.errors import ProviderError
from services.parsers.agreement import reconcile
from services.parsers.own_pages import has_own_pages
from services.providers.base import ExtractionProvider, ExtractionRequest
from services.providers.offline import OfflineProvider
from services.types import Finding, Reading, Record, Severity


class ProviderChain:
    """Asks the providers in order until one answers; the offline provider is asked in any case and stands last.

    An e-invoice is read from its XML, and the offline provider reads the file's own pages beside it, if it has any: nobody
    outside is asked about what is known for certain.

    Falls over on `ProviderError` only: anything else is a defect and surfaces.
    """

    def __init__(self, providers: Sequence[ExtractionProvider]) -> None:
        self._providers = tuple(provider for provider in providers if provider.name != OfflineProvider.name)
        self._offline = next((p for p in providers if p.name == OfflineProvider.name), OfflineProvider())

    def read(self, request: ExtractionRequest) -> tuple[list[Reading], list[ProviderError]]:
        """All readings, the leading one first, and every failure on the way."""
        if request.document.einvoice is not None:
            return [einvoice_reader.read(request.document.einvoice), *self._of_own_pages(request)], []
        readings: list[Reading] = []
        failures: list[ProviderError] = []
        for provider in self._providers:
            try:
                readings.append(provider.extract(request))
            except ProviderError as error:
                failures.append(error)
            else:
                break
        readings.append(self._offline.extract(request))
        return readings, failures

    def _of_own_pages(self, request: ExtractionRequest) -> list[Reading]:
        if not has_own_pages(request.document):
            return []
        return [self._offline.extract(request)]


def extract(request: ExtractionRequest, providers: Sequence[ExtractionProvider] = ()) -> Record:
    """One record of a document: the chain's readings, reconciled; failures of providers are among its findings."""
    readings, failures = ProviderChain(providers).read(request)
    return reconcile(readings, request, findings=[_failure_finding(error) for error in failures])


def _failure_finding(error: ProviderError) -> Finding:
    message = f"{error.provider} did not answer: {error.detail}"
    return Finding(error.code, Severity.INFO, message)
