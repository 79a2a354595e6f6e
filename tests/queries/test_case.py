"""One case, whole: as the list has it, as a fold has it, and as it was at any moment."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from msgspec.structs import replace

from caseledger.adapters.desk import PostgresDesk
from caseledger.adapters.evidence import PostgresLeaves
from caseledger.wiring import House
from commands.cases import (
    ArchiveCase,
    AssignStaff,
    ChangeCaseType,
    ChangeStatus,
    MakeClientPrimary,
    RestoreCase,
    UnlinkContact,
)
from commands.contacts import AddContactPoint, ReviseContactDetails
from commands.fields import BindField, RequireField
from commands.notes import HideNote, WriteNote
from domain.contact.consent import Channel
from domain.contact.reach import Medium
from domain.refusals import NotFound, NotYet, StatusNotOfType, Unknown, Unsuitable
from domain.values import ValueKind
from projections.tables import Db
from queries import case, cases
from queries.case import Detail, type_change
from queries.instants import Moment, moment
from queries.sought import Asked
from reactions.notary import Notary
from reactions.reaction import turn
from tests.queries.office import Office
from tests.scenario import SECRETS


def head(house: House) -> int:
    return house.ledger.recorder.max_notification_id() or 0


def now(db: Db, house: House, it: UUID) -> Detail:
    house.catch_up()
    return case.case_now(db, house.ledger, it)


def at(db: Db, house: House, it: UUID, position: int) -> Detail:
    then = Moment(position, datetime.now(UTC))
    return replace(case.case_at(db, house.ledger, it, then), as_of=None)


@pytest.fixture
def lived(office: Office) -> tuple[UUID, UUID]:
    """A case with a life, and its client."""
    office.field("Injury", ValueKind.SELECT, "Personal Injury", options=["Arm", "Leg"])
    office.field("Value", ValueKind.CURRENCY, "Personal Injury", "Family Law")
    rae = office.person("Rae Kim")
    ana = office.contact("Ana", "Ruiz", phones=["+12025550101"], emails=["ana@example.com"])
    bo = office.contact("Bo", "Smith", phones=["+12025550102"])
    it = office.case(ana, number="PI-1", x_injury="Leg", x_value="10", court_name="Leeds")
    office.link(it, bo)
    office.link(it, ana, "Witness")
    office.opt_out(ana, Channel.SMS)
    office.ask(AssignStaff(case_id=it, person_id=rae))
    office.ask(ChangeStatus(case_id=it, status="Active"))
    office.ask(ChangeCaseType(case_id=it, type="Family Law"))
    office.revise(it, court_name="York", x_value="12.50")
    office.ask(ReviseContactDetails(contact_id=ana, changes={"last_name": "Moss"}))
    office.opt_in(ana, Channel.SMS)
    office.ask(MakeClientPrimary(case_id=it, contact_id=bo))
    office.ask(ChangeCaseType(case_id=it, type="Personal Injury"))
    office.opt_out(bo, Channel.CALL, type="Personal Injury")
    office.ask(UnlinkContact(case_id=it, contact_id=ana))
    point = AddContactPoint(contact_id=bo, medium=Medium.EMAIL, value="bo@example.com")
    office.ask(point)
    office.ask(WriteNote(case_id=it, text="Called."))
    office.ask(ArchiveCase(case_id=it, reason="Twice"))
    office.ask(RestoreCase(case_id=it))
    return it, ana


def test_a_page_says_what_the_list_says(
    office: Office, db: Db, house: House, lived: tuple[UUID, UUID]
) -> None:
    detail = now(db, house, lived[0])
    assert cases.find(db, Asked(q="PI-1")).cases == [detail.case]
    assert (detail.case.name, detail.case.own_name) == ("Bo Smith - Personal Injury", None)
    assert detail.case.custom == {"x_injury": "leg", "x_value": 1250}
    assert (detail.case.origin, detail.case.update_origin) == ("page", "page")


def test_as_it_was_equals_what_was_shown_then(
    office: Office, db: Db, house: House, lived: tuple[UUID, UUID]
) -> None:
    """Every page that was ever shown comes back, whatever happened to it since."""
    it, ana = lived
    shown = {head(house): now(db, house, it)}
    chance = Random(11)
    bo = shown[head(house)].case.clients[0]
    moves: list[Callable[[], object]] = [
        lambda: office.revise(it, court_name=f"Court {chance.random()}"),
        lambda: office.ask(ChangeStatus(case_id=it, status=chance.choice(("Active", "Closed")))),
        lambda: office.ask(ChangeCaseType(case_id=it, type=chance.choice(tuple(office.types)))),
        lambda: office.link(it, ana),
        lambda: office.opt_out(bo, Channel.EMAIL),
        lambda: office.opt_in(bo, Channel.EMAIL),
        lambda: office.ask(
            ReviseContactDetails(contact_id=bo, changes={"last_name": f"S{chance.random()}"})
        ),
        lambda: office.ask(WriteNote(case_id=it, text="More.")),
        lambda: office.field(f"F{chance.random()}", ValueKind.TEXT, "Family Law"),
    ]
    for _ in range(30):
        chance.choice(moves)()
        shown[head(house)] = now(db, house, it)
    for position, detail in shown.items():
        assert at(db, house, it, position) == detail


def test_a_position_of_another_record_is_a_moment_too(
    office: Office, db: Db, house: House, lived: tuple[UUID, UUID]
) -> None:
    before = now(db, house, lived[0])
    office.case(number="PI-9")
    office.revise(lived[0], court_name="Hull")
    other = head(house) - 1
    assert at(db, house, lived[0], other) == before


def test_before_it_was_created_it_says_when_it_was(
    office: Office, db: Db, house: House, lived: tuple[UUID, UUID]
) -> None:
    with pytest.raises(NotYet, match="was created at 20") as refused:
        at(db, house, lived[0], 1)
    first = house.ledger.stream(lived[0])[0]
    assert refused.value.created_at == first.recorded_at
    with pytest.raises(NotFound):
        at(db, house, lived[1], head(house))


def test_a_moment_is_a_position_an_instant_or_a_day_of_the_firm(
    office: Office, house: House
) -> None:
    it = office.case()
    office.revise(it, court_name="Leeds")
    first, last = house.ledger.stream(it)
    assert first.recorded_at
    assert last.recorded_at

    def position(said: str, zone: str = "UTC") -> int:
        return moment(house.ledger, head(house), said, zone).position

    assert position(str(first.position)) == first.position
    assert position("9" * 30) == head(house)
    assert position(first.recorded_at.isoformat()) == first.position
    assert position((last.recorded_at - timedelta(microseconds=1)).isoformat()) == first.position
    assert position("2000-01-01") == 0
    assert position(last.recorded_at.date().isoformat()) == head(house)
    yesterday = last.recorded_at.date() - timedelta(days=1)
    assert position(yesterday.isoformat()) == 0
    assert moment(house.ledger, 0, "2026-01-01", "America/New_York").at == datetime(
        2026, 1, 2, 4, 59, 59, 999999, tzinfo=UTC
    )
    with pytest.raises(Unsuitable):
        position("soon")


def test_its_fields_are_those_of_its_type_in_order(office: Office, db: Db, house: House) -> None:
    injury = office.field("Injury", ValueKind.SELECT, "Personal Injury", options=["Arm", "Leg"])
    office.field("Value", ValueKind.CURRENCY, "Personal Injury", "Family Law")
    office.ask(RequireField(type_id=office.types["Family Law"], field="x_value", required=True))
    it = office.case(x_injury="Leg")
    fields = now(db, house, it).fields
    assert [(each.key, each.label, each.value) for each in fields] == [
        ("x_injury", "Injury", "leg"),
        ("x_value", "Value", None),
    ]
    office.ask(ChangeCaseType(case_id=it, type="Family Law"))
    detail = now(db, house, it)
    assert [(each.key, each.required) for each in detail.fields] == [("x_value", True)]
    assert (detail.hidden, detail.missing) == (["x_injury"], ["x_value"])
    assert detail.case.custom == {}
    office.ask(BindField(type_id=office.types["Family Law"], field_id=injury))
    assert now(db, house, it).case.custom == {"x_injury": "leg"}


def test_its_contacts_are_shown_by_role_with_what_they_may_be_asked(
    office: Office, db: Db, house: House, lived: tuple[UUID, UUID]
) -> None:
    contacts = now(db, house, lived[0]).contacts
    assert [(c.name, c.role, c.primary) for c in contacts] == [
        ("Bo Smith", "client", True),
        ("Ana Moss", "witness", False),
    ]
    bo, ana = contacts
    assert (bo.call_opted_out, ana.call_opted_out) == (True, False)
    assert [(p.value, p.primary, p.opted_out) for p in ana.phones] == [
        ("+12025550101", True, False)
    ]


def test_tabs_count_what_is_under_them(office: Office, db: Db, house: House) -> None:
    it = office.case()
    note = office.ask(WriteNote(case_id=it, text="One")).id
    office.ask(WriteNote(case_id=it, text="Two"))
    office.ask(HideNote(note_id=note, reason="Wrong case"))
    tabs = now(db, house, it).tabs
    assert (tabs.notes, tabs.activity) == (1, 4)


def test_its_leaf_is_told_once_the_notary_has_come_to_it(
    office: Office, db: Db, house: House
) -> None:
    it = office.case()
    assert now(db, house, it).ledger.leaf is None
    notary = Notary(house.ledger, PostgresLeaves(house.pool), SECRETS.keys)
    turn(notary, PostgresDesk(house.pool))
    evidence = now(db, house, it).ledger
    assert evidence.leaf is not None
    assert (len(evidence.leaf), evidence.leaf_position) == (64, evidence.position)
    office.revise(it, court_name="Leeds")
    late = now(db, house, it).ledger
    assert (late.leaf, late.position) == (evidence.leaf, evidence.position + 1)


def test_another_type_can_be_tried(office: Office, db: Db, house: House) -> None:
    office.field("Injury", ValueKind.TEXT, "Personal Injury")
    office.field("Value", ValueKind.TEXT, "Personal Injury", "Family Law")
    office.field("Court room", ValueKind.TEXT, "Family Law")
    room = RequireField(type_id=office.type("Family Law"), field="x_court_room", required=True)
    office.ask(room)
    it = office.case(x_injury="Leg", x_value="much")
    office.settle()
    before = head(house)
    tried = type_change(db, it, "family law")
    assert (tried.kept, tried.hidden, tried.restored) == (["x_value"], ("x_injury",), ())
    assert (tried.missing, tried.status) == (["x_court_room"], "new-lead")
    assert head(house) == before
    office.ask(ChangeCaseType(case_id=it, type="Family Law"))
    office.settle()
    back = type_change(db, it, str(office.types["Personal Injury"]), "Active")
    assert (back.restored, back.status) == (("x_injury",), "active")
    same = type_change(db, it, "FL")
    assert (same.kept, same.hidden, same.restored) == (["x_value"], (), ())
    with pytest.raises(Unknown):
        type_change(db, it, "Maritime")
    with pytest.raises(StatusNotOfType):
        type_change(db, it, "Personal Injury", "Arbitration")


def test_what_is_no_case_is_not_found(office: Office, db: Db, house: House) -> None:
    with pytest.raises(NotFound):
        now(db, house, office.contact("Bo", "Smith"))
