"""Secrets that must be read again: sealed under a ring of keys, for one place, and hidden by whatever prints a row."""

from __future__ import annotations

import copy
import datetime
from typing import Any

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError
from pytest_django import Settings

from users.models import Invitation
from utils.encrypted_field import EncryptedTextField, SealedText
from utils.encryption import KeyRing, SecretUnreadableError, decrypt, encrypt, sealed_on

OLD, NEW = "the old key of the house, long enough", "the new key of the house, long enough"
TEXT = "a secret with ümlauts\nand two lines"


def test_what_was_sealed_opens_again() -> None:
    sealed = encrypt(TEXT, purpose="mailbox")

    assert TEXT not in sealed
    assert decrypt(sealed, purpose="mailbox") == TEXT


def test_each_sealing_differs() -> None:
    assert encrypt(TEXT, purpose="mailbox") != encrypt(TEXT, purpose="mailbox")


def test_a_text_sealed_for_one_place_does_not_open_in_another() -> None:
    with pytest.raises(SecretUnreadableError, match="sealed for mailbox, not for calendar"):
        decrypt(encrypt(TEXT, purpose="mailbox"), purpose="calendar")


def test_a_text_cannot_be_written_so_that_it_opens_elsewhere() -> None:
    with pytest.raises(SecretUnreadableError):
        decrypt(encrypt("calendar\nforged", purpose="mailbox"), purpose="calendar")


def test_an_older_key_still_opens_and_the_newest_seals() -> None:
    sealed_before = KeyRing([OLD]).seal(TEXT, purpose="mailbox")
    ring = KeyRing([NEW, OLD])

    assert ring.open(sealed_before, purpose="mailbox") == TEXT
    assert not ring.is_newest(sealed_before)
    assert KeyRing([NEW]).open(ring.seal(TEXT, purpose="mailbox"), purpose="mailbox") == TEXT


@pytest.mark.parametrize("token", ["", "no token", "gAAAAA", KeyRing([OLD]).seal(TEXT, purpose="mailbox")])
def test_what_no_key_opens_is_told_with_the_remedy_and_without_the_text(token: str) -> None:
    with pytest.raises(SecretUnreadableError) as refused:
        KeyRing([NEW]).open(token, purpose="mailbox")

    assert "Put the key that it was sealed with back at the end of the list" in refused.value.detail
    assert not token or token not in refused.value.detail


def test_a_bent_token_does_not_open() -> None:
    sealed = KeyRing([NEW]).seal(TEXT, purpose="mailbox")
    bent = sealed[:60] + ("A" if sealed[60] != "A" else "B") + sealed[61:]

    with pytest.raises(SecretUnreadableError):
        KeyRing([NEW]).open(bent, purpose="mailbox")


def test_a_fernet_key_is_taken_as_it_is() -> None:
    key = Fernet.generate_key().decode()

    assert Fernet(key).decrypt(KeyRing([key]).seal("tea", purpose="mailbox")) == b"mailbox\ntea"


def test_a_ring_seals_by_what_the_settings_say_now(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = [OLD]
    sealed = encrypt(TEXT, purpose="mailbox")
    settings.ENCRYPTION_KEYS = [NEW]

    with pytest.raises(SecretUnreadableError):
        decrypt(sealed, purpose="mailbox")


@time_machine.travel(datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC), tick=False)
def test_a_token_tells_the_day_of_its_sealing() -> None:
    assert sealed_on(encrypt("tea", purpose="mailbox")) == datetime.date(2026, 11, 21)


@pytest.mark.parametrize("token", ["", "x", "no token at all", "é"])
def test_what_is_no_token_tells_no_day(token: str) -> None:
    assert sealed_on(token) is None


@time_machine.travel(datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC), tick=False)
def test_a_row_carries_no_clear_text_and_prints_a_mask() -> None:
    row = Invitation(token=TEXT)

    assert (str(row.token), repr(row.token)) == ("••••, set 2026-11-21", "<SealedText ••••, set 2026-11-21>")
    assert TEXT not in repr(vars(row))
    assert row.token.reveal() == TEXT


def test_a_sealed_value_survives_copying() -> None:
    row = Invitation(token=TEXT)

    assert copy.deepcopy(row).token.reveal() == TEXT


def test_the_empty_text_is_not_set() -> None:
    row = Invitation(token="")

    assert (bool(row.token), str(row.token), row.token.reveal()) == (False, "", "")


def test_a_value_of_another_column_is_refused() -> None:
    with pytest.raises(ValueError, match="does not open in invitation"):
        Invitation(token=SealedText.seal(TEXT, purpose="mailbox"))


@pytest.mark.parametrize("lookup", [{"token": TEXT}, {"token__contains": "a"}, {"token__in": [TEXT]}, {"token__gt": ""}])
def test_nothing_is_looked_up_by_it(lookup: dict[str, Any]) -> None:
    with pytest.raises(FieldError):
        Invitation.objects.filter(**lookup)


def test_it_stands_in_no_form() -> None:
    field = Invitation._meta.get_field("token")

    assert isinstance(field, EncryptedTextField)
    assert (field.editable, field.formfield()) == (False, None)
