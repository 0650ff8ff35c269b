"""Clients that send keys, and a database in which everything is really committed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from tests.api.conftest import Client, clients, folder, key_of, read_document, things
from tests.conftest import Cast
from users.models import IdempotencyRecord
from users.tenancy.scope import unscoped

__all__ = ["clients", "folder", "read_document", "things"]

VENDORS = "/api/v1/finance/vendors/"


def records() -> list[IdempotencyRecord]:
    with unscoped("the test looks at all"):
        return list(IdempotencyRecord.objects.order_by("created_at"))


def age(**changes: Any) -> None:
    """Change all records, as time would have."""
    with unscoped("the test changes all"):
        IdempotencyRecord.objects.update(**changes)


def at_once(requests: Sequence[Callable[[], Any]]) -> list[Any]:
    """The answers to requests that are sent together, each from a thread with a connection of its own."""
    barrier = Barrier(len(requests))

    def send(request: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            return request()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, requests))


@pytest.fixture
def committed_client(committed_cast: Cast) -> Client:
    """Alice, in a database that other connections see."""
    return Client(key_of(committed_cast.alice))
