"""Shares: how far each part of the log is dealt with, where several processes divide it.

A projection's checkpoint is then where the last of its shares is.
"""

from collections.abc import Mapping
from typing import LiteralString

from msgspec import Struct

from projections.tables import Db

SCHEMA: LiteralString = """
create table if not exists read.share (
    name text, version int, share int, position bigint not null,
    primary key (name, version, share));
"""


class Share(Struct, frozen=True):
    number: int
    position: int
    lag: int


def reached(db: Db, name: str, version: int, of: int) -> Mapping[int, int]:
    """How far each of so many is; one that was never noted is where the projection is."""
    query = (
        "select n, greatest(s.position, p.position) from read.projection as p"
        " cross join generate_series(0, %s - 1) as n"
        " left join read.share as s on s.name = p.name and s.version = p.version and s.share = n"
        " where p.name = %s and p.version = %s"
    )
    return dict(db.execute(query, (of, name, version)).fetchall())


def note(db: Db, name: str, version: int, far: Mapping[int, int], of: int) -> None:
    """Move these of so many shares on, and the projection with the last of all. None goes back."""
    locked = "select from read.projection where name = %s and version = %s for update"
    moved = (
        "insert into read.share as old (name, version, share, position)"
        " select p.name, p.version, s, greatest(p.position, w.position)"
        "   from read.projection as p cross join generate_series(0, %s - 1) as s"
        "   left join unnest(%s::int[], %s::bigint[]) as w (share, position) on w.share = s"
        "  where p.name = %s and p.version = %s"
        " on conflict (name, version, share) do update"
        " set position = greatest(old.position, excluded.position)"
    )
    together = (
        "update read.projection set position = greatest(position,"
        " (select min(position) from read.share where name = %(name)s and version = %(version)s))"
        " where name = %(name)s and version = %(version)s"
    )
    with db.transaction():
        db.execute(locked, (name, version))
        db.execute(moved, (of, list(far), list(far.values()), name, version))
        db.execute(together, {"name": name, "version": version})


def standings(db: Db, name: str, head: int) -> list[Share]:
    """Those of the version that serves, in order."""
    query = (
        "select s.share, greatest(s.position, p.position) from read.share as s"
        " join read.projection as p using (name, version)"
        " where name = %s and p.stage = 'serving' order by s.share"
    )
    return [Share(number, at, max(0, head - at)) for number, at in db.execute(query, (name,))]
