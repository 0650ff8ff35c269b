"""What every body of a workspace's routes is made of: strict fields, and links to rows of the same workspace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model, QuerySet
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.fields import empty


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses what it does not know or may not set, so that no value is dropped in silence."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            settable = {name for name, field in self.fields.items() if not field.read_only}
            self._refuse(sorted(str(name) for name in data if name not in settable))
        return super().to_internal_value(data)

    def _refuse(self, names: list[str]) -> None:
        if names:
            sentence = ErrorDetail("There is no such field here, or it cannot be set.", code="unknown_field")
            raise serializers.ValidationError({name[:100]: [sentence] for name in names[:20]})


class SecretField(serializers.CharField):
    """A secret that is entered and never shown: write-only, taken to the letter, and in no sentence of a refusal.

    (CharField's own sentences name limits, never the value; `tests/security/test_planted_secrets.py` holds that.)
    """

    def __init__(self, *, max_length: int = 4096, **kwargs: Any) -> None:
        super().__init__(write_only=True, max_length=max_length, trim_whitespace=False, **kwargs)

    def get_initial(self) -> str:
        return ""


class TextField(serializers.CharField):
    """Text and nothing that would have to be made into it."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class WorkspaceRelatedField(serializers.PrimaryKeyRelatedField[Any]):
    """The id of a row of the workspace in scope: `rows` is called for each request, never at import.

    The id of somebody else's row is refused in the very words of an id that does not exist.
    """

    default_error_messages = {
        "does_not_exist": "There is none with this id.",
        "incorrect_type": "Give an id (a UUID as text).",
    }

    def __init__(self, rows: Callable[[], QuerySet[Any]], **kwargs: Any) -> None:
        self._find_rows = rows
        super().__init__(pk_field=serializers.UUIDField(), **kwargs)

    def get_queryset(self) -> QuerySet[Model]:
        return self._find_rows()

    def run_validation(self, data: Any = empty) -> Any:
        if data == "":  # REST framework itself would take it for null
            self.fail("incorrect_type")
        return super().run_validation(data)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("incorrect_type")
        return super().to_internal_value(data)
