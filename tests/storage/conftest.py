"""Stores to test against: a folder, and S3 as moto plays it on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from moto.server import ThreadedMotoServer
from storages.backends.s3 import S3Storage

from services.storage.blobs import BlobStore
from services.storage.folder import FolderStorage

BUCKET = "quittance-test"
CLIENT = {
    "connect_timeout": 2,
    "read_timeout": 2,
    "retries": {"total_max_attempts": 1},
    "signature_version": "s3v4",
    "s3": {"addressing_style": "path"},
}


def s3_storage(endpoint: str) -> S3Storage:
    return S3Storage(
        bucket_name=BUCKET,
        endpoint_url=endpoint,
        region_name="us-east-1",
        access_key="test",
        secret_key="test",
        client_config=Config(**CLIENT),
        file_overwrite=True,
        default_acl=None,
    )


@pytest.fixture(scope="session")
def moto_endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def moto_storage(moto_endpoint: str) -> S3Storage:
    client = boto3.client(
        "s3", endpoint_url=moto_endpoint, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
    )
    client.create_bucket(Bucket=BUCKET)
    for found in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=found["Key"])
    return s3_storage(moto_endpoint)


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    """The contract holds for both."""
    if request.param == "folder":
        return BlobStore(FolderStorage(location=tmp_path / "media"))
    return BlobStore(request.getfixturevalue("moto_storage"))
