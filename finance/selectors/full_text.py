"""Full text: from what somebody typed to the rows that say it.

    kaffee milch     both words, in any of their forms
    "kaffee crema"   one after the other
    kaff*            what begins so
    -zucker          not this

finance/sql/search_v1.sql keeps the words and says what a word is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from finance.models import DocumentSearch, Transaction, TransactionSearch
from users.tenancy.scope import scoped_workspace_id

TEXT_MAX = 200
NEAR = 1_000  # rows that are looked through before the index of words is asked
RARE = 5_000  # transactions that are sorted; of words in more than that, the list is looked through
FAR = 30_000  # rows that are looked through for such words; then all of them are sorted

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
    """What is looked for, as Postgres writes a tsquery. `is_negative`: only what shall not be said, which no index finds."""

    tsquery: str
    is_negative: bool


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
    asked = "SELECT finance_search_term(%s, t.said, t.is_beginning)::text FROM unnest(%s::text[], %s::boolean[])"
    values: list[Any] = [scoped_workspace_id(), [term.said for term in terms], [term.is_beginning for term in terms]]
    with connection.cursor() as cursor:
        cursor.execute(f"{asked} WITH ORDINALITY t (said, is_beginning, at) ORDER BY t.at", values)
        queries = [row[0] for row in cursor.fetchall()]
    parts = [(f"!({query})" if term.is_unwanted else f"({query})") for term, query in zip(terms, queries, strict=True) if query]
    is_negative = all(part.startswith("!") for part in parts)
    return Wanted(" & ".join(parts), is_negative) if parts else None


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

    A frequent word is found soon by looking through the list; of a rare one the index knows all places, and they are few. So
    the list's beginning is looked through first, then the index asked with a bound, and only for a word that is frequent but
    not here more of the list. Each step has its limit, so no word is slow and no estimate has to be right.
    """
    if wanted is None:
        return []
    if wanted.is_negative:
        return list(rows.filter(_says(TransactionSearch, wanted))[:count])
    near = _looked_through(rows, wanted, NEAR, count)
    if len(near) == count:
        return near
    rare = _found(wanted, at_most=RARE + 1)
    if len(rare) <= RARE:
        return list(rows.filter(id__in=RawSQL("SELECT unnest(%s::uuid[])", [rare]))[:count])
    far = _looked_through(rows, wanted, FAR, count)
    return far if len(far) == count else list(rows.filter(id__in=_all_found(wanted))[:count])


def _looked_through(rows: QuerySet[Any], wanted: Wanted, depth: int, count: int) -> list[Any]:
    """Those among the first `depth` rows that say it, at most so many: Postgres stops when it has them."""
    held = rows[:depth]
    sql, params = held.query.sql_with_params()
    columns = ", ".join(f"c{number}" for number, _ in enumerate(held.query.values_select + tuple(held.query.annotation_select)))
    statement = f"""
        SELECT * FROM ({sql}) w ({columns})
         WHERE (SELECT s.body @@ %s::tsquery FROM finance_transactionsearch s WHERE s.id = w.{columns.rpartition(" ")[2]})
         LIMIT %s
    """  # noqa: S608  (the inner statement is Django's own)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, wanted.tsquery, count])
        return list(cursor.fetchall())


def _found(wanted: Wanted, *, at_most: int) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT finance_search_find(%s, %s::tsquery, %s)", [scoped_workspace_id(), wanted.tsquery, at_most])
        return [row[0] for row in cursor.fetchall()]


def _all_found(wanted: Wanted) -> RawSQL:
    return RawSQL("SELECT finance_search_find(%s, %s::tsquery, NULL)", [scoped_workspace_id(), wanted.tsquery])


def _says(search: type[TransactionSearch | DocumentSearch], wanted: Wanted) -> Exists:
    query = SearchQuery(wanted.tsquery, search_type="raw", config="simple")
    return Exists(search.objects.filter(id=OuterRef("id"), body=query))
