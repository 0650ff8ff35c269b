"""What every extraction provider keeps to; the fake passes the same tests as the real one."""

from __future__ import annotations

import pytest

from services.providers.base import ExtractionProvider
from services.providers.fake import ScriptedProvider, Step
from services.providers.offline import OfflineProvider
from services.types import FieldName
from tests.parsers.sheets import request

RECEIPT = "MEADOW HARDWARE LTD\nLondon NW1 4RY\n14 May 2022\nTotal £24.00"


def scripted() -> ExtractionProvider:
    return ScriptedProvider([Step(reading=OfflineProvider().extract)] * 3)


@pytest.fixture(params=[OfflineProvider, scripted], ids=["offline", "scripted"])
def provider(request: pytest.FixtureRequest) -> ExtractionProvider:
    made: ExtractionProvider = request.param()
    return made


def test_a_provider_has_a_name_and_signs_its_reading(provider: ExtractionProvider) -> None:
    assert provider.name
    assert provider.extract(request(RECEIPT)).provider == provider.name


def test_fields_are_filed_under_their_own_names(provider: ExtractionProvider) -> None:
    fields = provider.extract(request(RECEIPT)).fields
    assert fields
    assert all(value.name is name for name, value in fields.items())


def test_confidence_lies_between_0_and_1(provider: ExtractionProvider) -> None:
    assert all(0 <= value.confidence <= 1 for value in provider.extract(request(RECEIPT)).fields.values())


def test_the_same_request_gives_the_same_reading(provider: ExtractionProvider) -> None:
    assert provider.extract(request(RECEIPT)) == provider.extract(request(RECEIPT))


def test_a_document_without_words_gives_a_reading_without_a_total(provider: ExtractionProvider) -> None:
    assert FieldName.TOTAL not in provider.extract(request("")).fields
