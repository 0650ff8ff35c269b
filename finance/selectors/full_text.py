"""Full text: from what somebody typed to the rows that say it.

    kaffee milch     both words, in any of their forms
    "kaffee crema"   one after the other
    kaff*            what begins so
    -zucker          not this

finance/sql/search_v1.sql keeps the words and says what a word is.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from finance.models import DocumentSearch, Transaction, TransactionSearch
from users.tenancy.scope import scoped_workspace_id

TEXT_MAX = 200
NEAR = 1_000  # rows that are looked through before the index of words is asked
RARE = 1_000  # transactions that are fetched at once and sorted
MONTHS_MAX = 24  # that are asked for at once, of a word that is said more often
FAR = 30_000  # rows that are looked through for such a word in another order than by date; then all of them are sorted

Row = TypeVar("Row", bound=Model)
_TERM = re.compile(r'(-?)"([^"]+)"(\*?)|(-?)([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase."""

    said: str
    is_beginning: bool
    is_unwanted: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, as Postgres writes a tsquery. `is_negative`: only what shall not be said, which no index finds.

    `code` begins each word of the workspace.
    """

    tsquery: str
    is_negative: bool
    code: str

    def within(self, months: Sequence[datetime.date]) -> str:
        said = " | ".join(f"'{self.code}M{month:%Y%m}'" for month in months)
        return f"({self.tsquery}) & ({said})"


def terms_of(text: str) -> Iterator[Term]:
    """The terms of a text. There is none that cannot be read: what is not understood is a word."""
    for match in _TERM.finditer(text):
        minus_phrase, phrase, star, minus, word = match.groups()
        if phrase is not None:
            yield Term(phrase, bool(star), bool(minus_phrase))
        else:
            yield Term(word.rstrip("*"), word.endswith("*"), bool(minus))


def wanted_of(text: str) -> Wanted | None:
    """None when the text has no word (nothing but punctuation): then nothing is found."""
    terms = list(terms_of(text))
    owner = scoped_workspace_id()
    asked = "SELECT finance_search_term(%s, t.said, t.is_beginning)::text, finance_search_code(%s)"
    values: list[Any] = [owner, owner, [term.said for term in terms], [term.is_beginning for term in terms]]
    with connection.cursor() as cursor:
        ordered = "FROM unnest(%s::text[], %s::boolean[]) WITH ORDINALITY t (said, is_beginning, at) ORDER BY t.at"
        cursor.execute(f"{asked} {ordered}", values)
        told = cursor.fetchall()
    queries = [(term, query) for term, (query, _code) in zip(terms, told, strict=True) if query]
    parts = [(f"!({query})" if term.is_unwanted else f"({query})") for term, query in queries]
    is_negative = all(term.is_unwanted for term, _query in queries)
    return Wanted(" & ".join(parts), is_negative, told[0][1]) if parts else None


def transactions_saying(rows: QuerySet[Transaction], wanted: Wanted | None) -> QuerySet[Transaction]:
    """Those of the rows that say it, for counting; lists ask for `first_saying`."""
    if wanted is None:
        return rows.none()
    if wanted.is_negative:
        return rows.filter(_says(TransactionSearch, wanted))
    return rows.filter(id__in=_all_found(wanted))


def documents_saying(rows: QuerySet[Row], text: str) -> QuerySet[Row]:
    """Those of the documents whose pages or file name say it."""
    wanted = wanted_of(text)
    return rows.filter(_says(DocumentSearch, wanted)) if wanted else rows.none()


def first_saying(rows: QuerySet[Any], wanted: Wanted | None, count: int) -> list[Any]:
    """The first of the ordered rows (`values_list` of the order's key and the id) that say it.

    A frequent word is found soon by looking through the list; of a rare one the index knows all places, and they are few; of
    what lies between, it knows those of a month. So the list's beginning is looked through first, then the index asked with a
    bound, then month by month. Each step has its limit, so no word is slow and no estimate has to be right.
    """
    if wanted is None:
        return []
    if wanted.is_negative:
        return list(rows.filter(_says(TransactionSearch, wanted))[:count])
    near = _looked_through(rows, wanted, NEAR, count)
    if len(near) == count:
        return near
    rare = _found(wanted.tsquery, at_most=RARE + 1)
    if len(rare) <= RARE:
        return list(rows.filter(id__in=_these(rare))[:count])
    if rows.query.order_by[0] in ("date", "-date"):
        return _month_by_month(rows, wanted, count)
    far = _looked_through(rows, wanted, FAR, count)
    return far if len(far) == count else list(rows.filter(id__in=_all_found(wanted))[:count])


def _looked_through(rows: QuerySet[Any], wanted: Wanted, depth: int, count: int) -> list[Any]:
    """Those among the first `depth` rows that say it, at most so many: Postgres stops when it has them."""
    held = rows[:depth]
    try:
        sql, params = held.query.sql_with_params()
    except EmptyResultSet:  # a filter names nothing that is there
        return []
    columns = ", ".join(f"c{number}" for number, _ in enumerate(held.query.values_select + tuple(held.query.annotation_select)))
    statement = f"""
        SELECT * FROM ({sql}) w ({columns})
         WHERE (SELECT s.body @@ %s::tsquery FROM finance_transactionsearch s WHERE s.id = w.{columns.rpartition(" ")[2]})
         LIMIT %s
    """  # noqa: S608  (the inner statement is Django's own)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, wanted.tsquery, count])
        return list(cursor.fetchall())


def _month_by_month(rows: QuerySet[Any], wanted: Wanted, count: int) -> list[Any]:
    """From the month in which the list begins: one, then twice as many as long as they hold few that say it."""
    months, found = _months(rows), list[Any]()
    size = at = 0
    while at < len(months) and len(found) < count:
        size = min(max(1, 2 * size), MONTHS_MAX)
        ids = _found(wanted.within(months[at : at + size]), at_most=RARE + 1)
        if len(ids) > RARE:
            size = 1
            ids = _found(wanted.within(months[at : at + 1]), at_most=None)
        found += rows.filter(id__in=_these(ids))[: count - len(found)]
        at += size
    return found


def _months(rows: QuerySet[Any]) -> list[datetime.date]:
    """The first days of the months that the list covers, in its order."""
    ends = [end[0] for end in (*rows[:1], *rows.reverse()[:1])]
    if not ends:
        return []
    first, last = (12 * day.year + day.month - 1 for day in ends)
    step = 1 if first <= last else -1
    return [datetime.date(number // 12, number % 12 + 1, 1) for number in range(first, last + step, step)]


def _found(tsquery: str, *, at_most: int | None) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT finance_search_find(%s, %s::tsquery, %s)", [scoped_workspace_id(), tsquery, at_most])
        return [row[0] for row in cursor.fetchall()]


def _these(ids: list[UUID]) -> RawSQL:
    return RawSQL("SELECT unnest(%s::uuid[])", [ids])


def _all_found(wanted: Wanted) -> RawSQL:
    return RawSQL("SELECT finance_search_find(%s, %s::tsquery, NULL)", [scoped_workspace_id(), wanted.tsquery])


def _says(search: type[TransactionSearch | DocumentSearch], wanted: Wanted) -> Exists:
    query = SearchQuery(wanted.tsquery, search_type="raw", config="simple")
    return Exists(search.objects.filter(id=OuterRef("id"), body=query))
