"""The root, the schema, the docs page, and the headers of every answer."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from drf_spectacular.generators import SchemaGenerator
from openapi_spec_validator import validate

from app_settings.routes import ROUTES, Answer
from tests.api.conftest import DOCUMENTS, Clients
from tests.conftest import Cast

ROOT = Path(__file__).parents[2]


def test_the_root_names_the_service_and_its_source(clients: Clients, settings: Any) -> None:
    settings.SOURCE_URL = "https://code.example.org/quittance"
    told = clients.nobody.get("/api/v1/").json()
    assert (told["name"], told["licence"]) == ("Quittance", "AGPL-3.0-or-later")
    assert told["source"] == "https://code.example.org/quittance"
    assert told["docs"].endswith("/api/v1/docs/")


def test_a_key_tells_whose_it_is_and_what_it_may(clients: Clients, cast: Cast) -> None:
    told = clients.accountant.get("/api/v1/users/me/").json()
    assert (told["person"]["email"], told["workspace"]["id"]) == ("accountant@example.org", str(cast.workspace.id))
    assert told["capabilities"] == ["comment", "document_read", "document_read_own", "export", "ledger_read", "member_read"]


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == settings.VERSION


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return SchemaGenerator().get_schema(request=None, public=True)


def test_the_schema_is_valid_openapi(schema: dict[str, Any]) -> None:
    validate(schema)


def test_the_schema_in_the_repository_is_that_of_the_code(schema: dict[str, Any]) -> None:
    kept = yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text(encoding="utf-8"))
    assert kept["paths"].keys() == schema["paths"].keys()
    assert kept["components"]["schemas"].keys() == schema["components"]["schemas"].keys()


def test_the_schema_speaks_of_every_route_of_the_api(schema: dict[str, Any]) -> None:
    spoken = {(method.upper(), re.sub(r"\{(\w+)\}", "<>", path)) for path, item in schema["paths"].items() for method in item}
    routes = {
        (route.method, re.sub(r"<\w+>", "<>", route.path))
        for route in ROUTES
        if route.path.startswith("/api/") and not route.path.endswith(("/docs/", "/schema/"))
    }
    assert routes - spoken == set()


def test_every_operation_may_answer_with_a_problem(schema: dict[str, Any]) -> None:
    """Below /api/v1/auth/ errors come in allauth's own envelope."""
    for path, item in schema["paths"].items():
        shape = "application/json" if path.startswith("/api/v1/auth/") else "application/problem+json"
        for operation in item.values():
            assert shape in operation["responses"]["default"]["content"]


def test_the_schema_is_served(clients: Clients) -> None:
    assert clients.nobody.get("/api/v1/schema/").status_code == 200


def test_the_docs_page_loads_nothing_from_outside(clients: Clients) -> None:
    page = clients.nobody.get("/api/v1/docs/", HTTP_ACCEPT="text/html")
    html = page.content.decode()
    loaded = re.findall(r"""(?:src|href)=["']([^"']+)["']""", html)
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded), loaded
    assert "://" not in html


def test_the_docs_page_runs_no_script_of_its_own_text(clients: Clients) -> None:
    page = clients.nobody.get("/api/v1/docs/", HTTP_ACCEPT="text/html")
    assert re.findall(r"<script>(.*?)</script>", page.content.decode(), re.DOTALL) == []
    assert "script-src" not in page["Content-Security-Policy"]
    assert page["Content-Security-Policy"].startswith("default-src 'self';")
    script = clients.nobody.get("/api/v1/docs/?script=", HTTP_ACCEPT="*/*")
    assert script["Content-Type"].startswith("application/javascript")
    assert "SwaggerUIBundle" in script.content.decode()


def test_what_the_docs_page_loads_is_there(clients: Clients) -> None:
    html = clients.nobody.get("/api/v1/docs/", HTTP_ACCEPT="text/html").content.decode()
    for address in re.findall(r"""(?:src|href)=["'](/static/[^"']+)["']""", html):
        answer = clients.nobody.get(address)
        assert answer.status_code == 200, address
        answer.close()


@pytest.mark.parametrize("path", ["/api/v1/", DOCUMENTS, "/nowhere", "/healthz", "/admin/login/", "/api/v1/docs/"])
def test_every_answer_is_guarded_against_the_browser(clients: Clients, path: str) -> None:
    answer = clients.nobody.get(path)
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", [DOCUMENTS, "/api/v1/finance/nowhere/"])
def test_what_is_private_is_kept_by_nobody(clients: Clients, path: str) -> None:
    assert "no-store" in clients.alice.get(path)["Cache-Control"]


def test_answers_of_the_api_may_load_nothing(clients: Clients) -> None:
    assert clients.alice.get(DOCUMENTS)["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_an_address_without_its_last_slash_is_sent_on_with_its_method(clients: Clients) -> None:
    answer = clients.alice.post(DOCUMENTS.rstrip("/"), {})
    assert (answer.status_code, answer["Location"]) == (308, DOCUMENTS)


def test_open_routes_are_open(clients: Clients) -> None:
    for route in ROUTES:
        if route.answer is Answer.OPEN:
            assert clients.nobody.get(route.path).status_code in (200, 302), route


@pytest.mark.parametrize("query", ["version=%00", "version=a%0d%0aX:1", "version=2", "lang=%00"])
def test_no_query_changes_the_schema_or_breaks_it(clients: Clients, query: str) -> None:
    answer = clients.nobody.get(f"/api/v1/schema/?{query}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == clients.nobody.get("/api/v1/schema/")["Content-Disposition"]


@pytest.mark.parametrize("path", ["/api/v1/schema/", "/api/v1/docs/", "/api/v1/docs/?script"])
@pytest.mark.parametrize("method", ["post", "put", "options"])
def test_schema_and_docs_are_for_looking_and_say_so_as_a_problem(clients: Clients, path: str, method: str) -> None:
    answer = getattr(clients.nobody, method)(path)
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer["Content-Type"] == "application/problem+json"
