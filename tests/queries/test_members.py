"""Members of lists: whom a condition fits, since which event, whatever happened in which order."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

import pytest

from caseledger.wiring import House
from commands.cases import ArchiveCase, ChangeStatus, RestoreCase
from commands.lists import AddToList, ChangeCaseListCondition, CreateCaseList, RemoveFromList
from commands.people import FoundFirm, ReviseFirm
from domain.case.case import Case
from domain.case.opening import CaseOpened
from domain.conditions import Condition, Is, Row, holds
from domain.contact.consent import Channel
from domain.ledger import Recorded
from domain.lists.caselist import CaseList
from domain.refusals import Refused
from domain.values import ValueKind
from domain.words import folded
from projections import checkpoints, due
from projections.members import members as kept
from projections.runner import step
from projections.tables import Db
from projections.verify import verify
from queries import catalogue, picture
from queries.names import names
from tests.queries.meaning import meant
from tests.queries.office import Office

LEEDS = {"type": "is", "fact": "court_name", "operator": "any", "value": ["Leeds"]}
TEXTS_OUT = {"type": "is", "fact": "opted_out", "operator": "any", "value": ["sms"]}


def made(office: Office, name: str, kind: str = "dynamic", **more: Any) -> UUID:
    given = {"name": name, "kind": kind, **more}
    return office.ask(CreateCaseList.model_validate(given)).id


def now(db: Db, it: UUID) -> set[UUID]:
    query = "select case_id from read.list_member where list = %s and until is null"
    return {case for (case,) in db.execute(query, (it,))}


def stays(db: Db, it: UUID, case: UUID) -> list[tuple[str, str | None]]:
    """By which kinds of event a case came and went."""
    query = (
        "select e.kind, l.kind from read.list_member m join read.log_line e"
        " on e.event_id = m.entered_by left join read.log_line l on l.event_id = m.left_by"
        " where m.list = %s and m.case_id = %s order by m.since"
    )
    return db.execute(query, (it, case)).fetchall()


def test_cases_enter_and_leave_a_list_by_its_condition_each_by_an_event(
    office: Office, db: Db
) -> None:
    before = office.case(court_name="Leeds")
    it = made(office, "In Leeds", condition=LEEDS)
    office.settle()
    later, other = office.case(court_name="leeds"), office.case(court_name="York")
    office.revise(other, court_name="Leeds")
    office.revise(later, court_name="York")
    office.settle()
    assert now(db, it) == {before, other}
    assert stays(db, it, before) == [("case-list.created", None)]
    assert stays(db, it, other) == [("case.details-revised", None)]
    assert stays(db, it, later) == [("case.opened", "case.details-revised")]


def test_an_opt_out_of_a_number_reaches_every_list(office: Office, db: Db) -> None:
    one = office.contact("Bo", "Smith", phones=["+12025550140"])
    two = office.contact("Cy", "Jones", phones=["+12025550140"])
    cases = {office.case(one), office.case(two)}
    it = made(office, "Silent", condition=TEXTS_OUT)
    office.opt_out(one, Channel.SMS, value="+12025550140")
    office.settle()
    assert now(db, it) == cases
    assert {stays(db, it, case)[0][0] for case in cases} == {"point.opted-out"}
    office.opt_in(two, Channel.SMS, value="+12025550140")
    office.settle()
    assert now(db, it) == set()


def test_archived_cases_leave_what_follows_a_condition_and_stay_where_they_were_put(
    office: Office, db: Db
) -> None:
    case = office.case(court_name="Leeds")
    follows = made(office, "Follows", condition=LEEDS)
    static = made(office, "Put", "static", case_ids=[str(case)])
    office.ask(ArchiveCase(case_id=case, reason="Over"))
    office.settle()
    assert (now(db, follows), now(db, static)) == (set(), {case})
    office.ask(RestoreCase(case_id=case))
    office.settle()
    assert now(db, follows) == {case}
    assert stays(db, follows, case) == [
        ("case-list.created", "case.archived"),
        ("case.restored", None),
    ]


def test_what_is_kept_off_a_hybrid_list_stays_off_whatever_fits(office: Office, db: Db) -> None:
    fits, put = office.case(court_name="Leeds"), office.case(court_name="York")
    it = made(office, "Both", "hybrid", condition=LEEDS)
    office.ask(AddToList(case_id=put, list_id=it))
    office.settle()
    assert now(db, it) == {fits, put}
    office.ask(RemoveFromList(case_id=fits, list_id=it, reason="Asked for silence"))
    office.revise(fits, court_name="York")
    office.revise(fits, court_name="Leeds")
    office.settle()
    assert now(db, it) == {put}
    assert stays(db, it, fits) == [("case-list.created", "case.excluded")]


def test_another_condition_is_why_cases_come_and_go(office: Office, db: Db) -> None:
    one, two = office.case(court_name="Leeds"), office.case(court_name="York")
    it = made(office, "Courts", condition=LEEDS)
    other = {**LEEDS, "value": ["York"]}
    office.ask(ChangeCaseListCondition.model_validate({"list_id": it, "condition": other}))
    office.settle()
    assert now(db, it) == {two}
    assert stays(db, it, one) == [("case-list.created", "case-list.condition-changed")]
    assert stays(db, it, two) == [("case-list.condition-changed", None)]


def test_a_list_for_one_type_holds_no_case_of_another(office: Office, db: Db) -> None:
    one, _ = office.case(court_name="Leeds"), office.case(type="Family", court_name="Leeds")
    it = made(office, "One type", condition=LEEDS, type="Personal Injury")
    office.settle()
    assert now(db, it) == {one}


def test_a_field_counts_where_the_type_of_the_case_has_it(office: Office, db: Db) -> None:
    office.field("Offer", ValueKind.CURRENCY, "Personal Injury")
    case = office.case(x_offer="1,500.00")
    asked = {"type": "is", "fact": "x_offer", "operator": "from", "value": "1,000"}
    it = made(office, "Offers", condition=asked)
    office.settle()
    assert now(db, it) == {case}


def test_a_day_is_the_firms(office: Office, db: Db) -> None:
    office.ask(FoundFirm())
    case = office.case(type="Visas")
    office.settle()
    (day,) = db.execute(
        "select (opened_at at time zone 'Pacific/Kiritimati')::date::text from read.case_line"
    ).fetchone() or ("",)
    office.ask(ReviseFirm(time_zone="Pacific/Kiritimati"))
    asked = {"type": "is", "fact": "opened_at", "operator": "any", "value": [day]}
    it = made(office, "That day", condition=asked)
    office.settle()
    assert now(db, it) == {case}


@pytest.mark.parametrize("size", [1, 1_000])  # of a batch, which may cut a command in two
def test_within_one_command_nobody_comes_and_goes(office: Office, db: Db, size: int) -> None:
    nobody = {"type": "is", "fact": "client", "operator": "missing", "value": True}
    it = made(office, "Without client", condition=nobody)
    office.case(office.contact("Bo", "Smith"))
    while step(db, office.house.ledger, size=size):
        pass
    query = "select count(*) from read.list_member where list = %s"
    assert db.execute(query, (it,)).fetchone() == (0,)


def test_a_condition_that_reaches_many_is_taken_in_chunks_and_says_so(
    office: Office, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "AT_ONCE", 2)
    monkeypatch.setattr(due, "CHUNK", 2)
    cases = {office.case(court_name="Leeds") for _ in range(7)}
    office.settle()
    it = made(office, "In Leeds", condition=LEEDS)
    created = office.house.ledger.recorder.max_notification_id() or 0
    with office.house.pool.connection() as other:
        step(other, office.house.ledger)
    assert checkpoints.reached(db, "list_member") == created - 1
    office.settle()
    assert checkpoints.reached(db, "list_member") == created
    assert now(db, it) == cases


def test_what_happens_to_a_case_that_a_condition_has_not_reached_yet_is_not_why_it_came(
    office: Office, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "AT_ONCE", 2)
    monkeypatch.setattr(due, "CHUNK", 2)
    *_, last = sorted(office.case(court_name="Leeds") for _ in range(7))
    office.settle()
    it = made(office, "In Leeds", condition=LEEDS)
    step(db, office.house.ledger)
    office.revise(last, utm_source="A leaflet")
    step(db, office.house.ledger)
    assert checkpoints.reached(db, "list_member") < checkpoints.reached(db, "state")
    office.settle()
    assert stays(db, it, last) == [("case-list.created", None)]


def test_of_a_command_the_first_event_that_made_it_so_is_the_cause(office: Office, db: Db) -> None:
    it = made(office, "In Leeds", condition=LEEDS)
    case = office.case(office.contact("Bo", "Smith"), court_name="Leeds")
    office.settle()
    assert stays(db, it, case) == [("case.opened", None)]


@pytest.mark.parametrize(("size", "at_once"), [(1, 500), (3, 1), (1_000, 500), (7, 0)])
def test_how_much_is_read_at_once_and_how_much_is_put_off_makes_no_difference(
    office: Office, house: House, db: Db, size: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads meanwhile, from whatever is kept: it is what a fold of all histories says."""
    monkeypatch.setattr(due, "AT_ONCE", at_once)
    monkeypatch.setattr(due, "CHUNK", 2)
    chance = Random(size)
    clients = [office.contact("Bo", "Smith", phones=[f"+120255501{n}"]) for n in (40, 41, 40)]
    lists = _lists(office)
    cases = [office.case(clients[n % 3], court_name="Leeds") for n in range(4)]
    for _ in range(30):
        _something(office, chance, chance.choice(cases), chance.choice(lists), clients)
        for _ in range(chance.randrange(3)):
            step(db, house.ledger, size=size)
    while step(db, house.ledger, size=size):
        pass
    assert db.execute("select count(*) > 5 from read.list_member").fetchone() == (True,)
    assert not any(verify(db, house.ledger).values())
    _is_as_meant_at_every_moment(house, db)


def test_what_is_kept_is_enough_whatever_the_age_of_a_case(
    office: Office, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No history is read for news of cases, of clients, of numbers, or for another condition."""
    client = office.contact("Bo", "Smith", phones=["+12025550140"])
    case, other = office.case(client, court_name="Leeds"), office.case(court_name="York")
    it, silent = made(office, "In Leeds", condition=LEEDS), made(office, "S", condition=TEXTS_OUT)
    office.settle()
    monkeypatch.setattr(kept, "told", _never)
    office.revise(other, court_name="Leeds")
    office.settle()
    office.opt_out(client, Channel.SMS, value="+12025550140")
    office.settle()
    assert (now(db, it), now(db, silent)) == ({case, other}, {case})
    for at_once in (500, 0):
        monkeypatch.setattr(due, "AT_ONCE", at_once)
        york = {**LEEDS, "value": ["York" if at_once else "Leeds"]}
        office.ask(ChangeCaseListCondition.model_validate({"list_id": it, "condition": york}))
        office.settle()
    assert now(db, it) == {case, other}
    assert [came for came, _ in stays(db, it, other)] == [
        "case.details-revised",
        "case-list.condition-changed",
    ]


def _never(*_: object) -> None:
    raise AssertionError("A whole history was read.")


def _is_as_meant_at_every_moment(house: House, db: Db) -> None:
    """The history of members against each case as it was after each command, asked in Python."""
    known = names(db)
    facts, ledger = catalogue.of_cases(known), house.ledger
    records = ledger.read(0, 10_000)
    ends = [a.position for a, b in pairwise(records) if a.header.command != b.header.command]
    cases = {r.originator_id: r.position for r in records if isinstance(r.event, CaseOpened)}
    stays = db.execute("select list, case_id, since, until from read.list_member").fetchall()
    for position in ends:
        on = {(it, c) for it, c, since, end in stays if since <= position < (end or position + 1)}
        meant_on = set()
        lists = [as_it_was(it, ledger.stream(it), position) for it in known.lists]
        for case in (case for case, begun in cases.items() if begun <= position):
            then = picture.at(ledger, case, position)
            row = meant(then, known, facts)
            meant_on |= {(it.id, case) for it in lists if it.exists and _meant(it, then.case, row)}
        assert on == meant_on


def as_it_was(it: UUID, own: Sequence[Recorded], position: int) -> CaseList:
    return CaseList(it).after(r.event for r in own if r.position <= position)


def _meant(it: CaseList, case: Case, row: Row) -> bool:
    asked = it.rule.condition
    fits = not case.life.archived and asked is not None and holds(_asking(asked), row)
    return (fits or it.id in case.lists.on) and it.id not in case.lists.off


def _asking(condition: Condition) -> Condition:
    assert isinstance(condition, Is)
    return Is(condition.fact, "any", tuple(map(folded, condition.value)))


def _lists(office: Office) -> list[UUID]:
    """Those that take hands."""
    office.lists["In Leeds"] = made(office, "In Leeds", condition=LEEDS)
    made(office, "Silent", condition=TEXTS_OUT)
    active = {**LEEDS, "fact": "status", "value": ["active"]}
    return [made(office, "Active", "hybrid", condition=active), made(office, "Put", "static")]


def _something(
    office: Office, chance: Random, case: UUID, it: UUID, clients: Sequence[UUID]
) -> None:
    match chance.randrange(6):
        case 0:
            office.revise(case, court_name=chance.choice(["Leeds", "York"]))
        case 1:
            office.ask(ChangeStatus(case_id=case, status=chance.choice(["active", "closed"])))
        case 2:
            asked = {**LEEDS, "value": [chance.choice(["Leeds", "York", "Hull"])]}
            given = {"list_id": office.lists["In Leeds"], "condition": asked}
            office.ask(ChangeCaseListCondition.model_validate(given))
        case 3:
            value = f"+120255501{chance.choice([40, 41])}"
            with suppress(Refused):  # it holds the other one
                do = chance.choice([office.opt_out, office.opt_in])
                do(chance.choice(clients), Channel.SMS, value=value)
        case 4:
            with suppress(Refused):  # it is one already
                office.link(case, chance.choice(clients))
        case _:
            ask = chance.choice([AddToList, RemoveFromList])
            office.ask(ask(case_id=case, list_id=it))
