"""Files of strangers: only papers and pictures come in, and no browser runs what goes out."""

from __future__ import annotations

import ast
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from finance.models import Document
from finance.services.document_files import BLOBS
from services.reading.media_types import CAMT, EINVOICE, SUPPORTED
from services.storage.folder import FolderStorage
from services.storage.names import preview_name
from tests.api.conftest import DOCUMENTS, PDF, Clients, Things
from tests.conftest import Cast
from users.tenancy.actor import acting

ROOT = Path(__file__).parents[2]
SCRIPT = b"<script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
NAMES = ("invoice.pdf", "photo.png", "photo.jpg", "page.html", "picture.svg", "x.xhtml", "no name")


def picture(kind: str) -> bytes:
    held = BytesIO()
    Image.new("RGB", (40, 40), "white").save(held, kind)
    return held.getvalue()


def saved(clients: Clients, content: bytes, filename: str = "a.pdf") -> Any:
    uploaded = clients.alice.upload(content, filename)
    assert uploaded.status_code == 201, uploaded.content
    return clients.alice.get(f"{DOCUMENTS}{uploaded.json()['id']}/file/")


def is_isolated(answer: Any) -> None:
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_what_may_come_in_is_papers_and_pictures_of_pixels() -> None:
    assert {kind for kind in SUPPORTED if "svg" in kind or "html" in kind or "script" in kind} == set()
    assert {kind for kind in SUPPORTED if kind.endswith("xml")} == {EINVOICE, CAMT}


@pytest.mark.parametrize(
    "content",
    [
        SVG,
        b"<?xml version='1.0'?>" + SVG,
        b"\xef\xbb\xbf" + SVG,
        b"   \n" + SVG,
        b"<!DOCTYPE html>" + SCRIPT,
        b"<html>" + SCRIPT + b"%PDF-1.7",
        SCRIPT,
        SVG.decode().encode("utf-16"),
        b"\x1f\x8b\x08" + bytes(100),
    ],
)
def test_pages_and_drawings_do_not_come_in_under_any_name(clients: Clients, content: bytes) -> None:
    for filename in NAMES:
        answer = clients.alice.upload(content, filename)
        assert (answer.status_code, answer["Content-Type"]) == (415, "application/problem+json"), filename


def test_text_that_names_itself_a_page_is_text_where_its_name_allows_it_and_nothing_else(clients: Clients) -> None:
    content = b"data:image/svg+xml,<svg/>"
    assert [clients.alice.upload(content, name).status_code for name in NAMES] == [415] * (len(NAMES) - 1) + [201]
    answer = saved(clients, content + b" ", "a.txt")
    is_isolated(answer)
    assert answer["Content-Type"] == "text/plain"
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "content",
    [
        PDF + SCRIPT,
        b"GIF89a/*" + picture("GIF")[8:] + b"*/=1;" + SCRIPT,
        picture("PNG") + SCRIPT,
        picture("JPEG") + SVG,
        picture("BMP") + SCRIPT,
        b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + SCRIPT,
        b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">' + SVG + b"</Invoice>",
    ],
)
@pytest.mark.parametrize("filename", ["a.pdf", "a.html", "a.svg", 'a".html', "a\r\nX: y.html", "../../a.html", "ü.htm"])
def test_what_hides_a_script_goes_out_as_the_type_of_its_bytes_to_be_kept_not_shown(
    clients: Clients, content: bytes, filename: str
) -> None:
    answer = saved(clients, content, filename)
    is_isolated(answer)
    assert answer["Content-Type"] in SUPPORTED
    assert answer["Content-Disposition"].startswith("attachment")
    assert not {"\r", "\n"} & set(answer["Content-Disposition"])
    assert answer.content == content


@pytest.mark.parametrize("query", ["?response-content-type=text/html", "?inline=1", "?download=0"])
def test_nobody_chooses_the_type_or_the_disposition(clients: Clients, things: Things, query: str) -> None:
    assert clients.alice.get(f"{DOCUMENTS}{things.document.id}/file/{query}").status_code == 400
    asked = clients.alice.get(f"{DOCUMENTS}{things.document.id}/file/", HTTP_ACCEPT="text/html")
    assert asked["Content-Type"] == "application/pdf"


def test_the_picture_of_a_page_is_of_pixels_and_isolated_too(clients: Clients, things: Things, cast: Cast) -> None:
    with acting(cast.alice):
        name = preview_name(cast.workspace.id, things.document.id, things.document.attempt, 1)
        BLOBS.put_derived(name, picture("WEBP"))
        page = things.document.pages.get(number=1)
        page.preview_name = name
        page.save()
    answer = clients.alice.get(f"{DOCUMENTS}{things.document.id}/pages/1/preview/")
    is_isolated(answer)
    assert (answer["Content-Type"], answer["Content-Disposition"]) == ("image/webp", 'inline; filename="page-1.webp"')


def test_no_address_of_the_store_is_ever_made(clients: Clients, things: Things, monkeypatch: pytest.MonkeyPatch) -> None:
    def url(*_args: object, **_kwargs: object) -> str:
        raise AssertionError("an address of the store was made")

    monkeypatch.setattr(FolderStorage, "url", url)
    for below in ("", f"{things.document.id}/", f"{things.document.id}/file/", f"{things.document.id}/pages/"):
        answer = clients.alice.get(f"{DOCUMENTS}{below}")
        assert answer.status_code == 200
        assert b"blobs/" not in answer.content


def test_no_code_of_ours_asks_the_store_for_an_address() -> None:
    asking = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for room in ("app_settings", "finance", "services", "users", "utils")
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in ("url", "generate_presigned_url", "generate_presigned_post")
    ]
    assert asking == []


def test_no_folder_of_files_is_served(clients: Clients, things: Things, cast: Cast) -> None:
    with acting(cast.alice):
        name = Document.objects.select_related("blob").get(id=things.document.id).blob.storage_name
    for path in (f"/media/{name}", f"/{name}", "/media/", f"/api/v1/{name}"):
        assert clients.alice.get(path).status_code == 404
