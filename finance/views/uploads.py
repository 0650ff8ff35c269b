"""Multipart uploads: cut off while they stream, never half, and without a name in the file system.

A file waits in memory or, when it is larger, in an unnamed temporary file: whatever happens to the process, nothing is left.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParser as DjangoMultiPartParser
from django.http.multipartparser import MultiPartParserError
from django.utils.http import parse_header_parameters
from rest_framework.exceptions import APIException, ErrorDetail, ParseError, ValidationError
from rest_framework.parsers import DataAndFiles, MultiPartParser
from rest_framework.request import Request

from finance.services.file_limits import file_limits, too_large
from services.errors import FileTooLargeError, StorageUnavailableError
from services.reading.limits import MEGABYTE

SPOOL_BYTES = 1 * MEGABYTE
ENVELOPE_BYTES = 64 * 1024  # what boundaries and headers of parts may add
BATCH_BYTES = 200 * MEGABYTE


class LengthRequiredError(APIException):
    status_code = 411
    default_code = "length_required"
    default_detail = "Say the length of the body (Content-Length), so that a broken upload is noticed."


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a request. `content` raises FileTooLargeError when the file was cut off."""

    filename: str
    file: SpooledFile

    @property
    def content(self) -> BinaryIO:
        if self.file.is_cut_off:
            raise FileTooLargeError(too_large())
        return cast("BinaryIO", self.file.file)


class SpooledFile(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs only
    """A received file; `is_cut_off` when it was larger than a document may be, and so was not kept."""

    def __init__(self, *args: Any, is_cut_off: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_cut_off = is_cut_off


class SpoolingHandler(FileUploadHandler):
    """Keeps a file up to the size of a document, and nothing of one that is larger."""

    def __init__(self, opened: ExitStack) -> None:
        super().__init__()
        self._opened = opened

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._size, self._limit_bytes = 0, file_limits().file_bytes
        self.file = self._opened.enter_context(
            SpooledTemporaryFile(max_size=SPOOL_BYTES, dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115  (the stack closes it)
        )

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> None:
        self._size += len(raw_data)
        try:
            self._keep(raw_data)
        except OSError as error:
            raise StorageUnavailableError(
                "There is no room for the upload just now. Nothing was stored; try again later."
            ) from error

    def _keep(self, raw_data: bytes) -> None:
        if self._size <= self._limit_bytes:
            self.file.write(raw_data)
        else:
            self.file.truncate(0)

    def file_complete(self, file_size: int) -> SpooledFile:
        self.file.seek(0)
        is_cut_off = self._size > self._limit_bytes
        return SpooledFile(self.file, self.file_name, self.content_type, file_size, is_cut_off=is_cut_off)


class UploadParser(MultiPartParser):
    """One file. A body that says it is too large is not read at all, and none is read beyond what it says."""

    @property
    def limit_bytes(self) -> int:
        return file_limits().file_bytes + ENVELOPE_BYTES

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> DataAndFiles[Any, Any]:
        request: Request = (parser_context or {})["request"]
        meta = {**request.META, "CONTENT_TYPE": media_type}
        length = int(meta.get("CONTENT_LENGTH") or 0)
        if length > self.limit_bytes:
            raise FileTooLargeError(f"A request may have {self.limit_bytes // MEGABYTE} MB in all. Send less at a time.")
        watched = WatchedStream(stream, boundary=parse_header_parameters(media_type or "")[1].get("boundary", ""))
        with ExitStack() as opened:
            data, files = _parsed(meta, watched, SpoolingHandler(opened))
            if watched.size != length or not watched.is_ended:
                raise malformed("The upload broke off before its end. Nothing was stored; send it again.")
            opened.pop_all()  # from here on, Django closes the files with the request
        return DataAndFiles(data, files)


class BatchUploadParser(UploadParser):
    """Many files: one that is too large does not stop the others."""

    @property
    def limit_bytes(self) -> int:
        return max(BATCH_BYTES, super().limit_bytes)


def _parsed(meta: Mapping[str, Any], stream: WatchedStream, handler: SpoolingHandler) -> tuple[Any, Any]:
    try:
        return DjangoMultiPartParser(dict(meta), cast("Any", stream), [handler], "utf-8").parse()
    except MultiPartParserError as error:
        raise malformed("The body is no multipart/form-data that can be understood.") from error


class WatchedStream:
    """Counts what passes and remembers its end: Django takes a body that breaks off for a whole one."""

    def __init__(self, stream: Any, *, boundary: str) -> None:
        self._stream = stream
        self._mark = f"--{boundary}--".encode()
        self._tail = b""
        self.size = 0

    @property
    def is_ended(self) -> bool:
        return self._mark in self._tail

    def read(self, size: int) -> bytes:
        chunk = bytes(self._stream.read(size))
        self.size += len(chunk)
        self._tail = (self._tail + chunk)[-len(self._mark) - 1024 :]  # an epilogue of up to 1 kB is fine
        return chunk


def uploads_of(request: Request, field: str, *, beside: Collection[str] = ()) -> list[Upload]:
    """The files in one field, at least one; beside it only what is named may be in the form. Raises ValidationError."""
    if not request.headers.get("Content-Length"):
        raise LengthRequiredError
    files = cast("Any", request.data).getlist(field) if field in request.data else []
    unknown = sorted(str(name)[:100] for name in request.data if name != field and name not in beside)
    if unknown:
        sentence = ErrorDetail("There is no such field here.", code="unknown_field")
        raise ValidationError({name: [sentence] for name in unknown[:20]})
    if not files or not all(isinstance(file, SpooledFile) for file in files):
        raise ValidationError({field: [ErrorDetail("Send a file with its name in this field.", code="required")]})
    return [Upload(str(file.name), file) for file in files]


def upload_of(request: Request, field: str, *, beside: Collection[str] = ()) -> Upload:
    """The one file of the form. Raises ValidationError, and ParseError for several."""
    first, *others = uploads_of(request, field, beside=beside)
    if others:
        raise malformed(f"Send one file in the field `{field}`; several go to batch/.")
    return first


def form_of(request: Request, names: Collection[str]) -> dict[str, str]:
    """The texts that stand beside the file. Raises ParseError for one that comes twice, or as a file."""
    found = {name: cast("Any", request.data).getlist(name) for name in names if name in request.data}
    if any(len(values) > 1 or not isinstance(values[0], str) for values in found.values()):
        raise malformed("Give each field beside the file once, as text.")
    return {name: values[0] for name, values in found.items()}


def malformed(sentence: str) -> ParseError:
    return ParseError(sentence, code="malformed_multipart")
