"""What is removed is replaced: its cases are changed in bulk, whoever changes them meanwhile."""

import pytest

from caseledger import operations
from caseledger.adapters.desk import PostgresDesk
from caseledger.adapters.ledger.recorder import OF_KINDS
from caseledger.wiring import House
from commands.cases import ArchiveCase, RestoreCase
from commands.fields import RemoveOption, RequireField, UnbindField
from commands.types import ChangeAllowedNext, RemoveStatus
from domain.refusals import StatusNotOfType
from domain.values import ValueKind
from projections.tables import Db
from reactions.bulk.selection import Selection
from reactions.reaction import turn
from reactions.replacer import KINDS
from tests.reactions.bulk.bench import Bench

TYPE = "Personal Injury"


@pytest.fixture
def bench(house: House) -> Bench:
    return Bench(house)


def removed(bench: Bench, status: str = "settled", replacement: str = "closed") -> int:
    """The position of the removal."""
    kind = bench.office.type(TYPE)
    told = bench.office.ask(RemoveStatus(type_id=kind, status=status, replacement=replacement))
    return told.position or 0


def followed(bench: Bench) -> None:
    """What the replacer does, once the lists have caught up."""
    bench.office.settle()
    while turn(bench.house.replacer(), PostgresDesk(bench.house.pool)):
        pass


def bulks(bench: Bench) -> list[Selection]:
    """The newest first."""
    return list(bench.bulks.staging.all(10))


def test_the_cases_of_a_removed_status_are_moved_in_one_operation(bench: Bench) -> None:
    office = bench.office
    moving = [office.case(status="Settled") for _ in range(3)]
    other, archived = office.case(status="Active"), office.case(status="Settled")
    elsewhere = office.case(type="Family Law", status="Settled")
    office.ask(ArchiveCase(case_id=archived, reason="Twice"))
    position = removed(bench)
    followed(bench)
    (bulk,) = bulks(bench)
    assert (bulk.action, bulk.cases, bulk.state) == ("leave-removed-status", 3, "running")
    shown = operations.one(bench.house.pool, bulk.id)
    assert shown
    assert (shown.total, shown.title) == (3, "Leave removed status: 3 cases")
    ran = bench.work(bulk)
    assert set(bench.outcomes(ran).values()) == {"changed"}
    assert [bench.status(each) for each in moving] == ["closed"] * 3
    assert (bench.status(other), bench.status(elsewhere)) == ("active", "settled")
    begun, moved = bench.since(position)[:2]
    removal = bench.since(position - 1)[0]
    assert (begun.header.causation, begun.header.actor) == (
        removal.event_id,
        removal.header.actor,
    )
    assert (moved.event.changes(), moved.header.reference) == (
        {"status": ("settled", "closed")},
        {"bulk": str(bulk.id)},
    )
    office.ask(RestoreCase(case_id=archived))
    assert bench.status(archived) == "settled"  # as it was; whoever restores it chooses


def test_a_removal_is_answered_once(bench: Bench) -> None:
    bench.office.case(status="Settled")
    position = removed(bench)
    followed(bench)
    assert bench.house.replacer().react(position - 1) >= position
    assert len(bulks(bench)) == 1
    bench.work(bulks(bench)[0])
    followed(bench)
    assert len(bulks(bench)) == 1


def test_a_status_that_no_case_has_needs_no_operation(bench: Bench) -> None:
    removed(bench)
    followed(bench)
    assert bulks(bench) == []


def test_it_waits_for_the_lists(bench: Bench) -> None:
    bench.office.case(status="Settled")
    position = removed(bench)
    assert bench.house.replacer().react(0) == position - 1
    followed(bench)
    assert len(bulks(bench)) == 1


def test_who_was_changed_meanwhile_is_selected_again(bench: Bench) -> None:
    one, two = (bench.office.case(status="Settled") for _ in range(2))
    removed(bench)
    followed(bench)
    bench.office.revise(one, court_name="Leeds")
    first = bench.work(bulks(bench)[0])
    assert bench.outcomes(first) == {one: "moved", two: "changed"}
    followed(bench)
    second = bench.work(bulks(bench)[0])
    assert bench.outcomes(second) == {one: "changed"}
    assert bench.status(one) == "closed"
    followed(bench)
    assert len(bulks(bench)) == 2


def test_a_case_that_lacks_what_the_replacement_needs_stays_and_says_so(bench: Bench) -> None:
    office = bench.office
    kind = office.type(TYPE)
    office.field("Offer", ValueKind.TEXT, TYPE)
    without, complete = office.case(status="Active"), office.case(status="Active", x_offer="10")
    need = RequireField(type_id=kind, field="x_offer", required=True, required_from="closed")
    office.ask(need)
    office.ask(ChangeAllowedNext(type_id=kind, status="active", next=("in-review",)))
    removed(bench, "active")
    followed(bench)
    ran = bench.work(bulks(bench)[0])
    assert bench.outcomes(ran) == {without: "refused", complete: "changed"}
    assert bench.items(ran)[without].reason == "This needs a value first: Offer."
    assert bench.status(without) == "active"
    with pytest.raises(StatusNotOfType):
        office.case(status="Active")


def test_the_cases_of_a_removed_option_are_given_another(bench: Bench) -> None:
    office = bench.office
    offers = ["Made", "Accepted", "Declined"]
    single = office.field("Offer", ValueKind.SELECT, TYPE, options=offers)
    several = office.field("Offers", ValueKind.MULTI_SELECT, TYPE, options=offers)
    one = office.case(x_offer="Made", x_offers=["Made", "Declined"])
    two = office.case(x_offer="Accepted", x_offers=["Made", "Accepted"])
    hidden = office.case(type="Family Law")
    for field in (single, several):
        office.ask(RemoveOption(field_id=field, option="made", replacement="accepted"))
    followed(bench)
    for bulk in bulks(bench):
        bench.work(bulk)
    followed(bench)
    for bulk in bulks(bench):
        bench.work(bulk)
    facts = [bench.case(each).details.facts for each in (one, two)]
    assert [each["x_offer"] for each in facts] == ["accepted", "accepted"]
    assert [each["x_offers"] for each in facts] == [("accepted", "declined"), ("accepted",)]
    assert "x_offer" not in bench.case(hidden).details.facts


def test_values_out_of_sight_keep_a_removed_option(bench: Bench) -> None:
    office = bench.office
    field = office.field("Offer", ValueKind.SELECT, TYPE, options=["Made", "Accepted"])
    it = office.case(x_offer="Made")
    office.ask(UnbindField(type_id=office.type(TYPE), field="x_offer"))
    office.ask(RemoveOption(field_id=field, option="made", replacement="accepted"))
    followed(bench)
    assert bulks(bench) == []
    assert bench.case(it).details.facts["x_offer"] == "made"


def test_it_looks_at_no_event_but_its_own(bench: Bench, db: Db) -> None:
    """Its first turn answers what is there and is at the head, by the index of its kinds."""
    bench.office.case(status="Settled")
    position = removed(bench)
    for _ in range(20):
        bench.office.case()
    bench.office.settle()
    assert bench.house.ledger.places(KINDS, 0, position, 10) == [position]
    assert bench.house.replacer().react(0) == position + 20
    assert len(bulks(bench)) == 1
    asked = (sorted(KINDS), 0, position, 10)
    plan = str(db.execute("explain " + OF_KINDS, asked, prepare=False).fetchall())
    assert "event_removals" in plan, plan
