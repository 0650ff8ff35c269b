"""Names of objects in the store: by content for what was uploaded, by document and attempt for what was derived from it."""

from __future__ import annotations

from uuid import UUID

BLOBS = "blobs"
DERIVED = "derived"


def blob_name(workspace_id: UUID, sha256: str) -> str:
    """Never shared between workspaces, so that nobody learns from a name what others keep."""
    return f"{BLOBS}/{workspace_id}/{sha256[:2]}/{sha256}"


def export_name(workspace_id: UUID, export_id: UUID, attempt: int) -> str:
    """By attempt, as previews: a file under a name is never written twice."""
    return f"{DERIVED}/{workspace_id}/exports/{export_id}/{attempt}"


def preview_name(workspace_id: UUID, document_id: UUID, attempt: int, page: int) -> str:
    """By attempt, so that a worker that was given up cannot overwrite the pictures of its successor."""
    return f"{DERIVED}/{workspace_id}/{document_id}/{attempt}/{page}.webp"
