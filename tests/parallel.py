"""A pytest plugin (`-p tests.parallel`, before Django is set up): each worker of `-n` has a house of its own.

Its own folder of data, its own number of Redis' databases, its own bucket; its test database is named after it by pytest-django.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import boto3


def _move_in(worker: str) -> None:
    outer = Path(os.environ["QUITTANCE_VAR"])
    own = outer / worker
    own.mkdir(parents=True, exist_ok=True)
    if (outer / "postgres.json").exists():  # where the embedded server listens
        shutil.copy(outer / "postgres.json", own)
    os.environ["QUITTANCE_VAR"] = str(own)
    if url := os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{1 + int(worker.removeprefix('gw'))}"))
    if bucket := os.environ.get("AWS_STORAGE_BUCKET_NAME"):
        os.environ["AWS_STORAGE_BUCKET_NAME"] = _own_bucket(f"{bucket}-{worker}")


def _own_bucket(name: str) -> str:
    region = os.environ["AWS_S3_REGION_NAME"]
    store = boto3.client("s3", endpoint_url=os.environ["AWS_S3_ENDPOINT_URL"], region_name=region)
    store.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": region})
    return name


if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    _move_in(worker)
