"""The folder that stands for an object store: a file is there as a whole or not at all, also after a power cut."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

PARTIAL_SUFFIX = ".partial"


class FolderStorage(FileSystemStorage):
    """Writes beside the place and renames into it, as S3 puts: atomic, and synced before it says that it is done."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The very name: names are made from the content, so two writers of one name write the same bytes."""
        del max_length
        return name

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=PARTIAL_SUFFIX, delete=False) as partial:
            try:
                for chunk in content.chunks():
                    partial.write(chunk)
                partial.flush()
                os.fsync(partial.fileno())
                Path(partial.name).replace(path)
            except OSError:
                Path(partial.name).unlink(missing_ok=True)
                raise
        _sync_folder(path.parent)
        return name


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
