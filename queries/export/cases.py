"""Cases on their way into a file: one snapshot of the read model, read a few hundred at a time.

All is read in one transaction that sees what was there when it began, so rows belong together
and to one position, however long that takes and whoever writes meanwhile.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, LiteralString
from uuid import UUID

from msgspec import Struct
from psycopg.rows import dict_row
from psycopg.sql import SQL, Composed

from projections import checkpoints
from projections.tables import Db
from queries import catalogue, statements
from queries.cases import VIEWS, meant, rows
from queries.export.columns import Cell, Column, Of, columns
from queries.filters.sql import Where
from queries.finding import VIEW
from queries.instants import Moment
from queries.names import Names, names
from queries.rows import CaseRow
from queries.sorting import Order, order
from queries.sought import Asked

CHUNK = 500
SNAPSHOT: LiteralString = "set transaction isolation level repeatable read, read only"
THEIRS: LiteralString = (
    "select id, name, phones, emails, city, state, postal_code from contact_line where id = any(%s)"
)


class Table(Struct, frozen=True):
    """What is being exported; its rows can be taken once."""

    columns: Sequence[Column]
    position: int
    count: int
    rows: Iterator[Sequence[Cell]]
    names: Names


@contextmanager
def cases(
    db: Db,
    asked: Asked,
    keys: Sequence[str] | None,
    chosen: Sequence[UUID] = (),
    excluded: Sequence[UUID] = (),
    as_of: Moment | None = None,
) -> Iterator[Table]:
    """The cases that are asked for but for some, in their order; `chosen` alone, if any are.

    `as_of` says which past it is that the connection reads. Refuses what is Invalid.
    """
    with db.transaction():
        db.execute(SNAPSHOT)
        known = names(db)
        facts = catalogue.of_cases(known)
        shown, by = columns(facts, known, keys), order(facts, asked.sort)
        test = _chosen(chosen) if chosen else _without(meant(db, asked), excluded)
        yield Table(
            columns=shown,
            position=as_of.position if as_of else checkpoints.reached(db, *VIEWS),
            count=_count(db, test),
            rows=_rows(db, shown, _ids(db, test, by), known),
            names=known,
        )


def _chosen(ids: Sequence[UUID]) -> Where:
    return SQL("l.id = any(%s)"), [list(ids)]


def _without(test: Where, excluded: Sequence[UUID]) -> Where:
    tested, values = test
    return SQL("({} and l.id <> all(%s))").format(tested), [*values, list(excluded)]


def _count(db: Db, test: Where) -> int:
    """Exact, unlike that of a list: it is the length of a file."""
    tested, values = test
    statement = SQL("select count(*) from case_line as l where {}").format(tested)
    row = db.execute(statement, values).fetchone()
    return int(row[0]) if row else 0


def _ids(db: Db, test: Where, by: Order) -> Iterator[UUID]:
    """Those with what they are sorted by, then those without: as lists show them."""
    first, values = statements.having(VIEW, test, by, None, few=False)
    yield from _streamed(db, first, [*values, None])
    last, values = statements.lacking(VIEW, test, by, None)
    yield from _streamed(db, last, [*values, None])


def _streamed(db: Db, statement: Composed, values: Sequence[object]) -> Iterator[UUID]:
    with db.cursor(name="export") as cursor:
        cursor.itersize = CHUNK * 4
        yield from (each for each, _ in cursor.execute(statement, values))


def _rows(
    db: Db, shown: Sequence[Column], ids: Iterator[UUID], known: Names
) -> Iterator[Sequence[Cell]]:
    while some := list(islice(ids, CHUNK)):
        found = rows(db, some, known)
        people = _people(db, found)
        for row in found:
            of = _of(row, people)
            yield [column.cell(of) for column in shown]


def _of(row: CaseRow, people: Mapping[UUID, Mapping[str, Any]]) -> Of:
    return Of(
        row=row,
        clients=[people[each] for each in row.clients if each in people],
        contacts={each: people[each]["name"] for each in row.contacts if each in people},
    )


def _people(db: Db, found: Sequence[CaseRow]) -> Mapping[UUID, Mapping[str, Any]]:
    """The lines of all contacts of these cases."""
    ids = {each for row in found for each in row.contacts}
    with db.cursor(row_factory=dict_row) as cursor:
        return {line["id"]: line for line in cursor.execute(THEIRS, (list(ids),))}
