"""D23: nothing but `utils/http.py` speaks HTTP to the outside. (Files go to a bucket by services/storage, mail by Django.)"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.security.static_rules import tree

CLIENTS = (
    *("requests", "httpx", "httpx2", "httpcore", "urllib3", "aiohttp", "pycurl", "ftplib", "telnetlib"),
    *("urllib.request", "http.client", "xmlrpc.client", "boto3", "botocore"),
)
OPENERS = {"create_connection", "urlopen", "urlretrieve"}
MAY = {
    "utils/http.py": "the policy itself",
    "utils/outbound_wire.py": "its connections",
    "app_settings/launch/probe.py": "the container's health check asks its own web process on loopback",
    "services/storage/bucket.py": "boto3 against the endpoint that the operator set",
}


def ways_out(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        for name in _imported(node):
            if any(name == client or name.startswith(f"{client}.") for client in CLIENTS):
                yield name
        if isinstance(node, ast.Attribute) and node.attr in OPENERS:
            yield node.attr


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names if node.module]
    return []


@pytest.mark.parametrize(
    "source",
    [
        "import requests",
        "import httpx",
        "from httpx import Client",
        "import urllib.request as u",
        "from urllib import request",
        "from urllib.request import urlopen",
        "from http import client",
        "import http.client",
        "import socket\nsocket.create_connection(('example.org', 80))",
        "def f():\n    import aiohttp",
    ],
)
def test_a_planted_client_is_seen(source: str) -> None:
    assert list(ways_out(source))


@pytest.mark.parametrize(
    "source", ["from urllib.parse import urlsplit", "from http import HTTPStatus", "from utils.http import url_check"]
)
def test_innocent_imports_are_not(source: str) -> None:
    assert list(ways_out(source)) == []


def test_there_is_one_way_out() -> None:
    assert {path for path, source in tree() if list(ways_out(source))} == set(MAY)
