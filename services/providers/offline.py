"""The provider that needs nothing: rules over the words of the page."""

from __future__ import annotations

from services.parsers.receipt import read_sheet
from services.parsers.values import OFFLINE
from services.providers.base import ExtractionRequest
from services.types import Reading


class OfflineProvider:
    """Implements `ExtractionProvider` by `services/parsers`. Pure and quick; it never fails."""

    name = OFFLINE

    def extract(self, request: ExtractionRequest) -> Reading:
        """Read the document by rules. A document without words gives a reading without fields."""
        return read_sheet(request.sheet, today=request.today, own=request.own)
