"""The shelf of pasts: which are kept, in which schema, and until when.

Plain tables: what is history of it is an event. Every limit is by the database's clock.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from msgspec import Struct

from caseledger.adapters.ledger.pool import Pool, ask
from commands.ids import new_id
from domain.refusals import TooManyPasts
from projections import past
from projections.past import SCHEMAS
from projections.tables import Db
from queries.instants import Moment

SCHEMA: LiteralString = """
create table if not exists reaction.past (
    id uuid primary key, position bigint not null, at timestamptz not null, shape int not null,
    schema text not null,  -- '' when nothing of it is left
    by text not null, asked_at timestamptz not null default now(),
    cases bigint, ready_at timestamptz, gone_at timestamptz);
create unique index if not exists one_past on reaction.past (position) where gone_at is null;
create unique index if not exists one_in_schema on reaction.past (schema) where schema <> '';
"""
LASTS: LiteralString = "interval '24 hours'"
ENDS: LiteralString = f"coalesce(ready_at, asked_at) + {LASTS}"
COLUMNS: LiteralString = (
    f"id, position, at, shape, schema, by, asked_at, cases, ready_at, {ENDS},"
    f" gone_at is not null or {ENDS} <= now()"
)


class Shelved(Struct, frozen=True):
    id: UUID
    position: int
    at: datetime  # the instant that was meant
    shape: int
    schema: str
    by: str
    asked_at: datetime
    cases: int | None
    ready_at: datetime | None
    expires_at: datetime
    ended: bool

    @property
    def over(self) -> bool:
        """Also when the code that reads it has become another."""
        return self.ended or self.shape != past.SHAPE


class Shelf:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def take(self, moment: Moment, by: str) -> Shelved:
        """What is kept of a position, or a schema for it. Refuses TooManyPasts."""
        with self._pool.connection() as db, db.transaction():
            db.execute("select pg_advisory_xact_lock(hashtextextended('pasts', 0))")
            if (it := of(db, moment.position)) and not it.over:
                return it
            taken = [name for (name,) in db.execute("select schema from reaction.past")]
            free = next((each for each in SCHEMAS if each not in taken), None)
            if free is None:
                query: LiteralString = f"select min({ENDS}) from reaction.past where schema <> ''"
                [ends] = db.execute(query).fetchone() or (moment.at,)
                raise TooManyPasts(len(SCHEMAS), ends)
            db.execute(
                "insert into reaction.past (id, position, at, shape, schema, by)"
                " values (%s, %s, %s, %s, %s, %s)",
                (new_id(), moment.position, moment.at, past.SHAPE, free, by),
            )
            it = of(db, moment.position)
        assert it
        return it

    def kept(self) -> Sequence[Shelved]:
        """The newest first."""
        query: LiteralString = (
            f"select {COLUMNS} from reaction.past where gone_at is null order by asked_at desc"
        )
        return ask(self._pool, lambda db: [_shelved(row) for row in db.execute(query)])

    def one(self, id: UUID) -> Shelved | None:
        query: LiteralString = f"select {COLUMNS} from reaction.past where id = %s"
        row = ask(self._pool, lambda db: db.execute(query, (id,)).fetchone())
        return _shelved(row) if row else None

    def leave(self, id: UUID) -> None:
        """Nobody sees it from now on."""
        query = "update reaction.past set gone_at = now() where id = %s and gone_at is null"
        with self._pool.connection() as db:
            db.execute(query, (id,))

    def left(self) -> Sequence[Shelved]:
        """Those that are over and of which something may still be there."""
        query: LiteralString = f"select {COLUMNS} from reaction.past where schema <> ''"
        found = ask(self._pool, lambda db: [_shelved(row) for row in db.execute(query)])
        return [it for it in found if it.over]

    def clear(self, it: Shelved) -> None:
        """Make its schema free, unless somebody still reads or makes what is in it."""
        query = "select pg_try_advisory_xact_lock(hashtextextended('past ' || %s, 0))"
        with self._pool.connection() as db, db.transaction():
            if db.execute(query, (it.schema,)).fetchone() == (True,):
                past.clear(db, it.schema)
                free = "update reaction.past set schema = '' where id = %s"
                db.execute(free, (it.id,))


def of(db: Db, position: int) -> Shelved | None:
    """The last that was asked for of a position."""
    query: LiteralString = (
        f"select {COLUMNS} from reaction.past where position = %s"
        " order by gone_at is not null, asked_at desc limit 1"
    )
    row = db.execute(query, (position,)).fetchone()
    return _shelved(row) if row else None


def ready(db: Db, id: UUID, cases: int) -> None:
    """From now on it can be read, for a day."""
    query = "update reaction.past set cases = %s, ready_at = now() where id = %s"
    db.execute(query, (cases, id))


@contextmanager
def held(db: Db, it: Shelved) -> Iterator[Shelved | None]:
    """Meanwhile nobody clears its schema; as it is from now on, None where that is free already."""
    db.execute("select pg_advisory_lock_shared(hashtextextended('past ' || %s, 0))", (it.schema,))
    try:
        query: LiteralString = f"select {COLUMNS} from reaction.past where id = %s and schema <> ''"
        row = db.execute(query, (it.id,)).fetchone()
        yield _shelved(row) if row else None
    finally:
        if not db.closed:
            unlock = "select pg_advisory_unlock_shared(hashtextextended('past ' || %s, 0))"
            db.execute(unlock, (it.schema,))


def _shelved(row: Sequence[Any]) -> Shelved:  # of as many types as there are columns
    return Shelved(*row)
