"""The state of the ledger and of all that follows it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, LiteralString
from uuid import UUID

from msgspec import Struct, convert, field

from caseledger import operations
from caseledger.adapters.ledger.pool import Pool, ask
from caseledger.wiring import House
from projections import quarantine
from projections.checkpoints import Standing, standings

REACTIONS: LiteralString = """
    select name, position, (
           select 'process ' || a.pid from pg_stat_activity a join pg_locks l using (pid)
            where a.application_name = 'lease ' || c.name and l.locktype = 'advisory' and l.granted
            limit 1)
      from reaction.cursor c order by name"""
HEAD: LiteralString = """
    select position, recorded_at, (select coalesce(max(position), 0) from ledger.leaf)
      from ledger.event order by position desc limit 1"""


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
    projections: Sequence[Standing]
    quarantine: Sequence[quarantine.Quarantined]
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
        projections=standings(db, head),
        quarantine=quarantine.all_of(db)[:100],
        reactions=[
            ReactionState(name, position, max(0, head - position), holder)
            for name, position, holder in db.execute(REACTIONS)
        ],
        verified=verified,
    )


def vouched(house: House, subject: UUID, position: int) -> bool | None:
    """What the last verification says of a subject up to a position; None: nothing.

    False: it is the one with the first event that was found altered.
    """
    last = _verified(house.pool)
    if last is None or last.head is None or last.verdict == "unknown":
        return None
    intact = last.head if last.position is None else last.position - 1
    if position <= intact:
        return True
    bad = [] if last.position is None else house.ledger.sealed(last.position - 1, 1)
    return False if any(event.subject == subject for event in bad) else None


def _verified(pool: Pool) -> Verified | None:
    last = operations.newest(pool, "verify")
    if last is None or last.result is None or last.ended_at is None:
        return None
    return convert({**last.result, "at": last.ended_at}, Verified)
