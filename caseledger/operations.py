"""Operations: work that takes longer than an answer may, begun by one process, done by another.

Who is interrupted is done again by the next worker, so what an operation does must bear that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from logging import getLogger
from threading import Event
from typing import Any, Literal, LiteralString
from uuid import UUID

from msgspec import Struct, json

from caseledger import logs
from caseledger.adapters.ledger.pool import Pool
from caseledger.adapters.postgres.refusal import AWAY
from commands.ids import new_id
from domain.event import Plain
from domain.refusals import Refused

SCHEMA: LiteralString = """
create table if not exists reaction.operation (
    id uuid primary key, kind text not null, title text not null, asked text not null,
    state text not null default 'running', total bigint, done bigint not null default 0,
    result text, error text, by text, began_at timestamptz not null default now(),
    ended_at timestamptz);
create unique index if not exists one_operation on reaction.operation (kind, asked)
    where state = 'running';
"""
COLUMNS: LiteralString = (
    "id, kind, title, state, total, done, result, error, by, began_at, ended_at"
)
State = Literal["running", "done", "failed", "stopped"]

log = getLogger(__name__)


class Running(Refused):
    """This is being done already."""


class Stopped(Exception):
    """Somebody stopped it: whoever does it leaves off."""


class Operation(Struct, frozen=True):
    id: UUID
    kind: str
    title: str
    state: State
    total: int | None  # in whatever is counted; None: nobody knows
    done: int
    result: Mapping[str, Plain] | None
    error: str | None
    by: str | None  # the id of the person or key that asked
    began_at: datetime
    ended_at: datetime | None


Progress = Callable[[int, int], None]  # how many are done, of how many
Work = Callable[[str, Progress], Mapping[str, Plain]]  # gets what was asked; returns the result


def begin(pool: Pool, kind: str, title: str, asked: str = "", by: str | None = None) -> Operation:
    """Let a worker do it. Refuses Running."""
    query: LiteralString = (
        "insert into reaction.operation (id, kind, title, asked, by) values (%s, %s, %s, %s, %s)"
        f" on conflict (kind, asked) where state = 'running' do nothing returning {COLUMNS}"
    )
    with pool.connection() as db:
        row = db.execute(query, (new_id(), kind, title, asked, by)).fetchone()
        if row is None:
            raise Running
        _tell(db, row[0])
    return _operation(row)


def note(pool: Pool, kind: str, title: str, by: str) -> Operation:
    """Put on record what was done at once, beside what takes long."""
    now = datetime.now(UTC)
    it = Operation(new_id(), kind, title, "done", 1, 1, {}, None, by, now, now)
    show(pool, it)
    return it


def show(pool: Pool, it: Operation) -> None:
    """Let all see how it stands: for work that is kept elsewhere and does not wait here."""
    query: LiteralString = (
        "insert into reaction.operation (id, kind, title, asked, state, total, done, result, error,"
        " by, began_at, ended_at) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        " on conflict (id) do update set state = excluded.state, total = excluded.total,"
        " done = excluded.done, result = excluded.result, error = excluded.error,"
        " ended_at = excluded.ended_at"
    )
    said = json.encode(it.result).decode() if it.result is not None else None
    values = (it.id, it.kind, it.title, str(it.id), it.state, it.total, it.done, said, it.error)
    with pool.connection() as db:
        db.execute(query, (*values, it.by, it.began_at, it.ended_at))
        _tell(db, it.id)


def progress(pool: Pool, id: UUID, done: int, total: int) -> None:
    query = "update reaction.operation set done = %s, total = %s where id = %s"
    with pool.connection() as db:
        db.execute(query, (done, total, id))
        _tell(db, id)


def all_of(pool: Pool, limit: int = 100) -> Sequence[Operation]:
    """The newest first."""
    query: LiteralString = (
        f"select {COLUMNS} from reaction.operation order by began_at desc, id desc limit %s"
    )
    with pool.connection() as db:
        return [_operation(row) for row in db.execute(query, (limit,))]


def since(pool: Pool, seconds: float) -> Sequence[Operation]:
    """Those that go on, and those that ended no longer ago; the oldest first."""
    query: LiteralString = (
        f"select {COLUMNS} from reaction.operation where state = 'running'"
        " or ended_at > now() - make_interval(secs => %s) order by began_at, id"
    )
    with pool.connection() as db:
        return [_operation(row) for row in db.execute(query, (seconds,))]


def one(pool: Pool, id: UUID) -> Operation | None:
    with pool.connection() as db:
        query: LiteralString = f"select {COLUMNS} from reaction.operation where id = %s"
        row = db.execute(query, (id,)).fetchone()
    return _operation(row) if row else None


def about(pool: Pool, kind: str, asked: str) -> Operation | None:
    """The last of a kind that was asked exactly this."""
    query: LiteralString = (
        f"select {COLUMNS} from reaction.operation where kind = %s and asked = %s"
        " order by began_at desc, id desc limit 1"
    )
    with pool.connection() as db:
        row = db.execute(query, (kind, asked)).fetchone()
    return _operation(row) if row else None


def stop(pool: Pool, id: UUID) -> None:
    """Whoever does it leaves off at its next step; what is over stays as it is."""
    _end(pool, id, "stopped", None, None)


def newest(pool: Pool, kind: str) -> Operation | None:
    """The last of a kind that came to its end."""
    query: LiteralString = (
        f"select {COLUMNS} from reaction.operation where kind = %s and state = 'done'"
        " order by ended_at desc limit 1"
    )
    with pool.connection() as db:
        row = db.execute(query, (kind,)).fetchone()
    return _operation(row) if row else None


def work(pool: Pool, kinds: Mapping[str, Work], wait: Callable[[], None], stop: Event) -> None:
    """Do what is asked, in its order, until told to stop; `wait` returns when there is news."""
    while not stop.is_set():
        if not work_once(pool, kinds):
            wait()


def work_once(pool: Pool, kinds: Mapping[str, Work]) -> bool:
    """Do the oldest that waits; False if none does."""
    query = (
        "select id, kind, asked from reaction.operation"
        " where state = 'running' and kind = any(%s) order by began_at, id limit 1"
    )
    with pool.connection() as db:
        row = db.execute(query, (list(kinds),)).fetchone()
    if row:
        which, kind, asked = row
        with logs.bound(correlation=str(which)):
            _do(pool, which, kinds[kind], asked)
    return bool(row)


def _do(pool: Pool, id: UUID, it: Work, asked: str) -> None:
    def told(done: int, total: int) -> None:
        now = one(pool, id)
        if now is None or now.state != "running":
            raise Stopped
        progress(pool, id, done, total)

    try:
        log.info("an operation begins")
        result = it(asked, told)
    except AWAY:
        raise  # it is done again when the database is back
    except Stopped:
        log.info("operation %s was stopped", id)
    except Refused as why:
        _end(pool, id, "failed", None, str(why))
    except Exception as why:  # it must not take along the worker, which would begin it again
        log.exception("operation %s failed", id)
        _end(pool, id, "failed", None, f"It ended early: {type(why).__name__}.")
    else:
        _end(pool, id, "done", json.encode(result).decode(), None)


def _end(pool: Pool, id: UUID, state: State, result: str | None, error: str | None) -> None:
    query = (
        "update reaction.operation set state = %s, result = %s, error = %s, ended_at = now(),"
        " total = coalesce(total, 1),"
        " done = case when %s = 'stopped' then done else coalesce(total, 1) end"
        " where id = %s and state = 'running'"
    )
    with pool.connection() as db:
        db.execute(query, (state, result, error, state, id))
        _tell(db, id)


def _tell(db: Any, id: UUID) -> None:  # a connection, of a module that only adapters name
    db.execute("select pg_notify('operation', %s)", (str(id),))


def _operation(row: Iterable[Any]) -> Operation:  # of as many types as there are columns
    which, kind, title, state, total, done, result, error, by, *times = row
    said = json.decode(result) if result else None
    return Operation(which, kind, title, state, total, done, said, error, by, *times)
