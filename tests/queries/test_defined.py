"""What the firm has defined, as it was, who changed it, and how many cases use it."""

from uuid import UUID

import pytest

from caseledger.wiring import House
from commands.cases import ArchiveCase, ChangeStatus
from commands.fields import AddOption, ReviseField, UnbindField
from commands.types import AddStatus, ChangeAllowedNext, RemoveStatus, RenameCaseType, ReviseStatus
from domain.refusals import NotFound, NotYet
from domain.values import ValueKind
from projections.tables import Db
from queries import defined, uses
from queries.activity import Asked, EntryPage
from queries.defined import TypeThen
from queries.instants import Moment, moment
from queries.names import names
from tests.queries.office import Office

TYPE = "Personal Injury"


def head(house: House) -> int:
    return house.ledger.recorder.max_notification_id() or 0


def then(db: Db, house: House, type: UUID, position: int) -> TypeThen:
    return defined.type_at(db, house.ledger, type, moment(house.ledger, position, "9" * 9, "UTC"))


def test_a_type_is_what_it_was_at_any_position(office: Office, db: Db, house: House) -> None:
    kind = office.type(TYPE)
    office.field("Injury", ValueKind.SELECT, TYPE, options=["Arm", "Leg"])
    before = head(house)
    field = names_field(office, db)
    office.ask(RenameCaseType(type_id=kind, name="Injury"))
    office.ask(ReviseStatus(type_id=kind, status="active", name="Open", colour="cyan"))
    office.ask(ChangeAllowedNext(type_id=kind, status="active", next=("closed",)))
    office.ask(ReviseField(field_id=field, label="Wound"))
    office.ask(UnbindField(type_id=kind, field="x_injury"))
    office.settle()
    old, new = then(db, house, kind, before), then(db, house, kind, head(house))
    assert (old.case_type.name, new.case_type.name) == (TYPE, "Injury")
    assert [s.name for s in old.case_type.statuses][2] == "Active"
    assert [s.name for s in new.case_type.statuses][2] == "Open"
    assert (old.case_type.allowed_next, new.case_type.allowed_next) == ({}, {"active": ("closed",)})
    assert [each.label for each in old.fields] == ["Injury"]
    assert new.fields == []
    with pytest.raises(NotYet):
        defined.type_at(db, house.ledger, kind, Moment(0, old.as_of.at))
    with pytest.raises(NotFound):
        then(db, house, field, before)


def names_field(office: Office, db: Db) -> UUID:
    office.settle()
    return next(iter(names(db).fields.values())).id


def said(page: EntryPage) -> list[str]:
    return [entry.says for entry in page.entries]


def test_the_history_of_a_type_has_its_fields_while_it_had_them(
    office: Office, db: Db, house: House
) -> None:
    kind = office.type(TYPE)
    field = office.field("Injury", ValueKind.SELECT, TYPE, options=["Arm"])
    office.ask(AddOption(field_id=field, label="Leg"))
    office.ask(ChangeAllowedNext(type_id=kind, status="active", next=("closed",)))
    office.ask(UnbindField(type_id=kind, field="x_injury"))
    office.ask(AddOption(field_id=field, label="Neck"))
    office.settle()
    page = defined.of_type(db, house.ledger, kind, Asked(), None, 10)
    assert said(page) == [
        "removed the field x_injury",
        "changed which statuses may follow active",
        "added the option Leg",
        "added the field x_injury",
        "defined the case type Personal Injury",
    ]
    change = page.entries[1].changes[0]
    assert (change.label, change.before_label, change.after_label) == (
        "May be followed by", "Any status", "Closed",
    )  # fmt: skip
    own = defined.of_field(db, house.ledger, field, Asked(), None, 10)
    assert said(own)[:2] == ["added the option Neck", "added the option Leg"]
    with pytest.raises(NotFound):
        defined.of_field(db, house.ledger, kind, Asked(), None, 10)


def test_a_removed_status_stays_readable(office: Office, db: Db, house: House) -> None:
    kind = office.type(TYPE)
    new = {"type_id": kind, "status": {"name": "On hold", "colour": "amber"}}
    office.ask(AddStatus.model_validate(new))
    it = office.case(status="On hold")
    office.ask(RemoveStatus(type_id=kind, status="On hold", replacement="Active"))
    office.settle()
    row = then(db, house, kind, head(house)).case_type
    assert [(each.key, each.colour) for each in row.removed] == [("on-hold", "amber")]
    assert names(db).status("on-hold", kind) == "On hold"
    assert [(u.key, u.cases) for u in uses.of_type(db, names(db), kind).statuses] == [
        ("on-hold", 1)
    ]
    office.ask(ChangeStatus(case_id=it, status="closed"))


def test_it_is_counted_how_many_cases_use_it(office: Office, db: Db) -> None:
    kind = office.type(TYPE)
    field = office.field(
        "Injury", ValueKind.MULTI_SELECT, TYPE, "Family Law", options=["Arm", "Leg"]
    )
    gone = office.case(x_injury=["Arm"], status="Active")
    office.case(x_injury=["Arm", "Leg"])
    office.case(type="Family Law", x_injury=["Leg"])
    office.case()
    office.ask(ArchiveCase(case_id=gone, reason="Twice"))
    office.settle()
    known = names(db)
    used = uses.of_type(db, known, kind).statuses
    assert sorted((u.key, u.cases, u.archived) for u in used) == [
        ("active", 0, 1), ("new-lead", 2, 0),
    ]  # fmt: skip
    of_field = uses.of_field(db, known, field)
    assert sorted((u.key, u.cases, u.archived) for u in of_field.options) == [
        ("arm", 1, 1), ("leg", 2, 0),
    ]  # fmt: skip
    by_type = {u.key: (u.cases, u.archived) for u in of_field.types}
    assert by_type == {str(kind): (1, 1), str(office.types["Family Law"]): (1, 0)}
    with pytest.raises(NotFound):
        uses.of_type(db, known, field)
    with pytest.raises(NotFound):
        uses.of_field(db, known, kind)
