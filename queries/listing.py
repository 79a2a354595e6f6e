"""Listing: ids first, in any order, by keyset and never by an offset; the total apart and capped.

What lacks the fact that a list is sorted by comes last, both ways, by a statement of its own:
one that covered both could use no index.
"""

import base64
from collections.abc import Sequence
from typing import Any, LiteralString
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg.sql import SQL, Composable, Composed, Identifier

from domain.refusals import Unsuitable
from projections.tables import Db
from queries.filters.sql import Where, joined
from queries.sorting import Order

CAP = 10_000
FEW = 8_000  # rows that are sooner collected and sorted than met on a walk along an index
NOBODY: Where = SQL("false"), []
Found = list[tuple[UUID, Any]]  # ids, each with what it is sorted by


class Count(Struct, frozen=True):
    count: int
    exact: bool  # False: there are more
    degraded: bool = False  # the search index should have counted, and could not


def page(
    db: Db, view: str, test: Where, order: Order, cursor: str | None, limit: int
) -> tuple[list[UUID], str | None]:
    """The ids of a page, and the cursor of the next one. Refuses Unsuitable."""
    value, last = decoded(cursor, order) if cursor else (None, None)
    found: Found = []
    if last is None or value is not None:
        after = (value, last) if last else None
        statement, values = having(view, test, order, after, _are_few(db, view, test))
        found, last = db.execute(statement, (*values, limit + 1)).fetchall(), None
    if len(found) <= limit and order.absent:
        statement, values = lacking(view, test, order, last)
        found += db.execute(statement, (*values, limit + 1 - len(found))).fetchall()
    shown = found[:limit]
    more = encoded(*shown[-1]) if len(found) > limit else None
    return [each for each, _ in shown], more


def total(db: Db, view: str, test: Where) -> Count:
    tested, values = test
    query = SQL("select count(*) from (select from {} as l where {} limit %s) as found")
    statement = query.format(Identifier("read", view), tested)
    row = db.execute(statement, (*values, CAP + 1)).fetchone()
    count = int(row[0]) if row else 0
    return Count(min(count, CAP), exact=count <= CAP)


def having(
    view: str, test: Where, order: Order, after: tuple[Any, UUID] | None, few: bool
) -> tuple[Composed, Sequence[object]]:
    """The statement that finds those with a value to be sorted by, and what goes before its limit.

    With `few` they are collected first: else the planner may walk the whole index of the order
    to meet a handful.
    """
    beyond = SQL("({}, l.id) {} (%s, %s)").format(order.key, SQL("<" if order.descending else ">"))
    there: list[Where] = [test, (SQL("{} is not null").format(order.key), [])]
    tested, values = joined([*there, *([(beyond, after)] if after else [])], " and ", "true")
    joining, joins = order.source
    lines = SQL("select l.id, {} as k from {} as l {} where {}").format(
        order.key, Identifier("read", view), joining, tested
    )
    if few:
        lines = SQL("with few as materialized ({}) select id, k from few as l").format(lines)
    statement = SQL("{} order by k {way}, l.id {way} limit %s").format(lines, way=_way(order))
    return statement, [*joins, *values]


def lacking(
    view: str, test: Where, order: Order, last: UUID | None
) -> tuple[Composed, Sequence[object]]:
    """The statement that finds those that have none, in the order of their ids, but its limit."""
    beyond: LiteralString = "l.id < %s" if order.descending else "l.id > %s"
    after: list[Where] = [(SQL(beyond), [last])] if last else []
    tested, values = joined([test, order.absent or NOBODY, *after], " and ", "true")
    statement = SQL("select l.id, null from {} as l where {} order by l.id {} limit %s").format(
        Identifier("read", view), tested, _way(order)
    )
    return statement, values


def _are_few(db: Db, view: str, test: Where) -> bool:
    tested, values = test
    statement = SQL("explain (format json) select from {} as l where {}").format(
        Identifier("read", view), tested
    )
    row = db.execute(statement, values).fetchone()
    return bool(row and row[0][0]["Plan"]["Plan Rows"] <= FEW)


def _way(order: Order) -> Composable:
    return SQL("desc" if order.descending else "asc")


def encoded(last: UUID, value: Any) -> str:
    """The cursor after the case that a page ended with, and what it is sorted by."""
    return base64.urlsafe_b64encode(msgspec.json.encode((value, last))).decode().rstrip("=")


def decoded(cursor: str, order: Order) -> tuple[Any, UUID]:
    """Refuses Unsuitable."""
    kind: Any = order.type  # a type that is known only now
    try:
        place = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        found: tuple[Any, UUID] = msgspec.json.decode(place, type=tuple[kind | None, UUID])
    except ValueError:
        raise Unsuitable("The cursor", "Take the one that the page before gave.") from None
    if "\0" in str(found[0]):
        raise Unsuitable("The cursor", "Take the one that the page before gave.")
    return found
