"""A few of the files once more, with the real OCR engine: what is only seen is read, and the answers stay what they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from services.reading.limits import Limits
from services.reading.reader import Reader
from services.reading.wish import ReadWish
from tests.api.conftest import Client
from tests.conftest import Cast
from tests.hostile.cases import Case
from tests.hostile.table import CASES
from tests.hostile.test_files import assert_ends, seen_of, worked_off

PATIENT = Limits(wall_s=200.0)  # what is read is looked at here, not how fast a busy machine is
READABLE = ("30-skewed", "30-turned")  # an engine reads them as well as anybody: then the total may be booked, if it is right
WITH_ENGINE = (*READABLE, "28-hidden_total_covered", "28-hidden_total_white", "36-cmyk", "75-blank", "75-selfie")


@pytest.fixture(scope="module")
def engine() -> Iterator[Reader]:
    with Reader(limits=PATIENT, wish=ReadWish(ocr="rapid")) as reader:
        yield reader


@pytest.fixture(autouse=True)
def _database(cast: Cast, django_db_blocker: Any, settings: Any) -> Any:
    settings.OCR_ENGINE = "rapid"
    with django_db_blocker.unblock():
        yield


@pytest.mark.parametrize("case", [case for case in CASES if case.id in WITH_ENGINE], ids=lambda case: case.id)
def test_a_file_gets_its_answer_from_the_engine_too(case: Case, client: Client, cast: Cast, engine: Reader) -> None:
    content = case.make()
    assert isinstance(content, bytes)
    told = client.upload(content, case.filename).json()
    worked_off(cast, told["id"], case, engine)
    seen = seen_of(client, told["url"], content)
    if case.id in READABLE and seen.document["state"] == "booked":
        assert seen.value("total") == "119.00"
    else:
        assert_ends(case, seen)
    if case.check is not None:
        case.check(seen)
