"""The clients of the API's tests, with their things."""

from tests.api.conftest import clients, folder, read_document, things

__all__ = ["clients", "folder", "read_document", "things"]
