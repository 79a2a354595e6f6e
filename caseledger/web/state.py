"""The state of the ledger and of all that follows it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, LiteralString
from uuid import UUID

from msgspec import Struct, convert, field
from msgspec.structs import replace

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
NEXT: LiteralString = """
    select distinct on (p.at) p.at, e.recorded_at
      from unnest(%s::bigint[]) as p (at) join ledger.event e on e.position = p.at + 1"""
SHOWN = 100


class ReactionState(Struct, frozen=True):
    name: str
    position: int
    lag: int
    holder: str | None
    since: datetime | None = None  # the first event that it has not seen was recorded


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
    quarantine: Sequence[quarantine.Quarantined]  # the oldest of them
    set_aside: int  # so many there are in all
    reactions: list[ReactionState]
    verified: Verified | None = None


def state(house: House) -> LedgerState:
    verified = _verified(house.pool)
    return ask(house.pool, lambda db: _state(db, house.secrets.keys.ledger, verified))


def _state(db: Any, ledger: UUID, verified: Verified | None) -> LedgerState:  # a connection
    head, at, leaves = db.execute(HEAD).fetchone() or (0, None, 0)
    shown, reacting = standings(db, head), db.execute(REACTIONS).fetchall()
    since = _since(db, [*(it.position for it in shown), *(place for _, place, _ in reacting)])
    aside = quarantine.all_of(db)
    return LedgerState(
        ledger=ledger,
        head=head,
        at=at,
        leaves=leaves,
        projections=[replace(each, since=since.get(each.position)) for each in shown],
        quarantine=aside[:SHOWN],
        set_aside=len(aside),
        reactions=[
            ReactionState(name, place, max(0, head - place), holder, since.get(place))
            for name, place, holder in reacting
        ],
        verified=verified,
    )


def _since(db: Any, positions: Sequence[int]) -> Mapping[int, datetime]:  # a connection
    """When the event after each position was recorded; nothing for the head."""
    return dict(db.execute(NEXT, (list(positions),)).fetchall())


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
