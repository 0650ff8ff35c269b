"""Pages of a workspace's lists, by keyset on two keys (DRF's own cursor keys on the first only)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import ValidationError as FieldValueError
from django.db.models import F, Model, Q, QuerySet
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from utils.keyset import Cursor, InvalidCursorError

Row = TypeVar("Row", bound=Model)

PAGE_SIZE = 25
PAGE_SIZE_MAX = 100
PARAMETERS = ("cursor", "page_size")


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of a list: by a key and then by id, both in the same direction. `name` is what the query calls it, or empty."""

    key: str
    is_descending: bool
    name: str = ""

    @classmethod
    def of(cls, keyset: str, name: str = "") -> Sort:
        return cls(keyset.removeprefix("-"), keyset.startswith("-"), name)

    @property
    def column(self) -> str:
        """By what name a row of the query bears the key."""
        return "sort_key" if "__" in self.key else self.key


class KeysetPagination(BasePagination, Generic[Row]):
    """Pages of a list that is ordered by a key and then by id, both in the same direction; nothing is counted.

    The view names its key as `keyset` ("-date" for newest first), and in `sorts` further ones that `sort` may ask for, by name.
    A key is a date, a time, a number or a text, and where it is one of another table's (`search__amount`), rows without are not
    listed. It is never null.
    """

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request = request
        self.sort = sort_of(request.query_params.get("sort"), view.keyset, view.sorts)
        self.size = page_size_of(request.query_params.get("page_size"))
        text = request.query_params.get("cursor")
        self.cursor = Cursor.decode(text) if text is not None else None
        if self.cursor and self.cursor.sort != self.sort.name:
            raise InvalidCursorError
        self.rows = self._rows(_with_key(queryset, self.sort))
        return self.rows

    def _rows(self, queryset: QuerySet[Row]) -> list[Row]:
        backwards = self.cursor is not None and self.cursor.is_backwards
        held = queryset.filter(self._beyond(queryset, self.cursor)) if self.cursor else queryset
        sign = "-" if self.sort.is_descending != backwards else ""
        rows = self.taken(held.order_by(f"{sign}{self.sort.column}", f"{sign}id"), self.size + 1)
        has_more, rows = len(rows) > self.size, rows[: self.size]
        self.has_next = has_more or backwards
        self.has_previous = has_more if backwards else self.cursor is not None
        return rows[::-1] if backwards else rows

    def taken(self, rows: QuerySet[Row], count: int) -> list[Row]:
        """The first rows of those, in their order."""
        return list(rows[:count])

    def key_of(self, row: Row) -> Any:
        """The key of a row that was taken."""
        return getattr(row, self.sort.column)

    def _beyond(self, queryset: QuerySet[Row], cursor: Cursor) -> Q:
        """The rows beyond the cursor's one. The first condition is implied, and lets the index begin at the right place."""
        column = self.sort.column
        value = _key_value(queryset, column, cursor.key)
        side = "lt" if self.sort.is_descending != cursor.is_backwards else "gt"
        past = Q(**{f"{column}__{side}": value}) | Q(**{f"id__{side}": cursor.row_id})
        return Q(**{f"{column}__{side}e": value}) & past

    def get_paginated_response(self, data: Sequence[Any]) -> Response:
        return Response({"next": self._link(-1), "previous": self._link(0), "results": data})

    def _link(self, index: int) -> str | None:
        is_backwards = index == 0
        if not self.rows or not (self.has_previous if is_backwards else self.has_next):
            return None
        row = self.rows[index]
        cursor = Cursor(_key_text(self.key_of(row)), row.pk, is_backwards, self.sort.name).encode()
        kept = [(name, value) for name, values in self.request.query_params.lists() for value in values if name != "cursor"]
        return self.request.build_absolute_uri(f"{self.request.path}?{urlencode([*kept, ('cursor', cursor)])}")

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": PAGE_SIZE_MAX, "default": PAGE_SIZE}
        return [
            *([_sort_parameter(view.sorts)] if view.sorts else []),
            {
                "name": "cursor",
                "in": "query",
                "required": False,
                "description": "From `next` or `previous`.",
                "schema": {"type": "string"},
            },
            {"name": "page_size", "in": "query", "required": False, "description": "Rows on a page.", "schema": size},
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }


def page_size_of(text: str | None) -> int:
    """The rows on a page that the query asks for. Raises ValidationError."""
    if text is None:
        return PAGE_SIZE
    if not (text.isascii() and text.isdecimal() and len(text) <= 3 and 1 <= int(text) <= PAGE_SIZE_MAX):
        sentence = ErrorDetail(f"Give a whole number from 1 to {PAGE_SIZE_MAX}.", code="invalid_page_size")
        raise ValidationError({"page_size": [sentence]})
    return int(text)


def sort_of(text: str | None, keyset: str, sorts: Mapping[str, str]) -> Sort:
    """The order that the query asks for by one of the names of `sorts`, with a minus before it for the other way round.

    Raises ValidationError.
    """
    if text is None:
        return Sort.of(keyset)
    key = sorts.get(text.removeprefix("-"))
    if key is None:
        sentence = f"Give one of {', '.join(sorts)}, with a minus before it for descending order."
        raise ValidationError({"sort": [ErrorDetail(sentence, code="invalid_choice")]})
    sign = "-" if text.startswith("-") else ""
    return Sort.of(f"{sign}{key}", "" if f"{sign}{key}" == keyset else text)


def _sort_parameter(sorts: Mapping[str, str]) -> dict[str, Any]:
    names = [f"{sign}{name}" for name in sorts for sign in ("", "-")]
    return {
        "name": "sort",
        "in": "query",
        "required": False,
        "description": "The order; a minus before it: descending. A cursor belongs to the order in which it was given out.",
        "schema": {"type": "string", "enum": names},
    }


def _with_key(queryset: QuerySet[Any], sort: Sort) -> QuerySet[Any]:
    if sort.column == sort.key:
        return queryset
    held: QuerySet[Any] = queryset.annotate(sort_key=F(sort.key)).filter(sort_key__isnull=False)
    return held  # not null: so the index can be walked


def _key_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _key_value(queryset: QuerySet[Row], key: str, text: str) -> Any:
    annotation = queryset.query.annotations.get(key)
    field: Any = annotation.output_field if annotation is not None else queryset.model._meta.get_field(key)
    try:
        value = field.to_python(text)
        field.run_validators(value)  # a number of a million digits is none of a list's
    except (FieldValueError, ValueError, OverflowError) as error:
        raise InvalidCursorError from error
    if isinstance(value, datetime) and value.utcoffset() != timedelta(0):  # ours are in UTC
        raise InvalidCursorError
    return value
