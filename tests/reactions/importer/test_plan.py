"""The plan is what happens: row by row, with what is doubtful said beforehand."""

import pytest

from commands.cases import ReviseCaseDetails
from commands.handle import handle
from domain.refusals import ImportIsBusy, NotPlanned
from tests.reactions.importer.desk import BY, CASES, Desk
from tests.scenario import header


def test_a_plan_is_what_happens_and_writes_nothing_itself(desk: Desk) -> None:
    before = desk.head()
    staged = desk.plan(CASES, type="Representation")
    assert desk.head() == before
    assert staged.planned == {"created": 3, "updated": 0, "skipped": 0, "failed": 0}
    assert desk.counts(desk.run(staged)) == desk.counts(staged) == {"create": 3, "warn": 1}
    case = desk.case("01-AC-00101")
    assert (case.status.current, case.details.facts) == (
        "closed",
        {"name": "St. Joseph, Inc.", "created_date": "2010-04-28", "end_date": "2010-12-31"},
    )
    assert desk.case("05-RC-00007").details.facts["name"] == "Harvey Corp"


def test_every_event_of_an_import_says_which_row_it_came_from(desk: Desk) -> None:
    staged = desk.run(desk.plan(CASES, type="Representation"))
    (begun, *_) = desk.house.ledger.stream(staged.id)
    record = desk.house.ledger.stream(desk.case("05-RC-00007").id)[0]
    assert (record.header.channel, record.header.actor) == ("import", BY)
    assert record.header.reference == {"import": str(staged.id), "row": 3}
    assert record.header.correlation == begun.header.correlation
    assert record.header.causation == begun.event_id


def test_what_is_doubtful_is_said_and_kept(desk: Desk) -> None:
    rows = desk.rows(desk.plan(CASES, type="Representation"))
    assert rows[4].warnings == (
        "“Clos” is not a status of Representation; it is left out.",
        "The case is closed (2010-10-22) before it was opened (2010-10-25).",
    )
    assert rows[4].outcome == "create"


def test_a_record_that_moved_after_the_plan_is_left_alone(desk: Desk) -> None:
    desk.do("Case number,Court\nA-1,Leeds\nA-2,Leeds\n", type="Civil")
    table = "Case number,Court\nA-1,York\nA-2,York\n"
    staged = desk.plan(table, type="Civil", duplicates="update")
    moved = ReviseCaseDetails(case_id=desk.case("A-1").id, changes={"jurisdiction": "UK"})
    handle(moved, desk.house.ledger, header())
    assert desk.counts(desk.run(staged)) == {"fail": 1, "update": 1}
    assert desk.case("A-1").details.facts["court_name"] == "Leeds"
    assert desk.case("A-2").details.facts["court_name"] == "York"
    assert "left alone" in str(desk.outcomes(staged)[0])


def test_what_an_import_itself_changed_has_not_moved(desk: Desk) -> None:
    desk.do("Case number,Court\nA-1,Leeds\n", type="Civil")
    table = "Case number,First name,Last name\n" + "".join(f"A-1,Bo{n},Smith\n" for n in range(9))
    staged = desk.plan(table, "contacts")
    assert [planned.turn for planned in desk.rows(staged).values()] == list(range(9))
    assert desk.counts(desk.run(staged)) == {"create": 9}
    assert [name for name, _ in desk.contacts("A-1")] == [f"Bo{n} Smith" for n in range(9)]


def test_nothing_runs_that_was_not_planned(desk: Desk) -> None:
    staged = desk.receive("Case number\nA-1\n", type="Civil")
    with pytest.raises(NotPlanned):
        desk.imports.ask_run(staged.id, header())
    desk.run(desk.planned(staged))
    with pytest.raises(ImportIsBusy):
        desk.imports.wish(staged.id, {}, staged.options)


def test_zeros_that_other_files_leave_out_are_pointed_at(desk: Desk) -> None:
    desk.do("Case number\n33-RD-00899\n", type="Civil")
    staged = desk.plan("Case number\n33-RD-000899\n", type="Civil")
    assert desk.rows(staged)[2].warnings == ("There is also 33-RD-00899, the same but for zeros.",)
    linked = desk.plan("Case number,First name,Last name\n33-RD-899,Bo,Smith\n", "contacts")
    assert desk.rows(linked)[2].reason == (
        "There is no case 33-RD-899. There is 33-RD-00899, the same but for zeros."
    )
