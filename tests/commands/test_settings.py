"""Types, statuses and fields; people and keys; notes: what they may become."""

from typing import Any
from uuid import UUID

import pytest

from commands.cases import ChangeCaseType, ChangeStatus, OpenCase, ReviseCaseDetails
from commands.command import Command
from commands.fields import AddOption, BindField, DefineField, RequireField, RetireField
from commands.handle import handle
from commands.notes import HideNote, ReviseNote, WriteNote
from commands.people import (
    AddPerson,
    ChangeRole,
    DeactivatePerson,
    DisableKey,
    FoundFirm,
    IssueKey,
)
from commands.types import (
    AddStatus,
    ChangeInitialStatus,
    DefineCaseType,
    RenameCaseType,
    ReorderStatuses,
    RetireCaseType,
    ReviseStatus,
)
from domain.case.case import Case
from domain.case.life import CaseArchived
from domain.casetype.casetype import CaseType
from domain.casetype.field import Field
from domain.ledger import Actor, Header, Ledger
from domain.people.person import Person
from domain.people.roles import ALL, PERMISSIONS, Role
from domain.refusals import (
    BadFacts,
    CaseIsArchived,
    FieldIsRetired,
    FieldsMissing,
    KeyIsDisabled,
    NoteIsHidden,
    NotTheSame,
    NotYourOwn,
    OptionsMissing,
    Refused,
    StatusExists,
    Taken,
    TypeIsRetired,
)
from domain.work.note import Note
from tests.scenario import CASE, OPENED, TYPE, Given, append, header

FIELD, OTHER, NOTE, RAE = (UUID(int=n) for n in (20, 21, 22, 23))
OFFERS = ("Open", "Accepted")


def did(ledger: Ledger, *commands: Command, by: Header | None = None) -> None:
    for command in commands:
        handle(command, ledger, by or header())


def refused(ledger: Ledger, why: type[Refused], command: Command) -> None:
    with pytest.raises(why):
        handle(command, ledger, header())


def defined(kind: str, **more: Any) -> DefineField:
    return DefineField.model_validate({"field_id": FIELD, "label": "Offer", "kind": kind, **more})


def bound(**how: Any) -> BindField:
    return BindField.model_validate({"type_id": TYPE, "field_id": FIELD, **how})


def revise(**changes: Any) -> ReviseCaseDetails:
    return ReviseCaseDetails(case_id=CASE, changes=changes)


def test_a_new_firm_has_four_types_and_is_founded_once(ledger: Ledger) -> None:
    did(ledger, FoundFirm(name="Ortega & Whitfield LLP"), FoundFirm(name="Another"))
    kind = OpenCase(type="Family Law")
    did(ledger, kind, OpenCase(type="wc"))
    assert ledger.load(Case, kind.case_id).opening.number.startswith("FL-")


def test_a_type_is_called_what_no_other_is(ledger: Ledger) -> None:
    did(ledger, FoundFirm())
    refused(ledger, Taken, DefineCaseType(name="family law"))


def test_a_renamed_type_gives_its_name_free(given: Given, ledger: Ledger) -> None:
    appeals = DefineCaseType(name="Appeals")
    did(ledger, appeals, RenameCaseType(type_id=appeals.type_id, name="Appellate"))
    did(ledger, DefineCaseType(name="Appeals"))


def test_a_retired_type_takes_no_new_case(given: Given, ledger: Ledger) -> None:
    given()
    did(ledger, RetireCaseType(type_id=TYPE))
    refused(ledger, TypeIsRetired, OpenCase(type=TYPE))


def test_statuses_are_added_named_and_ordered(given: Given, ledger: Ledger) -> None:
    given()
    new = {"type_id": TYPE, "status": {"name": "On Appeal", "category": "waiting"}}
    did(ledger, AddStatus.model_validate(new))
    refused(ledger, StatusExists, AddStatus.model_validate(new))
    refused(ledger, NotTheSame, ReorderStatuses(type_id=TYPE, order=("active",)))
    order = tuple(reversed(ledger.load(CaseType, TYPE).statuses.keys))
    did(
        ledger,
        ReorderStatuses(type_id=TYPE, order=order),
        ReviseStatus(type_id=TYPE, status="on-appeal", name="Appealed", colour="violet"),
        ChangeInitialStatus(type_id=TYPE, status="Appealed"),
    )
    statuses = ledger.load(CaseType, TYPE).statuses
    assert (statuses.keys, statuses.initial) == (order, "on-appeal")
    assert statuses.label("on-appeal") == "Appealed"


@pytest.mark.parametrize(
    ("kind", "given_as", "kept"),
    [
        ("text", "  Łódź\u00a0", "Łódź"),
        ("number", "1,234.50", "1234.5"),
        ("number", 1e3, "1000"),
        ("percentage", "33.3 %", "33.3"),
        ("currency", "$87,500.00", 8_750_000),
        ("currency", 1999, 1999),
        ("date", "2026-11-24", "2026-11-24"),
        ("date_time", "2026-11-24T09:30:00-05:00", "2026-11-24T14:30:00Z"),
        ("yes_no", "No", False),
        ("phone", "(202) 555-0142", "+12025550142"),
        ("email", "Bo@Example.COM", "bo@example.com"),
        ("address", {"city": " Miami ", "line2": ""}, {"city": "Miami"}),
        ("url", "https://example.com/a?b=c", "https://example.com/a?b=c"),
        ("select", "ACCEPTED", "accepted"),
        ("multi_select", ["Open", "accepted", "open"], ("accepted", "open")),
        ("text", "  ", None),
        ("multi_select", [], None),
    ],
)
def test_a_value_is_kept_in_the_one_form_of_its_kind(
    given: Given, ledger: Ledger, kind: str, given_as: Any, kept: Any
) -> None:
    given(CASE, OPENED)
    did(ledger, defined(kind, options=OFFERS), bound(), revise(x_offer=given_as))
    assert ledger.load(Case, CASE).details.facts.get("x_offer") == kept


@pytest.mark.parametrize(
    ("kind", "given_as"),
    [
        ("number", "a lot"),
        ("number", "NaN"),
        ("number", True),
        ("number", "1e400"),
        ("currency", "1.005"),
        ("date", "24.11.2026"),
        ("date_time", "2026-11-24T09:30:00"),
        ("yes_no", "perhaps"),
        ("phone", "12"),
        ("email", "bo@"),
        ("address", {"planet": "Mars"}),
        ("url", "javascript:alert(1)"),
        ("select", "Declined"),
        ("multi_select", ["Open", "Declined"]),
        ("text", 7),
        ("text", "x" * 2_001),
    ],
)
def test_a_value_of_another_kind_is_refused(
    given: Given, ledger: Ledger, kind: str, given_as: Any
) -> None:
    given(CASE, OPENED)
    did(ledger, defined(kind, options=OFFERS), bound())
    refused(ledger, BadFacts, revise(x_offer=given_as))


def test_a_choice_needs_something_to_choose_from(ledger: Ledger) -> None:
    refused(ledger, OptionsMissing, defined("select"))


def test_an_option_has_a_key_of_its_own_for_ever(ledger: Ledger) -> None:
    did(ledger, defined("select", options=OFFERS), AddOption(field_id=FIELD, label="open!"))
    options = ledger.load(Field, FIELD).definition.options
    assert [option.key for option in options] == ["open", "accepted", "open-2"]


def test_two_fields_of_one_label_have_two_keys(ledger: Ledger) -> None:
    did(ledger, defined("text"), DefineField.model_validate({**OFFER, "field_id": OTHER}))
    assert ledger.load(Field, OTHER).definition.key == "x_offer_2"


OFFER = {"label": "Offer", "kind": "text"}


def test_a_retired_field_takes_no_new_value(given: Given, ledger: Ledger) -> None:
    given(CASE, OPENED)
    did(ledger, defined("text"), bound(), RetireField(field_id=FIELD))
    refused(ledger, FieldIsRetired, revise(x_offer="10"))


def test_a_required_field_is_needed_at_creation(given: Given, ledger: Ledger) -> None:
    given()
    did(ledger, defined("text"), bound(required=True))
    refused(ledger, FieldsMissing, OpenCase(type=TYPE))
    did(ledger, OpenCase(type=TYPE, facts={"x_offer": "10"}))


def test_a_field_can_be_required_from_a_status_on(given: Given, ledger: Ledger) -> None:
    given(CASE, OPENED)
    did(ledger, defined("text"), bound(required=True, required_from="In Negotiation"))
    did(ledger, ChangeStatus(case_id=CASE, status="active"))
    refused(ledger, FieldsMissing, ChangeStatus(case_id=CASE, status="settled"))
    did(ledger, revise(x_offer="10"), ChangeStatus(case_id=CASE, status="settled"))
    refused(ledger, FieldsMissing, revise(x_offer=""))
    did(ledger, RequireField(type_id=TYPE, field="x_offer", required=False), revise(x_offer=""))


def test_values_go_out_of_sight_with_a_type_and_come_back_with_it(
    given: Given, ledger: Ledger
) -> None:
    given(CASE, OPENED)
    other = DefineCaseType(type_id=OTHER, name="Appeals")
    did(ledger, other, defined("text"), bound(), revise(x_offer="10"))
    for to, hidden, restored in ((OTHER, ("x_offer",), ()), (TYPE, (), ("x_offer",))):
        did(ledger, ChangeCaseType(case_id=CASE, type=to))
        event = ledger.stream(CASE)[-1].event  # type: ignore[attr-defined]  # also a History
        assert (event.hidden, event.restored) == (hidden, restored)
    assert ledger.load(Case, CASE).details.facts["x_offer"] == "10"


def person(role: Role, id: UUID = RAE) -> AddPerson:
    return AddPerson(person_id=id, name="Rae Kim", email="Rae@Example.com", role=role)


def test_an_e_mail_address_belongs_to_one_person(ledger: Ledger) -> None:
    did(ledger, person(Role.USER))
    refused(ledger, Taken, person(Role.USER, OTHER))


@pytest.mark.parametrize(
    "command", [ChangeRole(person_id=RAE, role=Role.ADMIN), DeactivatePerson(person_id=RAE)]
)
def test_nobody_changes_their_own_role(ledger: Ledger, command: Command) -> None:
    did(ledger, person(Role.USER))
    rae = header()
    own = Header.begin(rae.command, Actor("person", str(RAE)), "page", rae.occurred_at)
    with pytest.raises(NotYourOwn):
        handle(command, ledger, own)
    handle(command, ledger, header(str(OTHER)))
    assert ledger.load(Person, RAE).version == 2


def test_a_key_is_disabled_once(ledger: Ledger) -> None:
    issue = IssueKey(name="Intake form", can=("write", "read"))
    did(ledger, issue, DisableKey(key_id=issue.key_id))
    refused(ledger, KeyIsDisabled, DisableKey(key_id=issue.key_id))


def test_a_role_has_no_permission_that_nobody_knows() -> None:
    assert all(permissions <= ALL for permissions in PERMISSIONS.values())
    assert not {p for p in PERMISSIONS[Role.AUDITOR] if p.endswith((".edit", ".write", ".create"))}


def test_a_note_belongs_to_its_case_and_keeps_its_versions(given: Given, ledger: Ledger) -> None:
    given(CASE, OPENED)
    did(ledger, WriteNote(note_id=NOTE, case_id=CASE, text="Called"))
    did(ledger, ReviseNote(note_id=NOTE, text="Called twice"))
    records = ledger.stream(NOTE)  # type: ignore[attr-defined]  # also a History
    assert {record.subject for record in records} == {CASE}
    did(ledger, HideNote(note_id=NOTE, reason="Another case"))
    refused(ledger, NoteIsHidden, ReviseNote(note_id=NOTE, text="?"))
    assert ledger.load(Note, NOTE).content.hidden


def test_an_archived_case_takes_no_notes(given: Given, ledger: Ledger) -> None:
    given(CASE, OPENED)
    did(ledger, WriteNote(note_id=NOTE, case_id=CASE, text="Called"))
    append(ledger, CASE, 1, CaseArchived("Opened twice"))
    refused(ledger, CaseIsArchived, WriteNote(case_id=CASE, text="Called"))
    refused(ledger, CaseIsArchived, ReviseNote(note_id=NOTE, text="Called"))
