"""What is due later: a record whose news reach so many lines that they are taken in chunks.

A projection's checkpoint may be past an event while lines that it reaches are still due. Whoever
asks how far the projection is (`checkpoints.reached`) is told the position before that event.
"""

from collections.abc import Iterable
from typing import LiteralString, TypeAlias
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


def now_or_later(
    db: Db, tables: Tables, name: str, through: Composed, sources: set[UUID], position: int
) -> set[UUID]:
    """The lines that these sources reach, but of those with very many: they are noted as due."""
    lines, later = _of_each(_lines(db, through, sources, AT_ONCE + 1), AT_ONCE)
    if sum(map(len, lines.values())) > IN_ALL:
        later = set(lines)
    if later:
        _note(db, tables, name, later, position)
    return {line for source, found in lines.items() if source not in later for line in found}


class Chunk(Struct, frozen=True):
    lines: set[UUID]
    position: int  # of the earliest news among them


def next_chunk(db: Db, tables: Tables, name: str, through: Composed) -> Chunk | None:
    """Some of the lines that are due; None: none are. The caller holds the checkpoint's lock."""
    which = (name, tables.versions[name])
    # Those that are half done come first.
    query = (
        "select source, after, position from read.due where name = %s and version = %s"
        " order by after desc, source limit %s"
    )
    sources = db.execute(query, (*which, SOURCES)).fetchall()
    if not sources:
        return None
    source, after, first = sources[0]
    if after == FIRST:
        waiting = {source: position for source, _, position in sources}
        lines, more = _of_each(_lines(db, through, set(waiting), AT_ONCE + 1), AT_ONCE)
        if done := waiting.keys() - more:
            _done(db, which, list(done))
            reached = {line for each in done for line in lines.get(each, ())}
            return Chunk(reached, min(waiting[each] for each in done))
    chunk = [line for _, line in _lines(db, through, {source}, CHUNK, after)]
    if len(chunk) < CHUNK:
        _done(db, which, [source])
    else:
        on = "update read.due set after = %s where name = %s and version = %s and source = %s"
        db.execute(on, (chunk[-1], *which, source))
    return Chunk(set(chunk), first)


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


def _of_each(found: Found, most: int) -> tuple[dict[UUID, list[UUID]], set[UUID]]:
    """The lines of each source, and the sources that have more than so many."""
    lines: dict[UUID, list[UUID]] = {}
    for source, line in found:
        lines.setdefault(source, []).append(line)
    return lines, {source for source, reached in lines.items() if len(reached) > most}


def _done(db: Db, which: tuple[str, int], sources: list[UUID]) -> None:
    query = "delete from read.due where name = %s and version = %s and source = any(%s)"
    db.execute(query, (*which, sources))


def _lines(db: Db, through: Composed, sources: set[UUID], limit: int, after: UUID = FIRST) -> Found:
    query = SQL(
        "select s.id, l.line from unnest(%(sources)b::uuid[]) as s (id)"
        " cross join lateral ({}) as l"
    )
    values = {"sources": list(sources), "after": after, "limit": limit}
    return db.execute(query.format(through), values, binary=True).fetchall()


def _note(db: Db, tables: Tables, name: str, sources: set[UUID], position: int) -> None:
    db.execute(
        "insert into read.due (name, version, source, position)"
        " select %s, %s, s, %s from unnest(%s::uuid[]) as s"
        " on conflict (name, version, source) do update set after = excluded.after",
        (name, tables.versions[name], position, sorted(sources)),
    )
