"""A change in bulk: what was selected is frozen, what was shown is what happens, each case once."""

from collections import Counter

import pytest

from commands.cases import ArchiveCase, ChangeStatus
from commands.fields import RequireField
from commands.lists import CreateCaseList
from commands.types import AddStatus, ChangeAllowedNext, NewStatus, RemoveStatus
from domain.bulk.bulk import BulkBegun
from domain.refusals import NoSuchFact, NothingSelected, NotPlanned, TooManyForYou
from domain.values import ValueKind
from queries.bulk import Difference
from tests.reactions.bulk.bench import Bench

ACTIVE = {"status": "active"}
BY_TYPE = "change-status-by-type"


def test_a_plan_is_what_happens_and_writes_nothing_itself(bench: Bench) -> None:
    office = bench.office
    new, active, archived = (office.case() for _ in range(3))
    office.ask(ChangeStatus(case_id=active, status="active"))
    office.ask(ArchiveCase(case_id=archived, reason="Twice"))
    before = bench.head()
    planned = bench.select("change-status", ACTIVE, [new, active, archived])
    assert bench.head() == before
    assert planned.planned == {"changed": 1, "unchanged": 1, "refused": 1, "moved": 0}
    shown = bench.outcomes(planned)
    assert shown == {new: "changed", active: "unchanged", archived: "refused"}
    assert bench.items(planned)[archived].reason == "This case is archived. Restore it first."
    ran = bench.run(planned)
    assert (ran.state, bench.outcomes(ran)) == ("finished", shown)
    assert [bench.status(each) for each in (new, active, archived)] == [
        "active",
        "active",
        "new-lead",
    ]


def test_every_event_says_which_bulk_it_belongs_to_with_before_and_after(bench: Bench) -> None:
    case = bench.office.case()
    planned = bench.select("change-status", {**ACTIVE, "reason": "Signed"}, [case])
    before = bench.head()
    bench.run(planned)
    begun, changed, finished = bench.since(before)
    assert [record.kind for record in (begun, changed, finished)] == [
        "bulk.begun",
        "case.status-changed",
        "bulk.finished",
    ]
    assert changed.header.reference == {"bulk": str(planned.id)}
    assert (changed.header.channel, changed.header.actor) == ("bulk", begun.header.actor)
    assert (changed.header.correlation, changed.header.causation) == (planned.id, begun.event_id)
    assert changed.event.changes() == {"status": ("new-lead", "active")}
    assert bench.items(planned)[case].position == changed.position
    assert begun.event.says() == "began in bulk: change status, 1 case"


def test_all_that_match_are_frozen_when_they_are_selected(bench: Bench) -> None:
    inside = [bench.office.case(court_name="Leeds") for _ in range(3)]
    outside = bench.office.case(court_name="York")
    spared = bench.office.case(court_name="Leeds")
    planned = bench.select("change-status", ACTIVE, where="court_name=Leeds", excluded=[spared])
    later = bench.office.case(court_name="Leeds")
    bench.office.revise(outside, court_name="Leeds")
    bench.office.settle()
    differs = bench.bulks.differs(planned)
    assert differs == Difference(more=2, fewer=0)
    ran = bench.run(planned)
    assert bench.outcomes(ran) == dict.fromkeys(inside, "changed")
    assert {bench.status(each) for each in (outside, later, spared)} == {"new-lead"}


def test_a_case_that_moved_is_left_alone_and_listed(bench: Bench) -> None:
    moved, still = bench.office.case(), bench.office.case()
    planned = bench.select("change-status", ACTIVE, [moved, still])
    bench.office.revise(moved, court_name="York")
    ran = bench.run(planned)
    assert bench.outcomes(ran) == {moved: "moved", still: "changed"}
    assert bench.status(moved) == "new-lead"
    assert "left alone" in (bench.items(ran)[moved].reason or "")


def test_what_moved_before_it_was_judged_is_not_planned(bench: Bench) -> None:
    moved, still = bench.office.case(), bench.office.case()
    bench.office.settle()
    bench.office.revise(moved, court_name="York")  # the lists do not know it yet
    planned = bench.select_now("archive-case", {"reason": "Old"}, [moved, still])
    assert bench.outcomes(planned) == {moved: "moved", still: "changed"}


def test_cases_of_a_type_without_the_status_are_refused_by_type(bench: Bench) -> None:
    office = bench.office
    ours = office.case(type="Personal Injury")
    theirs = [office.case(type="Maritime") for _ in range(2)]
    appeal = NewStatus(name="Appeal")
    office.ask(AddStatus(type_id=office.type("Personal Injury"), status=appeal))
    planned = bench.select("change-status", {"status": "Appeal"}, [ours, *theirs])
    assert planned.planned == {"changed": 1, "unchanged": 0, "refused": 2, "moved": 0}
    assert (bench.items(planned)[theirs[0]].reason or "").startswith("Maritime: Appeal is not")


def test_each_type_takes_its_own_status_and_one_without_is_left_alone(bench: Bench) -> None:
    office = bench.office
    ours, theirs, stays = (office.case(type=name) for name in ("Injury", "Maritime", "Tax"))
    asked = office.case(type="Tax")  # is archived, and nobody is asked about it either
    office.ask(ArchiveCase(case_id=asked, reason="Twice"))
    office.ask(AddStatus(type_id=office.type("Maritime"), status=NewStatus(name="Appeal")))
    statuses = {str(office.type("Injury")): "active", str(office.type("Maritime")): "Appeal"}
    planned = bench.select(BY_TYPE, {"statuses": statuses}, [ours, theirs, stays, asked])
    assert planned.planned == {"changed": 2, "unchanged": 2, "refused": 0, "moved": 0}
    why = "Tax: No status was chosen for this type of case, so it is left alone."
    assert {bench.items(planned)[each].reason for each in (stays, asked)} == {why}
    office.revise(stays, court_name="York")  # what is left alone anyway may move
    before = bench.head()
    ran = bench.run(planned)
    by_now = [bench.status(each) for each in (ours, theirs, stays)]
    assert by_now == [
        "active",
        "appeal",
        "new-lead",
    ]
    assert Counter(bench.outcomes(ran).values()) == {"changed": 2, "unchanged": 2}
    begun = bench.since(before)[0].event
    assert isinstance(begun, BulkBegun)
    assert (begun.action, begun.given) == (BY_TYPE, {"statuses": statuses})
    assert begun.says() == "began in bulk: change status by type, 4 cases"


def test_types_that_are_not_named_take_the_status_for_all_where_they_have_it(bench: Bench) -> None:
    office = bench.office
    ours, theirs, stuck = (office.case(type=name) for name in ("Injury", "Maritime", "Tax"))
    office.ask(ChangeAllowedNext(type_id=office.type("Tax"), status="new-lead", next=("active",)))
    chosen = {str(office.type("Injury")): "active"}
    planned = bench.select(BY_TYPE, {"statuses": chosen, "status": "closed"}, [ours, theirs, stuck])
    assert bench.outcomes(planned) == {ours: "changed", theirs: "changed", stuck: "refused"}
    assert "does not go from New Lead to Closed" in (bench.items(planned)[stuck].reason or "")
    bench.run(planned)
    assert [bench.status(each) for each in (ours, theirs)] == ["active", "closed"]


def test_a_status_that_was_removed_since_the_plan_is_refused_in_the_run(bench: Bench) -> None:
    office = bench.office
    ours, theirs = (office.case(type=name) for name in ("Injury", "Maritime"))
    statuses = {str(office.type(name)): "settled" for name in ("Injury", "Maritime")}
    planned = bench.select(BY_TYPE, {"statuses": statuses}, [ours, theirs])
    gone = RemoveStatus(type_id=office.type("Injury"), status="settled", replacement="closed")
    office.ask(gone)
    ran = bench.run(planned)
    assert bench.outcomes(ran) == {ours: "refused", theirs: "changed"}
    assert (bench.items(ran)[ours].reason or "").startswith("Injury: settled is not a status")


def test_what_a_status_requires_is_required_in_bulk_too(bench: Bench) -> None:
    office = bench.office
    kind = office.type("Personal Injury")
    office.field("Offer", ValueKind.CURRENCY, "Personal Injury")
    office.ask(RequireField(type_id=kind, field="x_offer", required=True, required_from="active"))
    without, with_it = office.case(), office.case(x_offer=100)
    planned = bench.select("change-status", ACTIVE, [without, with_it])
    assert bench.outcomes(planned) == {without: "refused", with_it: "changed"}


def test_staff_is_assigned_and_unassigned_and_cases_archived_and_restored(bench: Bench) -> None:
    cases = [bench.office.case() for _ in range(2)]
    rae = bench.office.person("Rae Kim")
    for action, given in (
        ("assign-staff", {"person_id": str(rae)}),
        ("archive-case", {"reason": "Old"}),
        ("restore-case", {}),
    ):
        ran = bench.run(bench.select(action, given, cases))
        assert set(bench.outcomes(ran).values()) == {"changed"}, action
    assert [bench.case(each).staff.people for each in cases] == [(rae,), (rae,)]
    bench.run(bench.select("unassign-staff", {"person_id": str(rae)}, cases))
    assert [bench.case(each).staff.people for each in cases] == [(), ()]
    again = bench.select("unassign-staff", {"person_id": str(rae)}, cases)
    assert again.planned["refused"] == 2


def test_cases_are_put_on_a_list_and_taken_off(bench: Bench) -> None:
    office = bench.office
    kind = office.type("Personal Injury")
    ours, theirs = office.case(), office.case(type="Maritime")
    made = office.ask(CreateCaseList(name="Campaign", type=kind)).id
    given = {"list_id": str(made)}
    planned = bench.select("add-to-list", given, [ours, theirs])
    assert bench.outcomes(planned) == {ours: "changed", theirs: "refused"}
    bench.run(planned)
    again = bench.select("add-to-list", given, [ours])
    assert again.planned["unchanged"] == 1
    bench.run(bench.select("remove-from-list", given, [ours]))
    kinds = [each.kind for each in bench.house.ledger.stream(ours)]
    assert kinds[-2:] == ["case.listed", "case.unlisted"]


def test_a_selection_of_nothing_or_of_too_much_is_refused_and_not_kept(bench: Bench) -> None:
    for _ in range(3):
        bench.office.case()
    with pytest.raises(NothingSelected):
        bench.select("archive-case", {"reason": "Old"}, where="court_name=York")
    with pytest.raises(TooManyForYou, match="up to 2 cases at once; 3 are selected"):
        bench.select("archive-case", {"reason": "Old"}, where="", most=2)
    with pytest.raises(NoSuchFact):
        bench.select("archive-case", {"reason": "Old"}, where="colour=blue")
    assert not bench.bulks.staging.all(10)


def test_a_case_that_does_not_exist_is_refused_in_its_place(bench: Bench) -> None:
    case = bench.office.case()
    contact = bench.office.contact("Bo", "Smith")
    planned = bench.select("archive-case", {"reason": "Old"}, [case, contact, case])
    assert Counter(bench.outcomes(planned).values()) == {"changed": 1, "refused": 1}


def test_it_stops_tells_what_it_did_and_goes_on(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reactions.bulk.run.CHUNK", 2)
    cases = [bench.office.case() for _ in range(5)]
    planned = bench.begin(bench.select("change-status", ACTIVE, cases))
    bench.bulks.stop(planned.id)
    stopped = bench.work(planned)
    assert stopped.state == "stopped"
    assert [bench.status(each) for each in cases].count("active") == 2
    record = bench.since(bench.head() - 1)[0]
    assert record.event.says() == "stopped the change in bulk: 2 changed"
    ended = bench.run(stopped)
    assert ended.state == "finished"
    assert bench.outcomes(ended) == dict.fromkeys(cases, "changed")
    kinds = Counter(each.kind for each in bench.since(0) if each.header.reference)
    assert kinds["case.status-changed"] == 5


def test_what_was_not_planned_cannot_run_and_what_ran_does_not_run_again(bench: Bench) -> None:
    case = bench.office.case()
    planned = bench.select("change-status", ACTIVE, [case])
    ran = bench.run(planned)
    with pytest.raises(NotPlanned):
        bench.begin(ran)
    assert bench.case(case).version == 2
