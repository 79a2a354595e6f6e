"""Finding cases: the port that lists and the search bar ask, and its twin on PostgreSQL."""

from collections.abc import Sequence
from functools import partial
from typing import LiteralString, Protocol
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from domain.conditions import holds
from projections.documents.document import lines
from projections.near import near
from projections.tables import Db
from queries import listing, search
from queries.filters.row import LineRow
from queries.filters.sql import Where, few_clients, joined, to_sql
from queries.listing import Count, Tests
from queries.sorting import order
from queries.sought import Sought

VIEW = "case_line"
FEW_CLIENTS = 2_000  # whose cases are sooner looked up than met
SEEN: dict[bool | None, LiteralString] = {False: "not l.archived", True: "l.archived", None: "true"}

# The names are looked at first, and few of them: else all cases might be.
NEAR: LiteralString = (
    "with named as materialized (select n.id from contact_near n where {} limit %s)"
    " select l.id from named join case_line l on l.clients @> array[named.id]"
    " where {} limit %s"
)


class Found(Struct, frozen=True):
    ids: Sequence[UUID]
    next: str | None  # the cursor of the next page; None: there is none
    degraded: bool = False  # the search index should have answered, and could not


class Finder(Protocol):
    """Refuses what is Invalid. Cursors are the same from whichever finder."""

    def page(self, db: Db, sought: Sought, cursor: str | None, limit: int) -> Found: ...

    def count(self, db: Db, sought: Sought) -> Count: ...

    def near(self, db: Db, sought: Sought, words: Sequence[str], limit: int) -> Sequence[UUID]:
        """Some cases of clients whose names have a word near to each of these, filtered."""
        ...


class PostgresFinder:
    """By the lines themselves. Totals are capped."""

    def page(self, db: Db, sought: Sought, cursor: str | None, limit: int) -> Found:
        by = order(sought.facts, sought.sort)
        return Found(*listing.page(db, VIEW, _tests(db, sought), by, cursor, limit))

    def count(self, db: Db, sought: Sought) -> Count:
        found = listing.total(db, VIEW, _tests(db, sought).of_all())
        return search.total(db, search.CASES, sought.q, sought.country, found)

    def near(self, db: Db, sought: Sought, words: Sequence[str], limit: int) -> Sequence[UUID]:
        each = SQL(" and ").join([SQL("n.near && %s")] * len(words))
        tested, values = filtered(sought)
        query = SQL(NEAR).format(each, tested)
        letters = [sorted(near(word)) for word in words]
        found = db.execute(query, [*letters, limit, *values, limit])
        return [each for (each,) in found if each not in sought.without]


def fitting(db: Db, sought: Sought, ids: Sequence[UUID]) -> Sequence[UUID]:
    """Those of these cases whose lines, as they are now, are as is asked. In the same order."""
    known = sought.places
    found = lines(db, ids)
    fit = {
        line["id"]
        for line in found.cases
        if holds(sought.whole, LineRow(line, found.clients(line), known))
    }
    return [each for each in ids if each in fit and each not in sought.without]


def where(db: Db, sought: Sought) -> Where:
    """The test of a case's line."""
    return _whole(db, sought, to_sql(sought.condition, sought.places))


def filtered(sought: Sought) -> Where:
    """The same without the words."""
    return _seen(sought, to_sql(sought.condition, sought.places))


def _tests(db: Db, sought: Sought) -> Tests:
    """The same in all the words that listing may need."""
    asked, places = sought.condition, sought.places
    return Tests(
        where(db, sought),
        lambda: _whole(db, sought, to_sql(asked, places, by_row=True), by_row=True),
        lambda: _whole(db, sought, few_clients(asked, places, partial(_clients, db))),
    )


def _whole(db: Db, sought: Sought, asked: Where, by_row: bool = False) -> Where:
    tests = [_seen(sought, asked)]
    if sought.q and by_row and not search.is_letters(sought.q):
        tests.append(search.of_case(sought.q, sought.country))
    elif sought.q:
        tests.append(search.of_cases(db, sought.q, sought.country))
    if sought.without:
        tests.append((SQL("l.id <> all(%s)"), [list(sought.without)]))
    return joined(tests, " and ", "true")


def _seen(sought: Sought, asked: Where) -> Where:
    """Archived ones are in sight only when asked for."""
    seen: Where = SQL(SEEN[sought.archived]), []
    return joined([seen, asked], " and ", "true")


def _clients(db: Db, test: Where) -> Sequence[UUID] | None:
    """The contacts "c" that pass a test; None: they are many."""
    tested, values = test
    query = SQL("select c.id from contact_line as c where {} limit %s").format(tested)
    found = [each for (each,) in db.execute(query, [*values, FEW_CLIENTS + 1])]
    return found if len(found) <= FEW_CLIENTS else None
