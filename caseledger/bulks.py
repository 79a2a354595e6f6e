"""Changes in bulk from end to end: cases are selected, judged, and changed, whatever is killed."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import parse_qsl
from uuid import UUID

from msgspec import Struct

from caseledger import operations
from caseledger.adapters.ledger.pool import Pool
from caseledger.adapters.selections import PostgresSelections
from caseledger.application import CaseLedger
from caseledger.operations import Operation
from caseledger.runs import Runs
from commands.ids import new_id
from domain.bulk.bulk import many, worded
from domain.event import Plain
from domain.ledger import Actor, Header
from domain.refusals import NotCaughtUp
from projections import checkpoints
from projections.tables import Db
from queries import bulk, bulk_types, cases
from queries.bulk import Difference
from queries.bulk_types import TypeCases
from queries.filters.sql import Where
from queries.sought import Asked
from reactions.bulk.plan import Planner
from reactions.bulk.run import Runner, begin
from reactions.bulk.selection import Selection, came

AT_ONCE = 1_000  # cases that are judged while one waits
STATES: Mapping[str, operations.State] = {"finished": "done", "stopped": "stopped"}


class Meant(Struct, frozen=True, kw_only=True):
    """Cases that are picked, or all that a filter finds, but for some."""

    ids: Sequence[UUID] = ()
    where: str | None = None  # a filter as in an address: all that a list would show
    excluded: Sequence[UUID] = ()
    seen: int = 0  # the position that the lists must have come to


class Wish(Meant, frozen=True, kw_only=True):
    """Which cases, and what is to be done with each."""

    action: str
    given: Mapping[str, Plain]
    by: Actor


class Told(PostgresSelections):
    """Says how far it is to all who watch operations."""

    def tell(self, id: UUID, done: int, total: int, rate: float | None) -> bool:
        going_on = super().tell(id, done, total, rate)
        operations.progress(self._pool, id, done, total)
        return going_on


class Bulks(Runs[Selection]):
    name = "bulk"
    staging: PostgresSelections

    def __init__(self, dsn: str, ledger: CaseLedger, pool: Pool) -> None:
        super().__init__(dsn, ledger, pool)
        self.staging = Told(pool)

    def select(self, wish: Wish, most: int | None = None) -> Selection:
        """Freeze a selection of `most` cases and, if they are few, judge them.

        Refuses NotCaughtUp, NothingSelected, TooManyForYou and filters that are Invalid.
        """
        selection = self._frozen(wish, most)
        if selection.cases > AT_ONCE:
            return selection
        with self.alone(selection.id) as held:
            return self.plan(selection) if held else selection

    def types(self, meant: Meant) -> Sequence[TypeCases]:
        """How many cases of each type are meant by now. Nothing is kept.

        Refuses NotCaughtUp and filters that are Invalid.
        """
        with self._pool.connection() as db:
            _wait(db, meant)
            return bulk_types.types(db, self._meant(db, meant))

    def _frozen(self, wish: Wish, most: int | None) -> Selection:
        with self._pool.connection() as db:
            _wait(db, wish)
            with db.transaction():
                db.execute("set transaction isolation level repeatable read")
                position = checkpoints.reached(db, *cases.VIEWS)
                found = self._meant(db, wish)
                return self.staging.freeze(db, _selection(wish, position), found, most)

    def _meant(self, db: Db, meant: Meant) -> Where:
        found = self._matching(db, meant.where, meant.excluded)
        return found or bulk.picked(meant.ids)

    def _matching(self, db: Db, where: str | None, excluded: Sequence[UUID]) -> Where | None:
        """The statement of a filter, if there is one."""
        if where is None:
            return None
        said = parse_qsl(where, keep_blank_values=True)
        words = " ".join(value for name, value in said if name == "q")
        asked = Asked(filters=[each for each in said if each[0] != "q"], q=words)
        return bulk.matching(db, asked, excluded)

    def differs(self, selection: Selection) -> Difference | None:
        """What its filter finds by now that it did not, and the other way round."""
        with self._pool.connection() as db:
            now = self._matching(db, selection.where, selection.excluded)
            return bulk.differs(db, selection.id, now) if now else None

    def plan(self, it: Selection) -> Selection:
        header = Header.begin(new_id(), it.by, "bulk", datetime.now(UTC))
        planner = Planner(it, self.staging, self._ledger, header)
        return self._answered(it, planner.plan, "failed")

    def ask_run(self, id: UUID, header: Header, key: str | None = None) -> Selection:
        """Record that it begins, or goes on; whoever does such work carries it out."""
        begun = begin(self.staging.get(id), self._ledger, header, key)
        self._shown(begun)
        self.staging.put(begun)
        return begun

    def run(self, it: Selection) -> Selection:
        return self._answered(it, Runner(it, self.staging, self._ledger).run, "stopped")

    def _shown(self, it: Selection) -> None:
        if it.state in ("planned", "failed"):
            return
        total = it.planned.get("changed", 0)
        ended, left = it.state != "running", self.staging.left(it.id)
        shown = Operation(
            id=it.id,
            kind=self.name,
            title=f"{worded(it.action).capitalize()}: {many(total)}",
            state="failed" if it.error else STATES.get(it.state, "running"),
            total=total,
            done=total - left,
            result=came(self.staging.counts(it.id), left) if ended else None,
            error=it.error,
            by=it.by.id,
            began_at=it.at,
            ended_at=datetime.now(UTC) if ended else None,
        )
        operations.show(self._pool, shown)


def _wait(db: Db, meant: Meant) -> None:
    if meant.seen and not cases.wait(db, meant.seen):
        raise NotCaughtUp


def _selection(wish: Wish, position: int) -> Selection:
    return Selection(
        id=new_id(),
        action=wish.action,
        given=wish.given,
        where=wish.where,
        excluded=tuple(wish.excluded),
        position=position,
        by=wish.by,
        at=datetime.now(UTC),
    )
