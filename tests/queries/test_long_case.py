"""A case with ten thousand events: its page and its newest activity read few of them."""

import re
from collections.abc import Collection, Sequence
from uuid import UUID

import pytest

from caseledger.adapters.ledger.recorder import ENTRIES, NEWEST, SOME, SPANS
from caseledger.wiring import House
from commands.cases import UnlinkContact
from commands.ids import new_id
from commands.notes import WriteNote
from commands.work import UnitOfWork
from domain.case.case import Case
from domain.casetype.casetype import CaseType
from domain.ledger import History, Recorded, Span
from projections.tables import Db
from queries import activity, case, spans
from queries.activity import Asked
from tests.queries.office import Office
from tests.scenario import header

EVENTS, TOGETHER = 10_000, 500
FEW = 10  # that say who is on the case


class Counted:
    """A history that counts the events which it gives."""

    def __init__(self, history: History) -> None:
        self._history, self.given = history, 0

    def stream(self, id: UUID, after_version: int = 0) -> Sequence[Recorded]:
        return self._counted(self._history.stream(id, after_version))

    def of(
        self, spans: Sequence[Span], limit: int | None, kinds: Collection[str] = ()
    ) -> Sequence[Recorded]:
        return self._counted(self._history.of(spans, limit, kinds))

    def _counted(self, records: Sequence[Recorded]) -> Sequence[Recorded]:
        self.given += len(records)
        return records


def revised(house: House, id: UUID, count: int) -> None:
    """The court of a case, changed so many times."""
    kind = house.ledger.load(CaseType, house.ledger.load(Case, id).opening.type)
    for first in range(0, count, TOGETHER):
        work = UnitOfWork(house.ledger, header(), {}, {})
        it = work.get(Case, id)
        for n in range(TOGETHER):
            it = work.record(it, it.revise(kind, {"court_name": f"Court {first + n}"}))
        house.ledger.append(work.commit(id, str(new_id()), b"a digest of a command's length, 32."))


@pytest.fixture
def long(office: Office, house: House) -> UUID:
    """Its client comes first and goes in the middle; another one stays."""
    bo, al = office.contact("Bo", "Smith", phones=["+12025550142"]), office.contact("Al", "Jones")
    long = office.case(bo)
    revised(house, long, EVENTS // 2)
    office.link(long, al)
    office.ask(UnlinkContact(case_id=long, contact_id=bo))
    office.ask(WriteNote(case_id=long, text="In the middle"))
    revised(house, long, EVENTS // 2)
    house.catch_up()
    return long


def test_a_long_case_is_shown_by_few_of_its_events(long: UUID, db: Db, house: House) -> None:
    history = Counted(house.ledger)
    page = activity.of_case(db, history, long, Asked(), None, 50)
    assert len(page.entries) == 50
    assert history.given <= activity.CHUNK + FEW

    history.given = 0
    tabs = case.case_now(db, history, long).tabs
    assert history.given <= FEW
    own = house.ledger.stream(long)
    whole = house.ledger.of(spans.of_case(house.ledger, own), None)
    assert (tabs.activity, tabs.notes) == (len(whole), 1)
    assert tabs.activity > EVENTS


def test_the_ledger_itself_looks_at_no_more(long: UUID, db: Db) -> None:
    query = "explain (analyze, costs off, timing off) " + ENTRIES + SPANS + SOME + NEWEST
    asked = [long], [0], [2**63 - 1], list(spans.OF_CASES), None
    plan = "\n".join(line for (line,) in db.execute(query, asked, prepare=False))
    assert "event_turns" in plan, plan
    assert all(int(n) <= FEW for n in re.findall(r"Removed by Filter: (\d+)", plan)), plan
