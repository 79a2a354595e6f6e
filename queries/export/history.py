"""History on its way into a file: every entry with the event as it is stored, and its leaf.

Events never change, so a walk by position up to where it began is one stable reading.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from domain.ledger import History
from domain.words import folded
from projections import checkpoints
from projections.tables import Db
from queries.activity import Asked
from queries.entries import Entry, entries
from queries.filters.sql import Where, joined
from queries.log import Found, matching, spelt, subjects, tested, told
from queries.names import names

CHUNK = 500
LINES: LiteralString = "select position, subject, correlation, channel from read.log_line where {}"
STORED: LiteralString = (
    "select e.position, e.stream, e.version, e.subject, e.kind, e.header, e.body, e.mac,"
    " e.recorded_at, l.digest, l.previous"
    " from ledger.event as e left join ledger.leaf as l using (position)"
    " where e.position = any(%s) order by e.position"
)


class Kept(Struct, frozen=True, kw_only=True):
    """An event as the ledger keeps it: its texts byte for byte, its hashes in hexadecimal."""

    position: int
    stream: UUID
    version: int
    subject: UUID
    kind: str
    header: str
    body: str | None
    mac: str
    recorded_at: datetime
    leaf: str | None  # None: the notary has not come to it yet
    previous: str | None


class Line(Struct, frozen=True):
    entry: Entry
    subject: str | None  # what it is called now
    event: Kept


class Manifest(Struct, frozen=True, kw_only=True):
    """What a file of history is, so that whoever has it can tell whether it is whole."""

    ledger: UUID
    position: int  # it holds nothing after this
    filters: Sequence[str]
    count: int
    first: int | None  # positions
    last: int | None
    first_leaf: str | None
    last_leaf: str | None
    made_at: datetime


class Extent(NamedTuple):
    entries: int
    first: int | None  # positions
    last: int | None


Step = Callable[[int, int], None]  # how many are read, of how many


def history(
    db: Db, source: History, asked: Asked, ledger: UUID, at: datetime, step: Step
) -> tuple[Manifest, Iterator[Line]]:
    """The oldest first. Refuses NotFound for an unknown case."""
    head = checkpoints.reached(db, "log_line")
    up_to: Where = SQL("position <= %s"), [head]
    test = joined([tested(source, asked), up_to], " and ", "true")
    places = _searched(db, source, test, asked.words, step) if asked.words.strip() else None
    count, first, last = extent(db, test) if places is None else _of(places)
    made = Manifest(
        ledger=ledger,
        position=head,
        filters=spelt(asked),
        count=count,
        first=first,
        last=last,
        first_leaf=_leaf(db, first),
        last_leaf=_leaf(db, last),
        made_at=at,
    )
    chunks = _walk(db, test) if places is None else _these(db, places)
    return made, _lines(db, source, chunks)


def _searched(db: Db, source: History, test: Where, words: str, step: Step) -> "array[int]":
    """The positions of all that have the words: eight bytes each, however many are read."""
    known, wanted, places = names(db), folded(words).split(), array("q")
    (total, _, _), read = extent(db, test), 0
    for chunk in _walk(db, test):
        newest_first = list(matching(db, source, chunk, known, wanted))
        places.extend(entry.position for entry, _ in reversed(newest_first))
        read += len(chunk)
        step(read, 2 * total)
    return places


def extent(db: Db, test: Where) -> Extent:
    """Of the lines that pass a test, whatever their words."""
    condition, values = test
    query = SQL("select count(*), min(position), max(position) from read.log_line where {}")
    row = db.execute(query.format(condition), values).fetchone()
    return Extent(*row) if row else Extent(0, None, None)


def _of(places: "array[int]") -> Extent:
    return Extent(len(places), places[0], places[-1]) if places else Extent(0, None, None)


def _walk(db: Db, test: Where) -> Iterator[list[Found]]:
    """All of it by position, from the oldest on."""
    after = 0
    while found := _found(db, joined([test, (SQL("position > %s"), [after])], " and ", "true")):
        yield found
        after = found[-1].position


def _these(db: Db, places: "array[int]") -> Iterator[list[Found]]:
    for first in range(0, len(places), CHUNK):
        some = list(places[first : first + CHUNK])
        yield _found(db, (SQL("position = any(%s)"), [some]))


def _found(db: Db, test: Where) -> list[Found]:
    condition, values = test
    query = SQL(LINES + " order by position limit %s").format(condition)
    return [Found(*row) for row in db.execute(query, (*values, CHUNK))]


def _lines(db: Db, source: History, chunks: Iterator[list[Found]]) -> Iterator[Line]:
    known = names(db)
    for found in chunks:
        records = told(source, [(each.position, each.subject) for each in found])
        said = {entry.position: entry for entry in entries(db, known, records)}
        called = {it.id: it.name for it in subjects(db, known, {each.subject for each in found})}
        for row in db.execute(STORED, ([each.position for each in found],)):
            kept = _kept(row)
            yield Line(said[kept.position], called.get(kept.subject), kept)


def _kept(row: Sequence[Any]) -> Kept:  # of as many types as there are columns
    position, stream, version, subject, kind, header, body, mac, at, leaf, previous = row
    return Kept(
        position=position,
        stream=stream,
        version=version,
        subject=subject,
        kind=kind,
        header=bytes(header).decode(errors="replace"),
        body=None if body is None else bytes(body).decode(errors="replace"),
        mac=bytes(mac).hex(),
        recorded_at=at,
        leaf=None if leaf is None else bytes(leaf).hex(),
        previous=None if previous is None else bytes(previous).hex(),
    )


def _leaf(db: Db, position: int | None) -> str | None:
    query = "select encode(digest, 'hex') from ledger.leaf where position = %s"
    row = db.execute(query, (position,)).fetchone()
    return row[0] if row else None
