"""A secret in a body: taken to the letter, never shown, in no refusal."""

from __future__ import annotations

from typing import Any

import pytest

from users.tenancy.serializers import SecretField, StrictSerializer

SECRET = " Kestrel-planted-pass-71b2 "


class MailboxSerializer(StrictSerializer):
    password = SecretField(max_length=40)


def test_it_is_taken_to_the_letter() -> None:
    body = MailboxSerializer(data={"password": SECRET})

    assert body.is_valid()
    assert body.validated_data == {"password": SECRET}


def test_it_is_never_shown() -> None:
    body = MailboxSerializer(data={"password": SECRET})
    body.is_valid()

    assert MailboxSerializer({"password": SECRET}).data == {}
    assert SECRET not in str(body.data)


@pytest.mark.parametrize("value", [SECRET * 5, f"{SECRET}\0", [SECRET], {"x": SECRET}, f"{SECRET}\ud800"])
def test_a_refusal_does_not_repeat_it(value: Any) -> None:
    body = MailboxSerializer(data={"password": value})

    assert not body.is_valid()
    assert SECRET.strip() not in repr(body.errors)
