"""People are added once, whatever the case of their address."""

import pytest
from django.db import IntegrityError

from users.models import User
from users.people.errors import EmailInvalidError, EmailTakenError
from users.people.services import password_generate, user_create

pytestmark = pytest.mark.django_db


def test_a_person_logs_in_by_the_address_in_any_case() -> None:
    user = user_create(email=" Dora@Example.org ", password="a long enough word")

    assert user.email == "dora@example.org"
    assert User.objects.get_by_natural_key("DORA@example.ORG") == user


def test_a_known_address_is_refused_in_any_case() -> None:
    user_create(email="dora@example.org", password="a long enough word")

    with pytest.raises(EmailTakenError, match=r"dora@example\.org exists already"):
        user_create(email="DORA@EXAMPLE.ORG", password="a long enough word")


def test_the_database_refuses_the_same_address_in_another_case() -> None:
    user_create(email="dora@example.org", password="a long enough word")

    with pytest.raises(IntegrityError, match="user_email_once_in_any_case"):
        User.objects.bulk_create([User(email="DORA@example.org")])


@pytest.mark.parametrize("address", ["", "dora", "dora@", "@example.org", "dora example.org", f"{'d' * 250}@example.org"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(EmailInvalidError):
        user_create(email=address, password="a long enough word")


def test_a_plain_person_has_no_door_to_the_admin() -> None:
    user = user_create(email="dora@example.org", password="a long enough word")

    assert (user.is_staff, user.is_superuser) == (False, False)


def test_a_superuser_has() -> None:
    user = user_create(email="dora@example.org", password="a long enough word", is_superuser=True)

    assert (user.is_staff, user.is_superuser) == (True, True)


def test_the_password_is_kept_as_a_hash_only() -> None:
    user = user_create(email="dora@example.org", password="a long enough word")

    assert "a long enough word" not in user.password
    assert user.check_password("a long enough word")


def test_generated_passwords_are_long_and_differ() -> None:
    assert len({password_generate() for _ in range(50)}) == 50
    assert len(password_generate()) == 24
