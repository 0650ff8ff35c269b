"""What cannot be understood gets one shape of answer, never a 500 and never silence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client as PlainClient

from tests.api.conftest import DOCUMENTS, PDF, TRANSACTIONS, Clients, Things
from utils.ids import new_id

VENDORS = "/api/v1/finance/vendors/"
SHAPE = {"type", "title", "status", "code", "detail", "errors", "request_id"}


def is_problem(answer: Any, status: int, code: str) -> None:
    assert answer["Content-Type"] == "application/problem+json"
    told = json.loads(answer.content)
    assert set(told) == SHAPE
    assert (answer.status_code, told["status"], told["code"]) == (status, status, code), told
    assert told["detail"]
    assert told["request_id"] == answer["X-Request-Id"]


def test_no_key_is_answered_by_401(clients: Clients) -> None:
    answer = clients.nobody.get(DOCUMENTS)
    is_problem(answer, 401, "not_authenticated")
    assert answer["WWW-Authenticate"] == "Bearer, Api-Key"


def test_a_wrong_key_is_answered_by_401(clients: Clients) -> None:
    is_problem(clients.nobody.get(DOCUMENTS, HTTP_AUTHORIZATION="Api-Key nonsense"), 401, "api_key_invalid")


def test_an_unknown_route_is_a_problem(clients: Clients) -> None:
    is_problem(clients.alice.get("/api/v1/finance/unicorns/"), 404, "not_found")
    is_problem(clients.alice.get("/nowhere"), 404, "not_found")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_a_method_that_a_route_does_not_take_is_a_problem(clients: Clients, method: str) -> None:
    answer = getattr(clients.alice, method)(TRANSACTIONS)
    is_problem(answer, 405, "method_not_allowed")
    assert answer["Allow"] == "GET, HEAD, POST"


def test_another_method_cannot_be_smuggled_in(clients: Clients, things: Things) -> None:
    path = f"{TRANSACTIONS}{things.transaction.id}/"
    is_problem(clients.alice.post(path, {}, HTTP_X_HTTP_METHOD_OVERRIDE="DELETE"), 405, "method_not_allowed")


def test_a_body_of_another_type_is_refused(clients: Clients) -> None:
    is_problem(clients.alice.post(VENDORS, "name=Tea", content_type="text/plain"), 415, "unsupported_media_type")
    is_problem(clients.alice.post(VENDORS, {"name": "Tea"}, format="multipart"), 415, "unsupported_media_type")
    is_problem(clients.alice.post(DOCUMENTS, {"file": "x"}), 415, "unsupported_media_type")


def test_an_answer_of_another_type_is_refused(clients: Clients) -> None:
    is_problem(clients.alice.get(DOCUMENTS, HTTP_ACCEPT="application/xml"), 406, "not_acceptable")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b'{"name": "a"} trailing',
        b'{"name": NaN}',
        b'{"name": "a", "name": "b"}',
        b'{"name": "\\u0000"}',
        b'{"name": "\\ud800"}',
        b'{"\\u0000": 1}',
        b'{"name": "\xff"}',
        b"\xef\xbb\xbf{}",
        b"[" * 100_000,
        b'{"name":' * 100_000,
        b"[" * 40 + b"]" * 40,
        b'{"name": ' + b"9" * 5000 + b"}",
    ],
)
def test_json_that_is_none_is_refused(clients: Clients, body: bytes) -> None:
    answer = clients.alice.post(VENDORS, body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["code"] in ("malformed_json", "invalid")


def test_a_body_beyond_all_measure_is_refused(clients: Clients) -> None:
    body = b'{"name": "' + b"a" * 2_700_000 + b'"}'
    is_problem(clients.alice.post(VENDORS, body, content_type="application/json"), 413, "body_too_large")


@pytest.mark.parametrize("body", [[], "text", 1, None, True])
def test_a_body_that_is_no_object_is_refused(clients: Clients, body: Any) -> None:
    answer = clients.alice.post(VENDORS, json.dumps(body), content_type="application/json")
    is_problem(answer, 400, "invalid")


@pytest.mark.parametrize(
    ("query", "code", "name"),
    [
        ("colour=red", "unknown_parameter", "colour"),
        ("ordering=password", "unknown_parameter", "ordering"),
        ("workspace__owner__password__startswith=a", "unknown_parameter", "workspace__owner__password__startswith"),
        ("_connector=OR", "unknown_parameter", "_connector"),
        ("state=booked&state=filed", "repeated_parameter", "state"),
        ("vendor=%00", "invalid_character", "vendor"),
        ("cursor=%00", "invalid_character", "cursor"),
        ("state=eaten", "invalid_choice", "state"),
        ("trashed=1", "invalid_choice", "trashed"),
        ("received_from=yesterday", "invalid_date", "received_from"),
        ("total=NaN", "invalid_amount", "total"),
        ("total=1e400", "invalid_amount", "total"),
        ("page_size=0", "invalid_page_size", "page_size"),
        ("page_size=101", "invalid_page_size", "page_size"),
        ("page_size=1000000", "invalid_page_size", "page_size"),
        ("page_size=%D9%A1", "invalid_page_size", "page_size"),
        ("page_size=", "invalid_empty", "page_size"),
        ("trashed=", "invalid_empty", "trashed"),
        ("total=", "invalid_empty", "total"),
    ],
)
def test_a_query_that_cannot_be_is_refused_and_named(clients: Clients, query: str, code: str, name: str) -> None:
    answer = clients.alice.get(f"{DOCUMENTS}?{query}")
    is_problem(answer, 400, code)
    assert name in answer.json()["errors"]


def test_a_query_where_none_belongs_is_refused(clients: Clients, things: Things) -> None:
    for path in (f"{DOCUMENTS}{things.document.id}/?expand=fields", f"{DOCUMENTS}{things.document.id}/lines/?page_size=3"):
        is_problem(clients.alice.get(path), 400, "unknown_parameter")


def test_a_text_of_two_hundred_thousand_letters_is_no_filter(clients: Clients) -> None:
    assert clients.alice.get(f"{DOCUMENTS}?vendor={'a' * 201}").status_code == 400


@pytest.mark.parametrize("pk", ["1", "x", "%00", "0" * 33, "None", "..%2F", "ffffffff-ffff-ffff-ffff-fffffffffffg", "9" * 400])
def test_an_id_that_is_none_is_not_there(clients: Clients, pk: str) -> None:
    is_problem(clients.alice.get(f"{DOCUMENTS}{pk}/"), 404, "not_found")


def test_a_page_number_beyond_all_measure_is_not_there(clients: Clients, things: Things) -> None:
    for number in ("0", "2", "999999", "9" * 30, "-1", "1.0"):
        is_problem(clients.alice.get(f"{DOCUMENTS}{things.document.id}/pages/{number}/"), 404, "not_found")


def test_an_empty_workspace_header_is_no_workspace(clients: Clients) -> None:
    for asked in ("", "x", "\x00", str(new_id())):
        is_problem(clients.alice.get(DOCUMENTS, HTTP_X_WORKSPACE=asked), 404, "not_found")


def test_an_odd_request_id_is_replaced(clients: Clients) -> None:
    answer = clients.nobody.get(DOCUMENTS, HTTP_X_REQUEST_ID="a\r\nSet-Cookie: b")
    assert "Set-Cookie" not in answer["X-Request-Id"]


def multipart(*parts: bytes, boundary: bytes = b"X", end: bytes = b"--X--\r\n") -> bytes:
    return b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + end


def part(name: str, filename: str | None, content: bytes = PDF, extra: bytes = b"") -> bytes:
    named = f'; filename="{filename}"' if filename is not None else ""
    head = f'Content-Disposition: form-data; name="{name}"{named}\r\n'.encode()
    return head + extra + b"\r\n" + content


@pytest.mark.parametrize(
    ("body", "content_type", "code"),
    [
        (multipart(part("file", "a.pdf")), "multipart/form-data", "malformed_multipart"),
        (multipart(part("file", "a.pdf")), "multipart/form-data; boundary=", "malformed_multipart"),
        (multipart(part("file", "a.pdf")), "multipart/form-data; boundary=ä", "malformed_multipart"),
        (multipart(part("file", "a.pdf")), "multipart/form-data; boundary=Y", "malformed_multipart"),
        (multipart(part("file", "a.pdf"), end=b""), "multipart/form-data; boundary=X", "malformed_multipart"),
        (multipart(part("file", "a.pdf"), part("file", "b.pdf")), "multipart/form-data; boundary=X", "malformed_multipart"),
        (
            multipart(part("file", "a.pdf", b"!", b"Content-Transfer-Encoding: base64\r\n")),
            "multipart/form-data; boundary=X",
            "malformed_multipart",
        ),
        (multipart(part("other", "a.pdf")), "multipart/form-data; boundary=X", "unknown_field"),
        (multipart(part("file", "a.pdf"), part("state", None, b"booked")), "multipart/form-data; boundary=X", "unknown_field"),
        (multipart(part("file", None)), "multipart/form-data; boundary=X", "invalid"),
        (multipart(part("file", "..")), "multipart/form-data; boundary=X", "invalid"),
        (multipart(b"no header at all"), "multipart/form-data; boundary=X", "invalid"),
        (multipart(), "multipart/form-data; boundary=X", "invalid"),
    ],
)
def test_a_form_that_is_none_is_refused(clients: Clients, body: bytes, content_type: str, code: str) -> None:
    is_problem(clients.alice.post(DOCUMENTS, body, content_type=content_type), 400, code)
    assert clients.alice.get(DOCUMENTS).json()["results"] == []


def test_megabytes_of_white_space_as_base64_are_an_empty_file(clients: Clients) -> None:
    body = multipart(part("file", "a.pdf", b" " * 4_000_000, b"Content-Transfer-Encoding: base64\r\n"))
    is_problem(clients.alice.post(DOCUMENTS, body, content_type="multipart/form-data; boundary=X"), 400, "empty_file")


def test_too_many_files_are_refused(clients: Clients) -> None:
    body = multipart(*(part("files", f"{number}.pdf", b"%PDF-") for number in range(101)))
    is_problem(
        clients.alice.post(f"{DOCUMENTS}batch/", body, content_type="multipart/form-data; boundary=X"), 400, "too_many_parts"
    )


def test_too_many_fields_are_refused(clients: Clients) -> None:
    body = multipart(*(part(f"f{number}", None, b"") for number in range(1001)))
    is_problem(clients.alice.post(DOCUMENTS, body, content_type="multipart/form-data; boundary=X"), 400, "too_many_parts")


def test_a_field_beyond_all_measure_is_refused(clients: Clients) -> None:
    body = multipart(part("note", None, b"a" * 3_000_000))
    is_problem(clients.alice.post(DOCUMENTS, body, content_type="multipart/form-data; boundary=X"), 413, "body_too_large")


@pytest.mark.parametrize(
    ("filename", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\\\x.pdf", "x.pdf"),
        ("/abs.pdf", "abs.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("a\u202efdp.exe.pdf", "afdp.exe.pdf"),
        ("🧾.pdf", "🧾.pdf"),
    ],
)
def test_a_name_that_would_mislead_is_made_harmless(clients: Clients, filename: str, kept: str) -> None:
    body = multipart(part("file", filename))
    answer = clients.alice.post(DOCUMENTS, body, content_type="multipart/form-data; boundary=X")
    assert (answer.status_code, answer.json()["filename"]) == (201, kept)


def test_a_long_name_is_shortened(clients: Clients) -> None:
    assert len(clients.alice.upload(filename="a" * 5000 + ".pdf").json()["filename"]) <= 255


def test_a_defect_is_answered_in_the_same_shape(clients: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("finance.views.vendors.vendor_list", fail)
    clients.alice.raise_request_exception = False
    answer = clients.alice.get(VENDORS)
    is_problem(answer, 500, "server_error")
    assert "ZeroDivision" not in answer.content.decode()


def test_a_host_that_we_are_not_is_refused(clients: Clients) -> None:
    is_problem(PlainClient(headers={"host": "evil.example.org"}).get("/api/v1/"), 400, "bad_request")
