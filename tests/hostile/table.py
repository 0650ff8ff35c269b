"""The one table: every row of BAD_INPUTS.md about files, each with its files and the answers that they have to get."""

from __future__ import annotations

from tests.hostile.cases import Case
from tests.hostile.content_cases import CONTENT_CASES
from tests.hostile.image_cases import IMAGE_CASES
from tests.hostile.mail_cases import MAIL_CASES
from tests.hostile.packed_cases import PACKED_CASES
from tests.hostile.pdf_cases import PDF_CASES
from tests.hostile.request_cases import REQUEST_CASES
from tests.hostile.text_cases import TEXT_CASES
from tests.hostile.xml_cases import XML_CASES

ROWS = frozenset({*range(1, 52), 53, 54, *range(72, 77)})
CASES: tuple[Case, ...] = tuple(
    sorted(
        (
            *REQUEST_CASES,
            *PDF_CASES,
            *IMAGE_CASES,
            *PACKED_CASES,
            *XML_CASES,
            *TEXT_CASES,
            *MAIL_CASES,
            *CONTENT_CASES,
        ),
        key=lambda case: (case.row, case.name),
    )
)
