"""What becomes of a document when a stage fails: the one place where errors turn into states."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from finance.errors import LostClaimError
from finance.models import DocumentState
from finance.services.document_work import Claim, work_end, work_postpone, work_release
from services.errors import (
    BadPasswordError,
    BlobCorruptError,
    BlobMissingError,
    NeedsPasswordError,
    OcrError,
    ReaderCrashedError,
    ReadingError,
    StorageUnavailableError,
)

log = structlog.get_logger(__name__)


@contextmanager
def failures_end(claim: Claim) -> Iterator[None]:
    """Turn what a stage raises into the state of its document. Unforeseen errors pass: the lease runs out and the sweep heals."""
    try:
        yield
    except LostClaimError as error:
        log.info("claim_lost", document_id=str(claim.document_id), detail=error.detail)
    except StorageUnavailableError as error:
        work_postpone(claim, error=error)
    except (BlobMissingError, BlobCorruptError) as error:
        log.exception(
            "blob_lost", document_id=str(claim.document_id), code=error.code, remedy="Restore the store, then reprocess."
        )
        work_end(claim, state=DocumentState.FAILED, error=error)
    except OcrError as error:
        work_end(claim, state=DocumentState.FAILED, error=error)
    except ReaderCrashedError as error:
        work_release(claim, error=error)
    except (NeedsPasswordError, BadPasswordError) as error:
        work_end(claim, state=DocumentState.NEEDS_PASSWORD, error=error)
    except ReadingError as error:
        work_end(claim, state=DocumentState.UNREADABLE, error=error)
