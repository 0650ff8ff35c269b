from __future__ import annotations

import pytest

from services.errors import ProviderRefusedError, ProviderReplyError, ProviderUnavailableError
from services.providers.base import ExtractionRequest
from services.providers.chain import ProviderChain, extract
from services.providers.fake import ScriptedProvider, Step
from services.providers.offline import OfflineProvider
from services.types import FieldName, Reading, Severity
from tests.parsers.sheets import request

RECEIPT = "MEADOW HARDWARE LTD\nLondon NW1 4RY\n14 May 2022\nTotal £24.00"


def answering(name: str) -> ScriptedProvider:
    return ScriptedProvider([Step(reading=OfflineProvider().extract)], name=name)


def failing(name: str, error: type[ProviderUnavailableError | ProviderRefusedError | ProviderReplyError]) -> ScriptedProvider:
    return ScriptedProvider([Step(error=error("no answer", provider=name))], name=name)


def test_without_providers_the_offline_one_reads() -> None:
    readings, failures = ProviderChain([]).read(request(RECEIPT))
    assert [reading.provider for reading in readings] == ["offline"]
    assert failures == []


def test_the_first_provider_that_answers_leads_and_the_offline_one_is_asked_too() -> None:
    second = answering("b")
    readings, _ = ProviderChain([answering("a"), second]).read(request(RECEIPT))
    assert [reading.provider for reading in readings] == ["a", "offline"]
    assert second.requests == []


@pytest.mark.parametrize("error", [ProviderUnavailableError, ProviderRefusedError, ProviderReplyError])
def test_the_chain_falls_over_on_every_provider_error(
    error: type[ProviderUnavailableError | ProviderRefusedError | ProviderReplyError],
) -> None:
    readings, failures = ProviderChain([failing("a", error), answering("b")]).read(request(RECEIPT))
    assert [reading.provider for reading in readings] == ["b", "offline"]
    assert [type(failure) for failure in failures] == [error]


def test_a_defect_of_a_provider_surfaces() -> None:
    def broken(request: ExtractionRequest) -> Reading:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ProviderChain([ScriptedProvider([Step(reading=broken)])]).read(request(RECEIPT))


def test_the_offline_provider_named_among_others_is_asked_once() -> None:
    readings, _ = ProviderChain([OfflineProvider(), answering("a")]).read(request(RECEIPT))
    assert [reading.provider for reading in readings] == ["a", "offline"]


def test_every_failure_becomes_a_finding() -> None:
    providers = [failing("a", ProviderUnavailableError), failing("b", ProviderRefusedError)]
    record = extract(request(RECEIPT), providers)
    codes = [finding.code for finding in record.findings]
    assert codes[:2] == ["provider_unavailable", "provider_refused"]
    assert all(f.severity is Severity.INFO for f in record.findings[:2])
    assert FieldName.TOTAL in record.review


def test_a_scripted_delay_goes_through_the_given_sleep() -> None:
    slept: list[float] = []
    provider = ScriptedProvider([Step(reading=OfflineProvider().extract, delay_s=30.0)], sleep=slept.append)
    provider.extract(request(RECEIPT))
    assert slept == [30.0]


def test_a_provider_whose_script_is_over_is_down() -> None:
    with pytest.raises(ProviderUnavailableError):
        ScriptedProvider([]).extract(request(RECEIPT))
