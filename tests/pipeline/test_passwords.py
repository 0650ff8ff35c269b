"""Locked files: a person gives the password once, and what comes later opens by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from uuid import UUID

import pytest
from django.db import connection
from pytest_django import Settings

from finance.errors import DocumentStateError
from finance.models import Document, DocumentPage, DocumentPassword
from finance.services.document_extraction import document_extract
from finance.services.document_passwords import document_password_forget, document_unlock
from finance.services.document_reading import document_read
from finance.services.documents import Received, document_trash
from finance.services.known_passwords import TRIED_MAX, passwords_for
from services.errors import BadPasswordError
from services.reading.limits import Limits
from services.reading.unlocking import opens
from services.reading.wish import PdfEngineName, ReadWish
from services.storage.blobs import BlobStore
from tests.conftest import Cast
from tests.pipeline.conftest import InProcessReader
from tests.pipeline.test_people import NOW
from tests.reading.samples import text_pdf
from users.encryption.rotation import encrypted_columns, encryption_rotate
from users.limits.errors import LimitReachedError
from users.limits.rates import Rate
from users.models import AuditEvent
from users.tenancy.actor import Actor, acting
from users.tenancy.errors import StaleVersionError
from utils.errors import NotAllowedError, NotFoundError

WORD = "kestrel-planted-7"
NowOf = Callable[[UUID], Document]
Receive = Callable[..., Received]


def locked(number: int = 0, word: str = WORD) -> bytes:
    return text_pdf((f"Invoice {number}", "Total 12.50 EUR"), encryption=5, user_pw=word, owner_pw="owner")


@dataclass
class Trier:
    """Tries in this very process, and puts down whether a transaction was open."""

    in_transaction: list[bool] = field(default_factory=list)
    engines: list[PdfEngineName] = field(default_factory=list)

    def opens_with(self, content: bytes, *, media_type: str, workspace: str, password: str, wish: ReadWish | None = None) -> bool:
        del workspace
        wish = wish or ReadWish()
        self.in_transaction.append(connection.in_atomic_block)
        self.engines.append(wish.pdf_engine)
        return opens(content, media_type, replace(wish, ocr="none", passwords=(password,)), Limits())


@dataclass(frozen=True)
class House:
    """One workspace with a store and readers in this process."""

    cast: Cast
    receive: Receive
    now_of: NowOf
    store: BlobStore
    trier: Trier = field(default_factory=Trier)

    def read(self, document: Document) -> Document:
        document_read(document_id=document.id, reader=InProcessReader(), store=self.store)
        return self.now_of(document.id)

    def sent(self, content: bytes | None = None) -> Document:
        """A document that was read as far as its lock, or further."""
        return self.read(self.receive(locked() if content is None else content).document)

    def unlock(self, document: Document, word: str = WORD, *, actor: Actor | None = None, version: int | None = None) -> Document:
        actor = actor or self.cast.alice
        with acting(actor):
            fresh = Document.objects.select_related("blob").get(id=document.id)
            return document_unlock(
                actor=actor, document=fresh, password=word, expected_version=version, reader=self.trier, store=self.store
            )

    def kept(self) -> list[DocumentPassword]:
        with acting(self.cast.alice):
            return list(DocumentPassword.objects.order_by("given_at"))


@pytest.fixture
def house(cast: Cast, receive: Receive, now_of: NowOf, store: BlobStore) -> House:
    return House(cast, receive, now_of, store)


def test_a_locked_file_waits_for_its_password(house: House) -> None:
    found = house.sent()
    assert (found.state, found.error_code) == ("needs_password", "needs_password")


def test_the_right_password_is_kept_and_the_file_is_read_with_it(house: House) -> None:
    document = house.sent()
    assert house.unlock(document).state == "received"
    assert house.read(document).state == "extracting"
    with acting(house.cast.alice):
        assert "12.50" in [word[0] for word in DocumentPage.objects.get(document=document).words]
    (kept,) = house.kept()
    assert (kept.document_id, kept.uses, kept.password.reveal()) == (document.id, 1, WORD)
    assert kept.used_at is not None
    assert house.trier.in_transaction == [False]


def test_a_wrong_password_changes_nothing_and_is_not_told(house: House) -> None:
    document = house.sent()
    with pytest.raises(BadPasswordError) as told:
        house.unlock(document, "wrong-planted-9")
    assert "wrong-planted-9" not in str(told.value)
    assert (house.now_of(document.id).state, house.kept()) == ("needs_password", [])


def test_a_later_locked_file_opens_by_itself(house: House) -> None:
    house.unlock(house.sent())
    later = house.sent(locked(2))
    assert later.state == "extracting"
    assert house.kept()[0].uses == 1


def test_other_workspaces_know_nothing_of_it(house: House) -> None:
    house.unlock(house.sent())
    his = house.receive(locked(2), actor=house.cast.charlie).document
    document_read(document_id=his.id, reader=InProcessReader(), store=house.store)
    with acting(house.cast.charlie):
        assert Document.objects.get(id=his.id).state == "needs_password"
        assert list(DocumentPassword.objects.all()) == []


def test_a_password_that_was_forgotten_is_tried_no_more(house: House) -> None:
    house.unlock(house.sent())
    (kept,) = house.kept()
    with acting(house.cast.alice):
        document_password_forget(actor=house.cast.alice, password=kept)
        with pytest.raises(NotFoundError):
            document_password_forget(actor=house.cast.alice, password=kept)
    assert house.sent(locked(2)).state == "needs_password"


def test_the_same_password_twice_is_once_and_another_is_refused_meanwhile(house: House) -> None:
    document = house.sent()
    first = house.unlock(document)
    assert house.unlock(document).version == first.version
    assert len(house.kept()) == 1
    with pytest.raises(DocumentStateError):
        house.unlock(document, "another")


def test_only_what_waits_for_a_password_takes_one(house: House) -> None:
    document = house.sent(text_pdf(("Total 1.00",)))
    with pytest.raises(DocumentStateError):
        house.unlock(document)


def test_what_lies_in_the_trash_takes_none(house: House) -> None:
    document = house.sent()
    with acting(house.cast.alice):
        document_trash(actor=house.cast.alice, document=document, now=NOW)
    with pytest.raises(DocumentStateError):
        house.unlock(document)


def test_a_version_that_is_gone_is_refused_before_anything_is_tried(house: House) -> None:
    document = house.sent()
    with pytest.raises(StaleVersionError):
        house.unlock(document, version=document.version + 1)
    assert house.trier.in_transaction == []


def test_tries_at_one_document_and_in_a_workspace_are_counted(house: House, settings: Settings) -> None:
    settings.THROTTLES = {**settings.THROTTLES, "file_passwords": Rate(2, 3600), "passwords": Rate(3, 3600)}
    first, second = house.sent(), house.sent(locked(2))
    for _number in range(2):
        with pytest.raises(BadPasswordError):
            house.unlock(first, "wrong")
    with pytest.raises(LimitReachedError, match="file_passwords"):
        house.unlock(first)
    with pytest.raises(LimitReachedError, match="passwords"):
        house.unlock(second)
    assert len(house.trier.in_transaction) == 2


def test_guesses_at_a_password_that_is_being_used_are_counted(house: House, settings: Settings) -> None:
    settings.THROTTLES = {**settings.THROTTLES, "file_passwords": Rate(3, 3600)}
    document = house.sent()
    house.unlock(document)
    for _number in range(2):
        with pytest.raises(DocumentStateError):
            house.unlock(document, "wrong")
    with pytest.raises(LimitReachedError, match="file_passwords"):
        house.unlock(document)


def test_a_password_is_tried_by_the_library_that_will_read_the_file(house: House, settings: Settings) -> None:
    settings.PDF_ENGINE = "pdfium"
    house.unlock(house.sent())
    assert house.trier.engines == [PdfEngineName.PDFIUM]


def test_who_may_not_edit_documents_may_not_try(house: House) -> None:
    document = house.sent()
    uploader = Actor(house.cast.alice.kind, house.cast.workspace.id, frozenset(), house.cast.alice.user_id)
    with pytest.raises(NotAllowedError):
        house.unlock(document, actor=uploader)


def test_the_trail_tells_that_it_was_opened_and_not_by_what(house: House) -> None:
    document = house.sent()
    house.unlock(document)
    with acting(house.cast.alice):
        (event,) = AuditEvent.objects.filter(action="document_unlocked")
    assert event.subject_id == document.id
    assert WORD not in str(event.__dict__)


def test_the_sender_is_learnt_from_what_was_extracted(house: House) -> None:
    content = text_pdf(
        ("Tea House GmbH", "Invoice 7", "20.11.2026", "Total 12.50 EUR"), encryption=5, user_pw=WORD, owner_pw="owner"
    )
    document = house.sent(content)
    house.unlock(document)
    house.read(document)
    document_extract(document_id=document.id)
    assert house.kept()[0].sender == "Tea House GmbH"


def test_at_most_twenty_are_tried_and_the_last_that_opened_comes_first(house: House) -> None:
    document = house.sent()
    with acting(house.cast.alice):
        for number in range(TRIED_MAX + 5):
            DocumentPassword.objects.create(workspace_id=house.cast.workspace.id, password=f"old {number}")
    house.unlock(document)
    house.read(document)
    with acting(house.cast.alice):
        tried = passwords_for(Document(workspace_id=house.cast.workspace.id))
    assert len(tried) == TRIED_MAX
    assert tried[0].text == WORD
    assert WORD not in repr(tried)


def test_keys_are_rotated_and_a_lost_key_stops_no_reading(house: House, settings: Settings) -> None:
    old, new = "the old key of the house, long enough", "the new key of the house, long enough"
    settings.ENCRYPTION_KEYS = [old]
    house.unlock(house.sent())
    settings.ENCRYPTION_KEYS = [new, old]
    (tally,) = encryption_rotate(encrypted_columns([DocumentPassword]))
    assert (tally.column, tally.rotated) == ("finance.DocumentPassword.password", 1)
    settings.ENCRYPTION_KEYS = [new]
    assert house.sent(locked(2)).state == "extracting"
    settings.ENCRYPTION_KEYS = ["a third key that knows nothing of it at all"]
    assert house.sent(locked(3)).state == "needs_password"
