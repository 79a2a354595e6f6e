"""Where what is planned and run waits, in PostgreSQL: each as it stands, and how far it is."""

from collections.abc import Sequence
from threading import Event
from typing import ClassVar, Generic, LiteralString, TypeVar
from uuid import UUID

from msgspec import json
from msgspec.structs import replace

from caseledger.adapters.ledger.pool import Pool
from domain.refusals import NotFound
from projections.tables import Db
from reactions.carrying import Kept

K = TypeVar("K", bound=Kept)
UNUSED = "30 days"
READ: LiteralString = "select body, done, total, rate, stopping from staging."
PUT: LiteralString = (
    " on conflict (id) do update set state = excluded.state, body = excluded.body,"
    " done = 0, total = 0, rate = null, stopping = %s"
)


class Leaving(Exception):
    """This process ends; whoever comes next goes on."""


class Shelf(Generic[K]):
    """One of its tables, by name. `stop`: this process ends, so that work is left at once."""

    table: ClassVar[LiteralString]
    insert: ClassVar[LiteralString]
    kind: type[K]

    def __init__(self, pool: Pool, stop: Event | None = None) -> None:
        self._pool, self._stop = pool, stop

    def get(self, id: UUID) -> K:
        found = self._found(" where id = %s", id)
        if not found:
            raise NotFound
        return found[0]

    def all(self, limit: int) -> Sequence[K]:
        """The newest first."""
        return self._found(" order by at desc, id limit %s", limit)

    def waiting(self) -> Sequence[K]:
        """Those that somebody asked to plan or to run, the oldest first."""
        return self._found(" where state in ('planning', 'running') order by at, id")

    def put(self, it: K) -> None:
        with self._pool.connection() as db:
            self._put(db, it)

    def forget(self, id: UUID) -> None:
        with self._pool.connection() as db:
            db.execute(f"delete from staging.{self.table} where id = %s", (id,))

    def expire(self) -> None:
        """Forget what was planned and never run."""
        query: LiteralString = (
            f"delete from staging.{self.table} where at < now() - %s::interval"
            " and state in ('uploaded', 'planned', 'failed')"
        )
        with self._pool.connection() as db:
            db.execute(query, (UNUSED,))

    def stop(self, id: UUID) -> None:
        with self._pool.connection() as db:
            db.execute(f"update staging.{self.table} set stopping = true where id = %s", (id,))

    def tell(self, id: UUID, done: int, total: int, rate: float | None) -> bool:
        if self._stop and self._stop.is_set():
            raise Leaving
        query: LiteralString = (
            f"update staging.{self.table} set done = %s, total = %s, rate = %s where id = %s"
            " returning not stopping"
        )
        with self._pool.connection() as db:
            row = db.execute(query, (done, total, rate, id)).fetchone()
        return bool(row and row[0])

    def _found(self, which: LiteralString, *values: object) -> list[K]:
        with self._pool.connection() as db:
            return [self._read(*row) for row in db.execute(READ + self.table + which, values)]

    def _read(self, body: str, done: int, total: int, rate: float | None, stopping: bool) -> K:
        it = json.decode(body, type=self.kind)
        return replace(it, done=done, total=total, rate=rate, stopping=stopping)

    def _put(self, db: Db, it: K) -> None:
        body = json.encode(it).decode()
        db.execute(self.insert + PUT, (it.id, it.state, it.at, body, *self._more(it), it.stopping))

    def _more(self, it: K) -> tuple[object, ...]:
        """What else it is found by: the further columns of `insert`."""
        return ()
