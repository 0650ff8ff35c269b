"""The password of a file goes through the real faces, and stands nowhere in clear: not in the database, not in the logs."""

from __future__ import annotations

import io

from finance.models import Document, DocumentPassword
from finance.services.document_reading import document_read
from tests.api.conftest import Clients, clients, folder
from tests.conftest import Cast
from tests.isolation.makers_passwords import WORD, locked_pdf
from tests.security.test_planted_secrets import dump, logged
from users.tenancy.actor import acting

__all__ = ["clients", "folder", "logged"]
WRONG = "osprey-planted-wrong-9"


def test_a_password_that_was_given_and_used_is_told_by_nothing(clients: Clients, cast: Cast, logged: io.StringIO) -> None:
    told = clients.alice.upload(locked_pdf(), "locked.pdf").json()
    with acting(cast.alice):
        Document.objects.filter(id=told["id"]).update(state="needs_password", error_code="needs_password")
    answers = [
        clients.alice.post(f"{told['url']}password/", {"password": word}, format="json", HTTP_IDEMPOTENCY_KEY=word[:6])
        for word in (WRONG, WORD)
    ]
    document_read(document_id=told["id"])
    assert [answer.status_code for answer in answers] == [422, 200]
    answers += [
        clients.alice.get(path) for path in (told["url"], f"{told['url']}history/", "/api/v1/finance/document-passwords/")
    ]
    with acting(cast.alice):
        assert (DocumentPassword.objects.get().uses, Document.objects.get(id=told["id"]).state) == (1, "extracting")
    seen = [dump(), logged.getvalue(), *(answer.content.decode() for answer in answers)]
    for word in (WRONG, WORD):
        assert [place for place, text in enumerate(seen) if word in text] == []
