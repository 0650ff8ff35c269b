"""manage.py verify_blobs: hashes all stored files again; exit 1 and a line per fault when something is wrong."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from finance.services.document_verification import BlobFault, blobs_verify, orphan_delete, orphans_find


class Command(BaseCommand):
    help = (
        "Hashes every stored file again and compares with the database. Prints one JSON line per fault: missing, corrupt "
        "(with the documents that need it), orphan (a file older than 24 h that no row names). Exit 1 when a file is missing or "
        "corrupt."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--delete-orphans", action="store_true", help="delete the orphans that are found")

    def handle(self, *_args: Any, delete_orphans: bool, **_options: Any) -> None:
        is_broken = False
        for fault in blobs_verify():
            is_broken = True
            self._tell(fault)
        for fault in orphans_find(now=timezone.now()):
            is_gone = delete_orphans and orphan_delete(fault)
            self._tell(fault, is_deleted=is_gone)
        if is_broken:
            sys.exit(1)

    def _tell(self, fault: BlobFault, *, is_deleted: bool = False) -> None:
        documents = [str(document_id) for document_id in fault.document_ids]
        line = {"fault": fault.code, "file": fault.storage_name, "documents": documents}
        self.stdout.write(json.dumps(line | ({"deleted": True} if is_deleted else {})))
