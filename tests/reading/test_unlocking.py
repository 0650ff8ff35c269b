"""Passwords are tried by the reading child, and only by it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.errors import CorruptFileError, NeedsPasswordError
from services.reading.media_types import PDF
from services.reading.protocol import ChildKind
from services.reading.reader import Reader
from services.reading.wish import ReadWish
from tests.reading.samples import text_pdf

WORD = "Kestrel 7 ä"
LOCKED = text_pdf(("Total 12.50 EUR",), encryption=5, user_pw=WORD, owner_pw="owner")
OWNERS = text_pdf(("Total 12.50 EUR",), encryption=5, owner_pw="owner", permissions=0)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(wish=ReadWish(ocr="none")) as made:
        yield made


def opens(reader: Reader, content: bytes, password: str) -> bool:
    return reader.opens_with(content, media_type=PDF, workspace="a", password=password)


def test_the_right_password_opens_and_a_wrong_one_does_not(reader: Reader) -> None:
    assert opens(reader, LOCKED, WORD)
    assert not opens(reader, LOCKED, WORD.lower())
    assert not opens(reader, LOCKED, "")


def test_a_file_that_its_owner_only_protected_needs_none(reader: Reader) -> None:
    assert opens(reader, OWNERS, "anything")


def test_what_is_wrong_beyond_the_lock_is_named(reader: Reader) -> None:
    with pytest.raises(CorruptFileError):
        opens(reader, b"%PDF-1.7 nothing", WORD)


def test_a_file_is_read_with_the_one_that_fits(reader: Reader) -> None:
    wish = ReadWish(ocr="none", passwords=("wrong", WORD, "other"))
    result = reader.read(LOCKED, media_type=PDF, workspace="a", wish=wish)
    assert result.password == 1
    assert "12.50" in [word.text for word in result.document.pages[0].words]


def test_none_that_fits_leaves_it_locked_and_is_not_told(reader: Reader) -> None:
    with pytest.raises(NeedsPasswordError) as told:
        reader.read(LOCKED, media_type=PDF, workspace="a", wish=ReadWish(ocr="none", passwords=("wrong-word",)))
    assert "wrong-word" not in str(told.value)


def test_passwords_stand_in_no_representation_of_a_wish() -> None:
    assert WORD not in repr(ReadWish(passwords=(WORD,)))


def test_trying_uses_the_child_of_documents(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[ChildKind] = []
    take = reader._pool.take
    monkeypatch.setattr(reader._pool, "take", lambda kind, workspace: taken.append(kind) or take(kind, workspace))
    opens(reader, LOCKED, WORD)
    assert taken == [ChildKind.DOCUMENTS]
