"""The statements that find the ids of a list, each in its order and by keyset, but their limits."""

from collections.abc import Sequence
from typing import Any, LiteralString, TypeAlias
from uuid import UUID

from psycopg.sql import SQL, Composable, Composed, Identifier

from queries.filters.sql import Where, joined
from queries.sorting import Order

STRETCH = 5_000  # lines that are looked at in the order of the list before all are
NOBODY: Where = SQL("false"), []
After: TypeAlias = tuple[Any, UUID] | None  # the last value and id of the page before


def having(
    view: str, test: Where, order: Order, after: After, few: bool
) -> tuple[Composed, Sequence[object]]:
    """The statement that finds those with a value to be sorted by, and what goes before its limit.

    With `few` they are collected first: else the planner may walk the whole index of the order
    to meet a handful.
    """
    tested, values = joined([test, *there(order, after)], " and ", "true")
    joining, joins = order.source
    lines = SQL("select l.id, {} as k from {} as l {} where {}").format(
        order.key, Identifier(view), joining, tested
    )
    if few:
        lines = SQL("with few as materialized ({}) select id, k from few as l").format(lines)
    statement = SQL("{} order by k {way}, l.id {way} limit %s").format(lines, way=_way(order))
    return statement, [*joins, *values]


def stretch(
    view: str, test: Where, order: Order, after: After
) -> tuple[Composed, Sequence[object]]:
    """The same, as far as the next STRETCH lines of an order that has an index hold them."""
    ahead, values = joined(there(order, after), " and ", "true")
    tested, given = test
    statement = SQL(
        "select l.id, {key} as k from (select * from {view} as l where {ahead}"
        " order by {key} {way}, l.id {way} limit %s) as l"
        " where {tested} order by k {way}, l.id {way} limit %s"
    ).format(key=order.key, view=Identifier(view), ahead=ahead, tested=tested, way=_way(order))
    return statement, [*values, STRETCH, *given]


def there(order: Order, after: After) -> Sequence[Where]:
    """The tests of a line that has what is sorted by, and comes later."""
    there: Where = SQL("{} is not null").format(order.key), []
    beyond = SQL("({}, l.id) {} (%s, %s)").format(order.key, SQL("<" if order.descending else ">"))
    return [there, (beyond, after)] if after else [there]


def lacking(
    view: str, test: Where, order: Order, last: UUID | None
) -> tuple[Composed, Sequence[object]]:
    """The statement that finds those that have none, in the order of their ids, but its limit."""
    beyond: LiteralString = "l.id < %s" if order.descending else "l.id > %s"
    after: list[Where] = [(SQL(beyond), [last])] if last else []
    tested, values = joined([test, order.absent or NOBODY, *after], " and ", "true")
    statement = SQL("select l.id, null from {} as l where {} order by l.id {} limit %s").format(
        Identifier(view), tested, _way(order)
    )
    return statement, values


def _way(order: Order) -> Composable:
    return SQL("desc" if order.descending else "asc")
