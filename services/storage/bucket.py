"""An S3 bucket, with its errors as those of a file system. Imported only where a bucket is configured: boto3 is heavy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3Storage

FOREIGN = (BotoCoreError, ClientError, Boto3Error, RetriesExceededError)
CONNECT_S = 3
SPOOL_BYTES = 2 * 1024 * 1024
READ_S = 10  # per packet; services.storage.blobs bounds the whole of a call


class BucketError(OSError):
    """The bucket failed, or cannot be reached."""


class BucketStorage(S3Storage):  # type: ignore[misc]  # django-storages has no types
    """Raises FileNotFoundError for what is not there, and BucketError for all else."""

    def __init__(self, *, addressing_style: str = "path", **options: Any) -> None:
        client = Config(
            connect_timeout=CONNECT_S,
            read_timeout=READ_S,
            retries={"total_max_attempts": 2, "mode": "standard"},
            signature_version="s3v4",
            s3={"addressing_style": addressing_style},
        )
        spool = {"max_memory_size": SPOOL_BYTES}  # what is larger is read by way of the disk
        super().__init__(client_config=client, file_overwrite=True, default_acl=None, **{**spool, **options})

    def _open(self, name: str, mode: str = "rb") -> Any:
        """With all its bytes: django-storages would fetch them later, where nobody expects the errors of a bucket."""
        with bucket_errors():
            opened = super()._open(name, mode)
            opened.open()
            return opened

    def _save(self, name: str, content: Any) -> Any:
        with bucket_errors():
            return super()._save(name, content)

    def delete(self, name: str) -> None:
        with bucket_errors():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with bucket_errors():
            return bool(super().exists(name))

    def listdir(self, name: str) -> Any:
        with bucket_errors():
            return super().listdir(name)

    def get_modified_time(self, name: str) -> Any:
        with bucket_errors():
            try:
                return super().get_modified_time(name)
            except ClientError as error:
                if error.response["ResponseMetadata"]["HTTPStatusCode"] == HTTPStatus.NOT_FOUND:
                    raise FileNotFoundError(name) from error
                raise


@contextmanager
def bucket_errors() -> Iterator[None]:
    """Raises BucketError for what boto raises."""
    try:
        yield
    except FOREIGN as error:
        raise BucketError(type(error).__name__) from error
