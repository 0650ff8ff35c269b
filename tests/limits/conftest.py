"""A database in which counts are really committed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests.api.conftest import clients, folder, read_document, things

__all__ = ["clients", "folder", "read_document", "things"]


@pytest.fixture
def committing(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """No transaction is open, as in a request; what was counted is erased in the end."""
    with django_db_blocker.unblock():
        yield
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM users_counter")
        connection.close()
