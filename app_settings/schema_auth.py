"""What OpenAPI says of the routes below /api/v1/auth/: allauth's own specification, cut to what is served, and the browser's.

Read from the installed library when the schema is made, so that it fits the version that answers. Parts that it shares
(schemas, parameters, answers) get the prefix `Auth`, beside those of our own routes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from allauth.headless import spec as allauth_spec
from allauth.headless.constants import Client
from allauth.headless.spec.internal.schema import specify_signup_fields, specify_user

from app_settings.routes import AUTH, ROUTES

PREFIX = "Auth"
TAG = "auth"
_REF = "#/components/"
_PROSE = frozenset({"description", "example", "examples", "externalDocs"})
_CLIENT = {"$ref": "#/components/parameters/Client"}
TOKEN_ANSWER = {
    "type": "object",
    "required": ["status", "data"],
    "properties": {
        "status": {"type": "integer", "enum": [200]},
        "data": {
            "type": "object",
            "required": ["access_token", "expires_in"],
            "properties": {"access_token": {"type": "string"}, "expires_in": {"type": "integer", "description": "Seconds"}},
        },
    },
}
REFUSAL = {
    "type": "object",
    "description": "Every error below /api/v1/auth/ that allauth's own answers do not describe",
    "required": ["status"],
    "properties": {
        "status": {"type": "integer"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {"code": {"type": "string"}, "message": {"type": "string"}, "param": {"type": "string"}},
            },
        },
    },
}


def add_auth(result: dict[str, Any], **_context: Any) -> dict[str, Any]:
    """Adds the routes of logging in (drf-spectacular's postprocessing hook; after those that speak of problems)."""
    told = _specification()
    paths = dict(_served(told["paths"])) | {f"{AUTH}browser/": _browser()}
    for kind, name in sorted(_reached(told, paths)):
        result["components"].setdefault(kind, {})[PREFIX + name] = _renamed(told["components"][kind][name])
    result["components"]["schemas"]["AuthRefusal"] = REFUSAL
    result["paths"] |= {path: _renamed(operations) for path, operations in paths.items()}
    result["paths"] = dict(sorted(result["paths"].items()))
    return result


def _specification() -> dict[str, Any]:
    """Allauth's specification for this configuration, without its prose: that is theirs, and long."""
    source = Path(allauth_spec.__path__[0]) / "doc" / "openapi.yaml"
    told: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    specify_user(told)
    specify_signup_fields(told)
    more = {"name": {"type": "string", "maxLength": 200}, "invitation": {"type": "string", "maxLength": 100}}
    told["components"]["schemas"]["BaseSignup"]["properties"] |= more
    meta = told["components"]["schemas"]["AuthenticationMeta"]["allOf"][1]["properties"]
    meta["is_authenticated"]["nullable"] = True  # of a session that is over, allauth says null
    method = told["components"]["schemas"]["AuthenticationMethod"]
    method["anyOf"] = method.pop("oneOf")  # what is said of proving oneself again fits two of them
    parts = {kind: told["components"][kind] for kind in ("requestBodies", "schemas", "parameters", "responses")}
    lean: dict[str, Any] = _lean({"paths": told["paths"], "components": parts})
    return lean


def _lean(part: Any, *, names: bool = False) -> Any:
    """Without prose; `names` are keys that somebody chose (a property may be called `description`)."""
    if isinstance(part, list):
        return [_lean(item) for item in part if item != _CLIENT]
    if not isinstance(part, dict):
        return part
    kept = {key: value for key, value in part.items() if names or key not in _PROSE}
    if "content" in kept or (not names and "description" in part and kept and set(kept) <= {"headers", "links"}):
        kept["description"] = ""
    return {key: _lean(value, names=key in ("properties", "paths", "responses", "schemas")) for key, value in kept.items()}


def _served(paths: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Those that have a row in the table of routes."""
    rows = {(route.method.lower(), route.path) for route in ROUTES}
    for path, operations in paths.items():
        place = path.replace("/_allauth/", AUTH).replace("{client}", Client.APP.value)
        shared = operations.get("parameters", [])
        served = {method: told for method, told in operations.items() if (method, place) in rows}
        if served:
            yield place, {method: _operation(told, shared, f"{method} {place}") for method, told in served.items()}


def _operation(told: dict[str, Any], shared: list[Any], place: str) -> dict[str, Any]:
    words = place.removeprefix("get ").replace(f"{AUTH}app/v1/", "").replace("/", "_").replace(" ", "_")
    parameters = [*shared, *told.get("parameters", [])]
    answers = {code: answer if "$ref" in answer else {"description": "", **answer} for code, answer in told["responses"].items()}
    return {
        "operationId": f"auth_{words}",
        "summary": told["summary"],
        "tags": [TAG],
        **({"parameters": parameters} if parameters else {}),
        **({"requestBody": told["requestBody"]} if "requestBody" in told else {}),
        "security": [{"Session": []}, {}],
        "responses": answers | {"default": _refusal()},
    }


def _refusal() -> dict[str, Any]:
    return {"description": "An error", "content": {"application/json": {"schema": {"$ref": f"{_REF}schemas/Refusal"}}}}


def _browser() -> dict[str, Any]:
    told = {"tags": [TAG], "security": [{}]}
    token = {"type": "object", "properties": {"refresh_token": {"type": "string"}}, "additionalProperties": False}
    body = {"requestBody": {"content": {"application/json": {"schema": token}}}}
    pair = {"description": "", "content": {"application/json": {"schema": TOKEN_ANSWER}}}
    return {
        "post": {
            "operationId": "auth_browser_refresh",
            "summary": "Keep the refresh token in a cookie; get an access token",
            **told,
            **body,
            "responses": {"200": pair, "default": _refusal()},
        },
        "delete": {
            "operationId": "auth_browser_logout",
            "summary": "Log out, and clear the cookie",
            **told,
            "responses": {"204": {"description": "No content"}, "default": _refusal()},
        },
    }


def _reached(told: dict[str, Any], paths: dict[str, Any]) -> set[tuple[str, str]]:
    """(kind, name) of each shared part that the paths use, directly or by way of others."""
    found: set[tuple[str, str]] = set()
    open_refs = set(_references(paths))
    while open_refs:
        reference = open_refs.pop()
        if reference in found or reference == ("schemas", "Refusal"):
            continue
        found.add(reference)
        kind, name = reference
        open_refs |= set(_references(told["components"][kind][name]))
    return found


def _references(part: Any) -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        if isinstance(reference := part.get("$ref"), str):
            kind, _, name = reference.removeprefix(_REF).partition("/")
            yield kind, name
        for value in part.values():
            yield from _references(value)
    if isinstance(part, list):
        for value in part:
            yield from _references(value)


def _renamed(part: Any) -> Any:
    """The same, with references to the prefixed names."""
    if isinstance(part, list):
        return [_renamed(item) for item in part]
    if not isinstance(part, dict):
        return part
    renamed = {key: _renamed(value) for key, value in part.items()}
    if isinstance(reference := part.get("$ref"), str):
        kind, _, name = reference.removeprefix(_REF).partition("/")
        renamed["$ref"] = f"{_REF}{kind}/{PREFIX}{name}"
    return renamed
