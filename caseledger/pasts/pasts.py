"""Pasts from end to end: asked for, put on record, made in the background, read, let go."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from caseledger import operations
from caseledger.adapters.ledger.pool import Pool, ask
from caseledger.application import CaseLedger
from caseledger.operations import Operation, Progress
from caseledger.pasts import shelf
from caseledger.pasts.shelf import Shelf, Shelved
from commands.handle import handle
from commands.ids import new_id
from commands.pasts import RecordPast
from domain.event import Plain
from domain.firm.firm import FIRM, Firm
from domain.ledger import Actor, Door, Header
from domain.refusals import NotFound, PastIsBeingMade, PastIsNotMade, PastIsOver
from projections import past
from projections.rebuild import Pace
from projections.tables import Db
from queries.instants import Moment

KIND = "past"  # of operation


class PastState(Struct, frozen=True, kw_only=True):
    """How the cases as of one position stand. None have been asked for, or are any more: `gone`."""

    position: int
    at: datetime
    state: Literal["running", "ready", "stopped", "failed", "gone"]
    operation: Operation | None = None
    cases: int | None = None  # archived ones among them
    by: str | None = None
    asked_at: datetime | None = None
    expires_at: datetime | None = None


class Pasts:
    def __init__(self, ledger: CaseLedger, pool: Pool) -> None:
        self._ledger, self._pool = ledger, pool
        self._shelf = Shelf(pool)

    def ask(self, moment: Moment, by: Actor, door: Door) -> PastState:
        """At hand when this returns, or an operation that a worker carries out; one that was

        stopped goes on. Refuses TooManyPasts.
        """
        self.expire()
        it = self._shelf.take(moment, by.id)
        self._record(it, by, door)  # before anybody can read it
        if it.ready_at is None:
            with suppress(operations.Running):
                operations.begin(self._pool, KIND, self._title(it), str(it.id), by.id)
        return self._state(it)

    def make(self, id: UUID, progress: Progress) -> Mapping[str, Plain]:
        """Carry it out. Done again after it was interrupted, it goes on where it was."""
        if (it := self._shelf.one(id)) is None:
            raise NotFound
        if it.over:
            raise PastIsOver(it.position)
        if it.ready_at is None:
            self._make(it, progress)
        return {"past": it.position, "as_of": _utc(it.at)}

    def of(self, moment: Moment) -> PastState:
        it = ask(self._pool, lambda db: shelf.of(db, moment.position))
        if it is None:
            return PastState(position=moment.position, at=moment.at, state="gone")
        return self._state(it)

    def kept(self) -> Sequence[PastState]:
        return [self._state(it) for it in self._shelf.kept() if not it.over]

    def stop(self, moment: Moment) -> PastState:
        """Leave off; asked for again, it goes on."""
        state = self.of(moment)
        if state.operation and state.state == "running":
            operations.stop(self._pool, state.operation.id)
        return self.of(moment)

    def let_go(self, moment: Moment) -> PastState:
        """Keep it no longer."""
        it = ask(self._pool, lambda db: shelf.of(db, moment.position))
        if it:
            self._leave(it)
        self.expire()
        return self.of(moment)

    def expire(self) -> None:
        """Leave nothing of what is over."""
        for it in self._shelf.left():
            self._leave(it)
            self._shelf.clear(it)

    @contextmanager
    def seen(self, db: Db, moment: Moment) -> Iterator[None]:
        """Meanwhile what is read by this connection is as of that position.

        Refuses PastIsNotMade, PastIsBeingMade and PastIsOver.
        """
        if (it := shelf.of(db, moment.position)) is None:
            raise PastIsNotMade(moment.position)
        with shelf.held(db, it) as now:
            if now is None or now.over:
                raise PastIsOver(it.position)
            if now.ready_at is None:
                self._must_wait(now)
            with past.seen(db, now.schema):
                yield

    def _must_wait(self, it: Shelved) -> None:
        going = operations.about(self._pool, KIND, str(it.id))
        if going is None or going.state != "running":
            raise PastIsNotMade(it.position)
        raise PastIsBeingMade(it.position, going.done, going.total or it.position, going.id)

    def _make(self, it: Shelved, progress: Progress) -> None:
        with self._pool.connection() as db, shelf.held(db, it) as now:
            if now is None:
                raise PastIsOver(it.position)
            until = it.position
            pace = Pace(tell=lambda: progress(past.share(db, it.schema, until), max(until, 1)))
            tables = past.make(db, self._ledger, it.schema, until, pace)
            with db.transaction():
                shelf.ready(db, it.id, past.finish(db, tables, until))

    def _leave(self, it: Shelved) -> None:
        if going := operations.about(self._pool, KIND, str(it.id)):
            operations.stop(self._pool, going.id)
        self._shelf.leave(it.id)

    def _state(self, it: Shelved) -> PastState:
        going = operations.about(self._pool, KIND, str(it.id))
        done = going.state if going and going.state != "done" else "running"
        return PastState(
            position=it.position,
            at=it.at,
            state="gone" if it.over else "ready" if it.ready_at else done,
            operation=going,
            cases=it.cases,
            by=it.by,
            asked_at=it.asked_at,
            expires_at=it.expires_at,
        )

    def _title(self, it: Shelved) -> str:
        zone = ZoneInfo(self._ledger.load(Firm, FIRM).settings["time_zone"])
        return f"Cases as of {it.at.astimezone(zone):%-d %b %Y, %H:%M}"

    def _record(self, it: Shelved, by: Actor, door: Door) -> None:
        header = Header.begin(new_id(), by, door, datetime.now(UTC), correlation=it.id)
        command = RecordPast(past_id=it.id, position=it.position, as_of=_utc(it.at))
        handle(command, self._ledger, header, key=f"past {it.id}")


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
