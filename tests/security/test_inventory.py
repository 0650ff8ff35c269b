"""What is served is what is documented, and how it runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from drf_spectacular.generators import SchemaGenerator

import app_settings.settings
from app_settings.routes import ROUTES


def plain(path: str) -> str:
    """A path whatever its parameters are called."""
    return re.sub(r"[<{]\w+[>}]", "<>", path)


def test_d34_the_schema_speaks_of_nothing_that_is_not_served() -> None:
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    spoken = {(method.upper(), plain(path)) for path, item in schema["paths"].items() for method in item}
    assert spoken
    assert spoken - {(route.method, plain(route.path)) for route in ROUTES} == set()


@pytest.mark.django_db
def test_d28_no_statement_runs_for_ever() -> None:
    with connection.cursor() as cursor:
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone()[0] not in ("0", ""), name


def test_d33_debugging_is_off() -> None:
    """The tests' runner turns it off by itself, so the source is looked at too: no setting of the environment turns it on."""
    text = Path(app_settings.settings.__file__).read_text(encoding="utf-8")
    assert "\nDEBUG = False\n" in text
    assert settings.DEBUG is False
