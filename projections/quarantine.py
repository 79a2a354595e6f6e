"""Quarantine: the subjects that a projection could not take in, with where, why and how often.

Nothing else waits for them. Released, a subject is taken in again from where it stopped.
"""

from collections.abc import Mapping, Sequence
from typing import LiteralString
from uuid import UUID

from msgspec import Struct

from projections.tables import Db, Tables

MANY, MINUTES = 100, 10  # more than so many in so short a time: it is the projection that is ill

SCHEMA: LiteralString = """
create table if not exists read.quarantine (
    name text, version int, subject uuid, position bigint not null, error text not null,
    attempts int not null default 1, since timestamptz not null default clock_timestamp(),
    primary key (name, version, subject));
"""


class Quarantined(Struct, frozen=True):
    projection: str
    subject: UUID
    position: int
    error: str
    attempts: int


def all_of(db: Db) -> Sequence[Quarantined]:
    """What the serving projections have set aside, the oldest first."""
    query = (
        "select q.name, q.subject, q.position, q.error, q.attempts from read.quarantine as q"
        " join read.projection as p using (name, version) where p.stage = 'serving'"
        " order by q.since, q.subject"
    )
    return [Quarantined(*row) for row in db.execute(query)]


def add(db: Db, tables: Tables, name: str, subject: UUID, position: int, error: Exception) -> None:
    why = f"{type(error).__name__}: {error}".replace("\0", "\ufffd")[:2_000]
    db.execute(
        "insert into read.quarantine as q (name, version, subject, position, error)"
        " values (%s, %s, %s, %s, %s) on conflict (name, version, subject) do update set"
        " attempts = q.attempts + 1, position = excluded.position, error = excluded.error,"
        " since = clock_timestamp()",
        (name, tables.versions[name], subject, position, why),
    )


def lift(db: Db, tables: Tables, name: str, subject: UUID) -> Quarantined | None:
    """Forget that a subject was set aside, and say what was known of it."""
    query = (
        "delete from read.quarantine where name = %s and version = %s and subject = %s"
        " returning name, subject, position, error, attempts"
    )
    row = db.execute(query, (name, tables.versions[name], subject)).fetchone()
    return Quarantined(*row) if row else None


def again(db: Db, tables: Tables, was: Quarantined) -> bool:
    """Whether it was set aside once more, and if so, note that this was not the first time."""
    query = (
        "update read.quarantine set attempts = attempts + %s"
        " where name = %s and version = %s and subject = %s"
    )
    which = (was.projection, tables.versions[was.projection], was.subject)
    return db.execute(query, (was.attempts, *which)).rowcount > 0


def all_aside(db: Db, tables: Tables, names: Sequence[str]) -> Mapping[str, set[UUID]]:
    """Everything that these projections have set aside."""
    found: dict[str, set[UUID]] = {}
    query = (
        "select q.name, q.subject from read.quarantine as q"
        " join unnest(%s::text[], %s::int[]) as w (name, version) using (name, version)"
    )
    for name, subject in db.execute(query, (names, [tables.versions[name] for name in names])):
        found.setdefault(name, set()).add(subject)
    return found


def overrun(db: Db, tables: Tables, names: Sequence[str]) -> Sequence[str]:
    """Those that set so much aside of late that it must be their own fault."""
    query = (
        "select q.name from read.quarantine as q"
        " join unnest(%s::text[], %s::int[]) as w (name, version) using (name, version)"
        " where since > clock_timestamp() - make_interval(mins => %s)"
        " group by q.name having count(*) > %s"
    )
    versions = [tables.versions[name] for name in names]
    return [name for (name,) in db.execute(query, (names, versions, MINUTES, MANY))]
