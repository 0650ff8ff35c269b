"""Errors of the world outside the ledger.

ServiceError
├── ReadingError                the bytes cannot become a ReadDocument
│   ├── RejectedFileError       seen at the door: answered at once, no row is made
│   │   ├── EmptyFileError              400 empty_file
│   │   ├── FileTooLargeError           413 file_too_large
│   │   ├── UnsupportedTypeError        415 unsupported_type
│   │   └── TypeMismatchError           415 type_mismatch
│   ├── UnreadableError         seen while reading: final, state `unreadable`
│   │   ├── CorruptFileError            corrupt
│   │   ├── EmptyDocumentError          empty
│   │   ├── ImageTooLargeError          image_too_large
│   │   ├── TooManyPagesError           too_many_pages
│   │   ├── ResourceLimitError          resource_limit (memory, CPU, output)
│   │   ├── ArchiveBombError            archive_bomb: a packed file that unpacks to more than it may
│   │   ├── ArchiveUnsafeError          archive_unsafe: members that point out of the archive
│   │   ├── ForbiddenXmlError           xml_forbidden: XML with entities or references to the outside
│   │   ├── EInvoiceInvalidError        einvoice_invalid: XML that is no e-invoice in any known syntax
│   │   ├── UnsupportedFeatureError     unsupported_feature: an optional part of Quittance is not installed
│   │   └── ReadTimeoutError            read_timeout
│   ├── NeedsPasswordError      state `needs_password`
│   ├── BadPasswordError        422 bad_password: the password does not open the file
│   ├── ReaderCrashedError      the child died or talked nonsense: tried again, at most three times
│   └── DocumentFormatError     stored or received JSON is no ReadDocument: read the file again
├── StatementFormatError        422 statement_format: a table with no columns that are a statement's
├── OcrError
│   └── OcrUnavailableError     no OCR engine could be started on this machine
├── ProviderError               an extraction provider failed: the chain goes on to the next one
│   ├── ProviderUnavailableError        down, time-out, overloaded (`retry_after_s` when it said so)
│   ├── ProviderRefusedError            it answered that it will not, or key/money problems
│   └── ProviderReplyError              its reply breaks the schema or was cut off
└── StorageError
    ├── StorageUnavailableError 503 storage_unavailable: nothing was stored, try again
    ├── BlobMissingError        the bytes that the database knows are not in the store
    └── BlobCorruptError        the bytes in the store have another hash
"""

from __future__ import annotations

from typing import ClassVar

from utils.errors import QuittanceError


class ServiceError(QuittanceError):
    """`permanent` is the one bit that tells a caller to stop (True) or to try again (False)."""

    code = "service_error"
    title = "A service failed"
    status = 502
    permanent: ClassVar[bool] = False


class ReadingError(ServiceError):
    code = "reading_failed"
    title = "The file could not be read"
    status = 422
    permanent = True


class RejectedFileError(ReadingError):
    code = "rejected"
    title = "The file was not accepted"
    status = 400


class EmptyFileError(RejectedFileError):
    code = "empty_file"


class FileTooLargeError(RejectedFileError):
    code = "file_too_large"
    status = 413


class UnsupportedTypeError(RejectedFileError):
    code = "unsupported_type"
    status = 415


class TypeMismatchError(RejectedFileError):
    code = "type_mismatch"
    status = 415


class UnreadableError(ReadingError):
    code = "unreadable"


class CorruptFileError(UnreadableError):
    code = "corrupt"


class EmptyDocumentError(UnreadableError):
    code = "empty"


class ImageTooLargeError(UnreadableError):
    code = "image_too_large"


class TooManyPagesError(UnreadableError):
    code = "too_many_pages"


class ResourceLimitError(UnreadableError):
    code = "resource_limit"


class ArchiveBombError(UnreadableError):
    code = "archive_bomb"


class ArchiveUnsafeError(UnreadableError):
    code = "archive_unsafe"


class EInvoiceInvalidError(UnreadableError):
    code = "einvoice_invalid"


class UnsupportedFeatureError(UnreadableError):
    code = "unsupported_feature"


class ForbiddenXmlError(UnreadableError):
    code = "xml_forbidden"


class ReadTimeoutError(UnreadableError):
    code = "read_timeout"


class NeedsPasswordError(ReadingError):
    code = "needs_password"


class BadPasswordError(ReadingError):
    code = "bad_password"
    title = "The password does not open the file"


class ReaderCrashedError(ReadingError):
    code = "reader_crashed"
    permanent = False


class DocumentFormatError(ReadingError):
    code = "document_format"
    permanent = False


class StatementFormatError(ServiceError):
    code = "statement_format"
    title = "The table was not understood"
    status = 422
    permanent = True


class OcrError(ServiceError):
    code = "ocr_failed"


class OcrUnavailableError(OcrError):
    code = "ocr_unavailable"


class ProviderError(ServiceError):
    code = "provider_failed"

    def __init__(self, detail: str, *, provider: str, retry_after_s: float | None = None) -> None:
        super().__init__(detail)
        self.provider = provider
        self.retry_after_s = retry_after_s


class ProviderUnavailableError(ProviderError):
    code = "provider_unavailable"


class ProviderRefusedError(ProviderError):
    code = "provider_refused"
    permanent = True


class ProviderReplyError(ProviderError):
    code = "provider_reply_invalid"
    permanent = True


class StorageError(ServiceError):
    code = "storage_failed"
    title = "The file store failed"
    status = 503


class StorageUnavailableError(StorageError):
    code = "storage_unavailable"


class BlobMissingError(StorageError):
    code = "blob_missing"
    permanent = True


class BlobCorruptError(StorageError):
    code = "blob_corrupt"
    permanent = True
