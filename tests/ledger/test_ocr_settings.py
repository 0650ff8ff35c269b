"""How much is done for pages that have to be recognised, and in which languages: by the API and the command line."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from finance.errors import InvalidFieldError
from finance.models import OcrPolicyChoice
from finance.services.document_reading_record import reading_wish
from finance.services.ledger_settings import ledger_settings_update
from services.reading.wish import OcrPolicy
from tests.conftest import Cast
from users.models import AuditEvent
from users.tenancy.actor import acting


def by_command(cast: Cast, *arguments: str) -> dict[str, object]:
    out = StringIO()
    call_command("ledger_settings", str(cast.workspace.id), *arguments, stdout=out)
    told: dict[str, object] = json.loads(out.getvalue())
    return told


def test_a_reading_is_wished_for_as_the_workspace_has_it(cast: Cast) -> None:
    with acting(cast.alice):
        assert reading_wish().policy is OcrPolicy.BEST
        ledger_settings_update(actor=cast.alice, ocr_policy=OcrPolicyChoice.BOTH, ocr_languages=["de", "en"])
        wish = reading_wish()
    assert (wish.policy, wish.languages) == (OcrPolicy.BOTH, ("de", "en"))


def test_a_change_is_told_in_the_trail(cast: Cast) -> None:
    with acting(cast.alice):
        ledger_settings_update(actor=cast.alice, ocr_languages=["fr"])
        told = AuditEvent.objects.get(action="ledger_settings_changed").data
    assert told == {"ocr_languages": "None → fr"}


@pytest.mark.parametrize("codes", [["english"], ["xx"], ["de", "de"], ["de", "en", "fr", "es", "it", "nl"], [""]], ids="-".join)
def test_languages_that_there_are_not_are_refused(cast: Cast, codes: list[str]) -> None:
    with acting(cast.alice), pytest.raises(InvalidFieldError):
        ledger_settings_update(actor=cast.alice, ocr_languages=codes)


def test_the_command_sets_and_shows_them(cast: Cast) -> None:
    told = by_command(cast, "--ocr-policy", "fast", "--ocr-languages", "ms", "en")
    assert (told["ocr_policy"], told["ocr_languages"]) == ("fast", ["ms", "en"])
    assert by_command(cast, "--ocr-languages")["ocr_languages"] == []


def test_the_command_says_what_is_wrong(cast: Cast) -> None:
    with pytest.raises(CommandError, match="ISO 639-1"):
        by_command(cast, "--ocr-languages", "klingon")
