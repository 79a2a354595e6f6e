"""Listing: ids first, in any order, by keyset and never by an offset; the total apart and capped.

Where nobody can tell how many pass a test, a stretch of the list is walked, and mostly that is the
page. Only if it holds too few of them all are gathered and then sorted.

What lacks the fact that a list is sorted by comes last, both ways, by a statement of its own:
one that covered both could use no index.
"""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg.sql import SQL, Composed, Identifier

from domain.refusals import Unsuitable
from projections.tables import Db
from queries import statements
from queries.filters.sql import Where, joined
from queries.instants import Moment
from queries.sorting import Order

CAP = 10_000
FEW = 8_000  # rows that are sooner collected and sorted than met on a walk along an index
FAR = 8  # stretches that are sooner walked than all lines are gathered
Found = list[tuple[UUID, Any]]  # ids, each with what it is sorted by


class Count(Struct, frozen=True):
    count: int
    exact: bool  # False: there are more
    degraded: bool = False  # the search index should have counted, and could not
    as_of: Moment | None = None  # None: as they are


class Tests(Struct, frozen=True):
    """One test of the line `l`, in the words that suit how lines are met."""

    by_index: Where
    of_each: Callable[[], Where]  # line after line, as far as need be
    of_all: Callable[[], Where]


def page(
    db: Db, view: str, tests: Tests, order: Order, cursor: str | None, limit: int
) -> tuple[list[UUID], str | None]:
    """The ids of a page, and the cursor of the next one. Refuses Unsuitable."""
    value, last = decoded(cursor, order) if cursor else (None, None)
    found: Found = []
    if last is None or value is not None:
        after = (value, last) if last else None
        found, last = _found(db, view, tests, order, after, limit), None
    if len(found) <= limit and order.absent:
        statement, values = statements.lacking(view, tests.by_index, order, last)
        found += db.execute(statement, (*values, limit + 1 - len(found))).fetchall()
    shown = found[:limit]
    more = encoded(*shown[-1]) if len(found) > limit else None
    return [each for each, _ in shown], more


def _found(
    db: Db, view: str, tests: Tests, order: Order, after: statements.After, limit: int
) -> Found:
    def run(statement: Composed, values: Sequence[object]) -> Found:
        return db.execute(statement, (*values, limit + 1)).fetchall()

    if _are_few(db, view, tests.by_index):
        return run(*statements.having(view, tests.by_index, order, after, few=True))
    if order.walked:
        test = tests.of_each()
        found = run(*statements.stretch(view, test, order, after))
        if len(found) > limit or not _goes_on(db, view, order, after):
            return found
        if len(found) * FAR > limit:
            return run(*statements.having(view, test, order, after, few=False))
    # However many they may be: where a stretch holds none, they may all be at the other end.
    return run(*statements.having(view, tests.of_all(), order, after, few=order.walked))


def total(db: Db, view: str, test: Where) -> Count:
    tested, values = test
    query = SQL("select count(*) from (select from {} as l where {} limit %s) as found")
    statement = query.format(Identifier(view), tested)
    row = db.execute(statement, (*values, CAP + 1)).fetchone()
    count = int(row[0]) if row else 0
    return Count(min(count, CAP), exact=count <= CAP)


def _goes_on(db: Db, view: str, order: Order, after: statements.After) -> bool:
    """Whether there are more lines than a stretch."""
    there, values = joined(statements.there(order, after), " and ", "true")
    query = SQL("select from {} as l where {} offset %s limit 1").format(Identifier(view), there)
    return bool(db.execute(query, [*values, statements.STRETCH]).rowcount)


def _are_few(db: Db, view: str, test: Where) -> bool:
    """Whether few lines may pass the test, and an index knows which."""
    tested, values = test
    statement = SQL("explain (format json) select from {} as l where {}").format(
        Identifier(view), tested
    )
    row = db.execute(statement, values).fetchone()
    plan = row[0][0]["Plan"] if row else {}
    read = (node["Relation Name"] for node in _nodes(plan) if node["Node Type"] == "Seq Scan")
    return plan["Plan Rows"] <= FEW and not any(name.startswith(view) for name in read)


def _nodes(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for each in plan.get("Plans", ()):
        yield from _nodes(each)


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
