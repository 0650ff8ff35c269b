"""Stores to test against: a folder, and S3 as moto plays it on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from services.storage.blobs import BlobStore
from services.storage.bucket import BucketStorage
from services.storage.folder import FolderStorage

BUCKET = "quittance-test"


def bucket_storage(endpoint: str) -> BucketStorage:
    return BucketStorage(bucket_name=BUCKET, endpoint_url=endpoint, region_name="us-east-1", access_key="test", secret_key="test")


@pytest.fixture(scope="session")
def moto_endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def moto_storage(moto_endpoint: str) -> BucketStorage:
    client = boto3.client(
        "s3", endpoint_url=moto_endpoint, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
    )
    client.create_bucket(Bucket=BUCKET)
    for found in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=found["Key"])
    return bucket_storage(moto_endpoint)


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    """The contract holds for both."""
    if request.param == "folder":
        return BlobStore(FolderStorage(location=tmp_path / "media"))
    return BlobStore(request.getfixturevalue("moto_storage"))
