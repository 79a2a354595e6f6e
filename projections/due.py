"""What is due later: a record whose news reach so many lines that they are taken in chunks.

A projection's checkpoint may be past an event while lines that it reaches are still due. Whoever
asks how far the projection is (`checkpoints.reached`) is told the position before that event.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import LiteralString, Protocol, TypeAlias
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL, Composed

from projections.tables import Db, Tables

AT_ONCE = 500  # lines of one source that are taken with the event …
IN_ALL = 10_000  # … and of all sources of a batch; what has more is taken later
CHUNK = 2_000
SOURCES = 100  # that are taken together
FIRST = UUID(int=0)
Found: TypeAlias = list[tuple[UUID, UUID]]  # a source and a line of it

SCHEMA: LiteralString = """
create table if not exists read.due (
    name text, version int, source uuid, position bigint not null,
    after uuid not null default '00000000-0000-0000-0000-000000000000',
    primary key (name, version, source));
"""


class Queue(Protocol):
    """What is due of one projection, and which lines a source reaches."""

    def lines(self, sources: Collection[UUID], limit: int, after: UUID = FIRST) -> Found:
        """At most so many lines of each source, in order, those behind `after`."""
        ...

    def due(self) -> Sequence[tuple[UUID, UUID, int]]:
        """Sources with the line they are done up to and a position; half done ones come first."""
        ...

    def note(self, sources: Collection[UUID], position: int) -> None:
        """All lines of these are due, also of one that was half done."""
        ...

    def go_on(self, source: UUID, after: UUID) -> None: ...

    def done(self, sources: Collection[UUID]) -> None: ...


def now_or_later(queue: Queue, sources: set[UUID], position: int) -> set[UUID]:
    """The lines that these sources reach, but of those with very many: they are noted as due."""
    lines, later = _of_each(queue.lines(sources, AT_ONCE + 1), AT_ONCE)
    if sum(map(len, lines.values())) > IN_ALL:
        later = set(lines)
    if later:
        queue.note(later, position)
    return {line for source, found in lines.items() if source not in later for line in found}


class Chunk(Struct, frozen=True):
    lines: set[UUID]
    position: int  # of the earliest news among them


def next_chunk(queue: Queue) -> Chunk | None:
    """Some of the lines that are due; None: none are. The caller holds the checkpoint's lock."""
    sources = queue.due()
    if not sources:
        return None
    source, after, first = sources[0]
    if after == FIRST:
        waiting = {source: position for source, _, position in sources}
        lines, more = _of_each(queue.lines(waiting, AT_ONCE + 1), AT_ONCE)
        if done := waiting.keys() - more:
            queue.done(done)
            reached = {line for each in done for line in lines.get(each, ())}
            return Chunk(reached, min(waiting[each] for each in done))
    chunk = [line for _, line in queue.lines({source}, CHUNK, after)]
    if len(chunk) < CHUNK:
        queue.done({source})
    else:
        queue.go_on(source, chunk[-1])
    return Chunk(set(chunk), first)


def _of_each(found: Found, most: int) -> tuple[dict[UUID, list[UUID]], set[UUID]]:
    """The lines of each source, and the sources that have more than so many."""
    lines: dict[UUID, list[UUID]] = {}
    for source, line in found:
        lines.setdefault(source, []).append(line)
    return lines, {source for source, reached in lines.items() if len(reached) > most}


@dataclass(frozen=True)
class PostgresQueue:
    """Satisfies Queue. `through` finds the lines of a source."""

    db: Db
    tables: Tables
    name: str
    through: Composed

    @property
    def _which(self) -> tuple[str, int]:
        return self.name, self.tables.versions[self.name]

    def lines(self, sources: Collection[UUID], limit: int, after: UUID = FIRST) -> Found:
        query = SQL(
            "select s.id, l.line from unnest(%(sources)b::uuid[]) as s (id)"
            " cross join lateral ({}) as l"
        )
        values = {"sources": list(sources), "after": after, "limit": limit}
        return self.db.execute(query.format(self.through), values, binary=True).fetchall()

    def due(self) -> Sequence[tuple[UUID, UUID, int]]:
        query = (
            "select source, after, position from read.due where name = %s and version = %s"
            " order by after desc, source limit %s"
        )
        return self.db.execute(query, (*self._which, SOURCES)).fetchall()

    def note(self, sources: Collection[UUID], position: int) -> None:
        self.db.execute(
            "insert into read.due (name, version, source, position)"
            " select %s, %s, s, %s from unnest(%s::uuid[]) as s"
            " on conflict (name, version, source) do update set after = excluded.after",
            (*self._which, position, sorted(sources)),
        )

    def go_on(self, source: UUID, after: UUID) -> None:
        query = "update read.due set after = %s where name = %s and version = %s and source = %s"
        self.db.execute(query, (after, *self._which, source))

    def done(self, sources: Collection[UUID]) -> None:
        query = "delete from read.due where name = %s and version = %s and source = any(%s)"
        self.db.execute(query, (*self._which, list(sources)))


def waiting(db: Db, tables: Tables, names: Iterable[str]) -> set[str]:
    """The projections that have lines due."""
    query = (
        "select distinct d.name from read.due as d"
        " join unnest(%s::text[], %s::int[]) as w (name, version) using (name, version)"
    )
    chosen = list(names)
    versions = [tables.versions[name] for name in chosen]
    return {name for (name,) in db.execute(query, (chosen, versions))}


def tell(db: Db, name: str, sources: set[UUID], position: int) -> None:
    """Let every version of a projection that is kept up know of news of these sources."""
    db.execute(
        "insert into read.due (name, version, source, position)"
        " select p.name, p.version, s, %s from read.projection as p, unnest(%s::uuid[]) as s"
        " where p.name = %s and p.stage <> 'previous' order by 2, 3"
        " on conflict (name, version, source) do update set after = excluded.after",
        (position, sorted(sources), name),
    )
