"""The firm's log, one event of it, what set it off and what it set off."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from caseledger.wiring import House
from commands.cases import ChangeStatus, ReviseCaseDetails
from commands.handle import handle
from commands.ids import new_id
from domain.contact.consent import Channel
from domain.ledger import Actor, Header
from domain.refusals import NotFound
from projections.tables import Db
from queries import events
from queries import log as queries_log
from queries.activity import Asked
from queries.events import EventDetail
from queries.log import LogPage, log
from tests.queries.office import Office

ROBOT = Actor("automation", "welcome")


def told(db: Db, house: House, before: int | None = None, limit: int = 100) -> LogPage:
    house.catch_up()
    return log(db, house.ledger, Asked(), before, limit)


def shown(db: Db, house: House, position: int) -> EventDetail:
    house.catch_up()
    return events.event(db, house.ledger, position)


def answer(office: Office, case: UUID, status: str) -> int:
    """A command that the newest event of the case set off; the position of what it did."""
    ledger = office.house.ledger
    caused = ledger.stream(case)[-1].answered(new_id(), ROBOT, "automation", datetime.now(UTC))
    position = handle(ChangeStatus(case_id=case, status=status), ledger, caused).position
    assert position
    return position


def test_the_log_tells_of_the_whole_firm_newest_first(office: Office, db: Db, house: House) -> None:
    rae, case = office.person("Rae Kim"), office.case(number="PI-1")
    office.by = Actor("person", str(rae))
    office.revise(case, court_name="Leeds")
    page = told(db, house)
    assert [entry.says for entry in page.entries] == [
        "edited Court",
        "opened the case as PI-1",
        "defined the case type Personal Injury",
        "added Rae Kim as user",
    ]
    assert (page.entries[0].actor.name, page.entries[1].actor.name) == ("Rae Kim", "The system")
    first = told(db, house, limit=3)
    assert first.next == page.entries[2].position
    assert told(db, house, before=first.next, limit=3).entries == page.entries[3:]


def test_the_log_is_narrowed(office: Office, db: Db, house: House) -> None:
    case, start = office.case(number="PI-1"), datetime.now(UTC)
    office.ask(ChangeStatus(case_id=case, status="Active"), start - timedelta(days=3))
    office.revise(case, court_name="Leeds")
    answer(office, case, "Closed")

    house.catch_up()

    def positions(**asked: Any) -> list[int]:
        page = log(db, house.ledger, Asked(**asked), None, 100)
        return [entry.position for entry in page.entries]

    everything = positions()
    assert positions(kind=["case.status-changed"]) == [everything[0], everything[2]]
    assert positions(category=["field"]) == [everything[1]]
    assert positions(field=["court_name"]) == [everything[1]]
    assert positions(actor=["welcome"]) == positions(channel=["automation"]) == everything[:1]
    assert positions(until=start - timedelta(days=2)) == [everything[2]]
    assert positions(since=start) == everything[:2]
    assert positions(correlation=[uuid4()]) == []
    assert positions(subject=[case]) == everything[:4]


def test_why_and_what_for(office: Office, db: Db, house: House) -> None:
    """A person's edit sets off a robot's change, which sets off another."""
    case = office.case()
    edit = office.revise(case, court_name="Leeds").position
    first, second = answer(office, case, "Active"), answer(office, case, "Closed")
    office.revise(case, court_name="York")
    assert edit
    detail = shown(db, house, second)
    assert [entry.position for entry in detail.causes] == [first, edit]
    assert detail.consequences == []
    detail = shown(db, house, edit)
    assert [entry.position for entry in detail.consequences] == [first, second]
    assert detail.causes == []
    assert {entry.correlation for entry in detail.consequences} == {detail.entry.correlation}


def test_an_event_is_shown_as_it_is_stored(office: Office, db: Db, house: House) -> None:
    case = office.case(number="PI-1", name="Smith")
    position = house.ledger.stream(case)[0].position
    event = shown(db, house, position).event
    assert (event.kind, event.version, event.subject) == ("case.opened", 1, case)
    assert isinstance(event.body, dict)
    assert isinstance(event.header, dict)
    assert (event.body["number"], event.body["facts"]) == ("PI-1", {"name": "Smith"})
    assert (event.header["kind"], event.header["channel"]) == ("case.opened", "page")


@pytest.mark.parametrize("position", [0, -1, 10**6, 2**62])
def test_what_was_never_recorded_is_not_found(
    office: Office, db: Db, house: House, position: int
) -> None:
    office.case()
    with pytest.raises(NotFound):
        shown(db, house, position)


def test_a_long_act_is_one_line_on_one_page(office: Office, db: Db, house: House) -> None:
    """Interleaved with others, and across pages: no act is told twice, nothing else is left out."""
    cases = [office.case(number=f"PI-{n}") for n in range(3)]
    act = new_id()
    for court in ("Leeds", "York", "Hull"):
        for case in cases[:2]:
            header = Header.begin(new_id(), office.by, "bulk", datetime.now(UTC), correlation=act)
            changes = {"court_name": f"{court} {case}"}
            handle(ReviseCaseDetails(case_id=case, changes=changes), house.ledger, header)
        office.revise(cases[2], court_name=court)
    house.catch_up()
    whole = log(db, house.ledger, Asked(), None, 100).entries
    expected = [e.position for e in whole if e.channel != "bulk" or e.position == whole[1].position]
    for limit in (1, 2, 3, 100):
        pages, before = [], None
        while True:
            page = log(db, house.ledger, Asked(), before, limit, fold=True)
            pages.append(page)
            if (before := page.next) is None:
                break
        assert [entry.position for page in pages for entry in page.entries] == expected
        folds = [(fold.position, fold.others) for page in pages for fold in page.folds]
        assert folds == [(whole[1].position, 5)]


def test_words_are_found_in_what_is_shown(
    office: Office, db: Db, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    rae = office.person("Rae Kim")
    bo = office.contact("Bo", "Quillfeather")
    case = office.case(bo, number="PI-77", lead=rae)
    office.revise(case, court_name="Łódź County Court")
    house.catch_up()

    def found(words: str, **more: Any) -> list[str]:
        page = log(db, house.ledger, Asked(words=words, **more), None, 100)
        return [entry.kind for entry in page.entries]

    assert found("odz county") == ["case.details-revised"]
    assert found("rae kim", category=["system"]) == ["person.added"]
    assert "case.details-revised" in found("quillfeather pi-77")  # by whom it is about
    assert found("nothing of the kind") == []
    everything = log(db, house.ledger, Asked(), None, 1_000)
    monkeypatch.setattr(queries_log, "MOST_READ", 1)
    monkeypatch.setattr(queries_log, "CHUNK", 1)
    page = log(db, house.ledger, Asked(words="added rae"), None, 100)
    assert (page.entries, page.searched and page.searched.entries) == ([], 1)
    kinds, seen = [], 1
    while page.next:
        page = log(db, house.ledger, Asked(words="added rae"), page.next, 100)
        kinds += [entry.kind for entry in page.entries]
        seen += page.searched.entries if page.searched else 0
    assert (kinds, seen) == (["person.added"], len(everything.entries))


def test_the_history_of_a_case_is_found_with_its_clients(
    office: Office, db: Db, house: House
) -> None:
    bo = office.contact("Bo", "Smith")
    case, other = office.case(), office.case()
    office.link(case, bo)
    office.opt_out(bo, Channel.CALL)
    office.revise(other, court_name="Leeds")
    house.catch_up()
    kinds = [e.kind for e in log(db, house.ledger, Asked(case=case), None, 100).entries]
    assert kinds == ["contact.calls-opted-out", "case.contact-linked", "case.opened"] or (
        kinds[0] == "contact.calls-opted-out" and kinds[-1] == "case.opened"
    )
    with pytest.raises(NotFound):
        log(db, house.ledger, Asked(case=uuid4()), None, 100)
