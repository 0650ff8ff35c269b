"""A bounded run of the fuzzer of files, the same each time; and proof that it notices what it should."""

from __future__ import annotations

import pytest

from services.errors import CorruptFileError, ReaderCrashedError
from services.reading.result import ReadResult
from services.reading.wish import ReadWish
from services.types import ReadDocument
from tests.fuzz.files import SEED, Findings, _in_the_child, fuzz_files
from tests.fuzz.files_run import COUNT
from tests.fuzz.formats import FORMATS
from tests.fuzz.mutations import mutant


@pytest.mark.parametrize("name", list(FORMATS))
def test_mutants_are_read_or_refused_by_name(name: str) -> None:
    found = fuzz_files(name, range(SEED, SEED + COUNT))
    print(found.line(), *found.crashes, sep="\n")
    assert found.faults == []


class Answering:
    """Stands where the reader stands."""

    def __init__(self, answer: ReadResult | Exception) -> None:
        self._answer = answer

    def read(self, _content: bytes, **_options: object) -> ReadResult:
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


def noticed(answer: ReadResult | Exception) -> Findings:
    found = Findings("txt")
    found.outcomes[_in_the_child(Answering(answer), b"x", 7, found, ReadWish())] += 1  # type: ignore[arg-type]
    return found


def test_a_named_error_is_no_defect() -> None:
    found = noticed(CorruptFileError("It is broken."))
    assert (found.defects, found.crashes) == ([], [])


@pytest.mark.parametrize(
    "answer",
    [
        ZeroDivisionError(),
        ReaderCrashedError("The reader ended unexpectedly (1)."),
        ReadResult(ReadDocument("text/plain", ()), ()),
    ],
    ids=["unnamed", "python", "no_pages"],
)
def test_anything_else_is_a_defect_with_its_seed(answer: ReadResult | Exception) -> None:
    (told,) = noticed(answer).defects
    assert "seed 7" in told


def test_a_library_that_brings_the_child_down_is_told_with_its_seed() -> None:
    found = noticed(ReaderCrashedError("The reader ended unexpectedly (-11)."))
    assert (found.defects, len(found.crashes)) == ([], 1)


def test_one_outcome_alone_is_a_fault() -> None:
    found = noticed(CorruptFileError("It is broken."))
    assert found.faults == ["txt: nothing but CorruptFileError:corrupt"]


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_seed_gives_the_same_mutant_again(name: str) -> None:
    wholes = FORMATS[name].wholes()
    assert mutant(SEED, wholes[0]) == mutant(SEED, wholes[0])
    assert len({mutant(SEED + number, wholes[0]) for number in range(20)}) > 15
