"""The state of the ledger and of all that follows it."""

from datetime import datetime
from typing import Any, Literal, LiteralString
from uuid import UUID

from msgspec import Struct, convert, field

from caseledger import operations
from caseledger.adapters.ledger.pool import Pool, ask
from caseledger.wiring import House

SLOW = 1_000  # events behind the head, from which a projection is called behind

PROJECTIONS: LiteralString = """
    select serving.name, serving.version, serving.position, next.version, next.position
      from read.projection serving
      left join lateral (
               select version, position from read.projection
                where name = serving.name and version > serving.version
                order by version desc limit 1) next on true
     where serving.serving order by serving.name"""
Live = Literal["live", "behind", "rebuilding", "stopped"]
QUARANTINE: LiteralString = """
    select q.name, q.subject, q.position, q.error, q.attempts from read.quarantine q
      join read.projection p using (name, version) where p.serving
     order by q.position limit 100"""
REACTIONS: LiteralString = """
    select name, position, (
           select 'process ' || a.pid from pg_stat_activity a join pg_locks l using (pid)
            where a.application_name = 'lease ' || c.name and l.locktype = 'advisory' and l.granted
            limit 1)
      from reaction.cursor c order by name"""
HEAD: LiteralString = """
    select position, recorded_at, (select coalesce(max(position), 0) from ledger.leaf)
      from ledger.event order by position desc limit 1"""


class Rebuilding(Struct, frozen=True):
    version: int
    position: int
    head: int


class ProjectionState(Struct, frozen=True):
    name: str
    version: int
    position: int
    lag: int
    state: Live
    error: str | None
    rebuilding: Rebuilding | None


class Quarantined(Struct, frozen=True):
    projection: str
    subject: UUID
    position: int
    error: str
    attempts: int


class ReactionState(Struct, frozen=True):
    name: str
    position: int
    lag: int
    holder: str | None


class Verified(Struct, frozen=True):
    at: datetime
    verdict: Literal["intact", "altered", "unknown"]
    position: int | None = None
    what: str | None = field(name="class", default=None)
    head: int | None = None


class LedgerState(Struct, frozen=True):
    ledger: UUID
    head: int
    at: datetime | None
    leaves: int
    projections: list[ProjectionState]
    quarantine: list[Quarantined]
    reactions: list[ReactionState]
    verified: Verified | None = None


def state(house: House) -> LedgerState:
    verified = _verified(house.pool)
    return ask(house.pool, lambda db: _state(db, house.secrets.keys.ledger, verified))


def _state(db: Any, ledger: UUID, verified: Verified | None) -> LedgerState:  # a connection
    head, at, leaves = db.execute(HEAD).fetchone() or (0, None, 0)
    return LedgerState(
        ledger=ledger,
        head=head,
        at=at,
        leaves=leaves,
        projections=[_projection(head, *row) for row in db.execute(PROJECTIONS)],
        quarantine=[Quarantined(*row) for row in db.execute(QUARANTINE)],
        reactions=[
            ReactionState(name, position, max(0, head - position), holder)
            for name, position, holder in db.execute(REACTIONS)
        ],
        verified=verified,
    )


def _projection(
    head: int, name: str, version: int, position: int, next: int | None, reached: int | None
) -> ProjectionState:
    building = None if next is None else Rebuilding(next, reached or 0, head)
    lag = max(0, head - position)
    state: Live = "rebuilding" if building else "behind" if lag > SLOW else "live"
    return ProjectionState(name, version, position, lag, state, None, building)


def _verified(pool: Pool) -> Verified | None:
    last = operations.newest(pool, "verify")
    if last is None or last.result is None or last.ended_at is None:
        return None
    return convert({**last.result, "at": last.ended_at}, Verified)
