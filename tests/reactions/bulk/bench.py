"""A firm whose cases are changed in bulk, in the words of these tests."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from threading import Event
from uuid import UUID

from caseledger.bulks import Bulks, Wish
from caseledger.wiring import House
from commands.ids import new_id
from domain.case.case import Case
from domain.event import Plain
from domain.ledger import Actor, Header, Recorded
from queries.bulk import BulkItem, Which, items
from reactions.bulk.selection import Selection
from tests.queries.office import Office

BY = Actor("person", "ana")
ALL = 10_000


class Bench:
    """An office with a worker."""

    def __init__(self, house: House) -> None:
        self.house, self.office = house, Office(house, BY)

    @property
    def bulks(self) -> Bulks:
        return self.house.bulks()

    def select(
        self,
        action: str,
        given: Mapping[str, Plain] | None = None,
        ids: Sequence[UUID] = (),
        where: str | None = None,
        excluded: Sequence[UUID] = (),
        most: int | None = None,
    ) -> Selection:
        """Freeze and judge, once the lists have caught up."""
        self.office.settle()
        selected = self.select_now(action, given, ids, where, excluded, most)
        return self.work(selected) if selected.state == "planning" else selected

    def select_now(
        self,
        action: str,
        given: Mapping[str, Plain] | None = None,
        ids: Sequence[UUID] = (),
        where: str | None = None,
        excluded: Sequence[UUID] = (),
        most: int | None = None,
    ) -> Selection:
        wish = Wish(
            ids=ids, where=where, excluded=excluded, action=action, given=given or {}, by=BY
        )
        return self.bulks.select(wish, most)

    def begin(self, selection: Selection) -> Selection:
        header = Header.begin(new_id(), BY, "page", datetime.now(UTC), correlation=selection.id)
        return self.bulks.ask_run(selection.id, header)

    def work(self, selection: Selection) -> Selection:
        """What the worker does."""
        self.bulks.go_on(Event())
        return self.bulks.staging.get(selection.id)

    def run(self, selection: Selection) -> Selection:
        return self.work(self.begin(selection))

    def items(self, selection: Selection) -> dict[UUID, BulkItem]:
        with self.house.pool.connection() as db:
            return {item.case: item for item in items(db, selection.id, Which(limit=ALL))}

    def outcomes(self, selection: Selection) -> dict[UUID, str]:
        return {case: item.outcome for case, item in self.items(selection).items()}

    def case(self, id: UUID) -> Case:
        return self.house.ledger.load(Case, id)

    def status(self, id: UUID) -> str:
        return self.case(id).status.current

    def since(self, position: int) -> Sequence[Recorded]:
        return self.house.ledger.read(position, 1_000)

    def head(self) -> int:
        return self.house.ledger.recorder.max_notification_id() or 0
