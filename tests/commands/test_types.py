"""What may follow which status, what takes the place of one, and types made after others."""

from uuid import UUID

import pytest

from commands.cases import ChangeStatus, OpenCase, OverrideStatus
from commands.command import Command
from commands.fields import (
    AddOption,
    BindField,
    DefineField,
    ReinstateField,
    ReinstateOption,
    RenameOption,
    ReorderOptions,
    RequireField,
    RetireField,
    RetireOption,
)
from commands.handle import handle
from commands.types import (
    AddStatus,
    ChangeAllowedNext,
    ChangeDefaultStaff,
    ChangeInitialStatus,
    DuplicateCaseType,
    RemoveStatus,
    ReviseStatus,
)
from domain.case.case import Case
from domain.casetype.casetype import CaseType
from domain.casetype.field import Field
from domain.ledger import Ledger
from domain.people.roles import Role
from domain.refusals import (
    BadFacts,
    NotNext,
    NotTheSame,
    OptionExists,
    Refused,
    StatusNotOfType,
    Taken,
    TypeIsDefined,
)
from domain.values import ValueKind
from tests.commands.test_settings import person
from tests.scenario import ACTIVE, CASE, OPENED, TYPE, Given, header

FIELD, OTHER = UUID(int=20), UUID(int=21)


def did(ledger: Ledger, *commands: Command) -> None:
    for command in commands:
        handle(command, ledger, header())


def refused(ledger: Ledger, why: type[Refused], command: Command) -> str:
    with pytest.raises(why) as said:
        handle(command, ledger, header())
    return str(said.value)


def to(status: str) -> ChangeStatus:
    return ChangeStatus(case_id=CASE, status=status)


def allow(status: str, *next: str) -> ChangeAllowedNext:
    return ChangeAllowedNext(type_id=TYPE, status=status, next=next)


def now(ledger: Ledger) -> str:
    return ledger.load(Case, CASE).status.current


def test_what_may_not_follow_is_refused_and_what_may_is_named(given: Given, ledger: Ledger) -> None:
    given(CASE, OPENED)
    did(ledger, allow("New Lead", "Closed", "In Review"))
    said = refused(ledger, NotNext, to("settled"))
    assert said == (
        "A case of this type does not go from New Lead to Settled. Next: In Review, Closed."
    )
    did(ledger, to("New Lead"), to("in-review"), to("settled"))
    assert now(ledger) == "settled"


def test_where_nothing_may_follow_a_case_stays(given: Given, ledger: Ledger) -> None:
    given(CASE, OPENED)
    did(ledger, to("closed"), allow("closed"))
    assert "Nothing follows Closed." in refused(ledger, NotNext, to("active"))
    did(ledger, ChangeAllowedNext(type_id=TYPE, status="closed"), to("active"))


def test_somebody_who_may_overrides_and_says_why(given: Given, ledger: Ledger) -> None:
    given(CASE, OPENED, ACTIVE)
    did(ledger, allow("active", "settled"))
    did(ledger, OverrideStatus(case_id=CASE, status="closed", reason="Lost contact"))
    event = ledger.stream(CASE)[-1].event  # type: ignore[attr-defined]  # also a History
    assert (event.status, event.reason, event.override) == (
        ("active", "closed"),
        "Lost contact",
        True,
    )
    did(ledger, OverrideStatus(case_id=CASE, status="active", reason="Found"))
    event = ledger.stream(CASE)[-1].event  # type: ignore[attr-defined]  # also a History
    assert event.override is False  # closed lets any follow


def test_what_follows_is_a_status_of_the_type_and_never_itself(
    given: Given, ledger: Ledger
) -> None:
    given()
    refused(ledger, StatusNotOfType, allow("active", "Arbitration"))
    did(ledger, allow("active", "Closed", "active", "closed", "In Review"))
    assert ledger.load(CaseType, TYPE).transitions.after("active") == ("in-review", "closed")


def test_a_key_means_its_own_status_whatever_another_is_called(
    given: Given, ledger: Ledger
) -> None:
    given(CASE, OPENED)
    did(ledger, ReviseStatus(type_id=TYPE, status="closed", name="Over"))
    did(ledger, ReviseStatus(type_id=TYPE, status="settled", name="Closed"))
    did(ledger, to("closed"))
    assert now(ledger) == "closed"
    did(ledger, to("Closed "))
    assert now(ledger) == "settled"
    did(ledger, to("ACTIVE"))
    assert now(ledger) == "active"


def test_a_removed_status_is_replaced_wherever_it_was_named(given: Given, ledger: Ledger) -> None:
    given(CASE, OPENED)
    field = DefineField(field_id=FIELD, label="Offer", kind=ValueKind.TEXT)
    bound = BindField(type_id=TYPE, field_id=FIELD, required=True, required_from="in-review")
    did(ledger, field, bound, ChangeInitialStatus(type_id=TYPE, status="in-review"))
    did(ledger, allow("new-lead", "in-review", "active"), allow("active", "in-review"))
    did(ledger, RemoveStatus(type_id=TYPE, status="In Review", replacement="Active"))
    kind = ledger.load(CaseType, TYPE)
    assert "in-review" not in kind.statuses.keys
    assert kind.statuses.initial == "active"
    assert kind.fields.bindings[0].required_from == "active"
    assert kind.transitions.allowed == {"new-lead": ("active",), "active": ()}
    assert kind.statuses.label("in-review") == "In Review"
    refused(ledger, StatusNotOfType, to("in-review"))
    did(ledger, RemoveStatus(type_id=TYPE, status="active", replacement="closed"))
    assert ledger.load(CaseType, TYPE).statuses.instead_of("in-review") == "closed"


def test_a_status_is_not_replaced_by_itself(given: Given, ledger: Ledger) -> None:
    given()
    refused(ledger, BadFacts, RemoveStatus(type_id=TYPE, status="active", replacement="Active"))
    gone = RemoveStatus(type_id=TYPE, status="active", replacement="Arbitration")
    refused(ledger, StatusNotOfType, gone)


def test_a_case_in_a_removed_status_goes_anywhere(given: Given, ledger: Ledger) -> None:
    given(CASE, OPENED, ACTIVE)
    did(ledger, allow("active", "closed"))
    did(ledger, RemoveStatus(type_id=TYPE, status="active", replacement="in-review"))
    did(ledger, to("settled"))
    assert now(ledger) == "settled"


def test_a_new_status_never_gets_the_key_of_a_removed_one(given: Given, ledger: Ledger) -> None:
    given()
    did(ledger, RemoveStatus(type_id=TYPE, status="active", replacement="in-review"))
    did(ledger, AddStatus.model_validate({"type_id": TYPE, "status": {"name": "Active"}}))
    assert ledger.load(CaseType, TYPE).statuses.keys[-1] == "active-2"


def test_a_type_is_made_after_another(given: Given, ledger: Ledger) -> None:
    given()
    field = DefineField(field_id=FIELD, label="Offer", kind=ValueKind.TEXT)
    bound = BindField(type_id=TYPE, field_id=FIELD)
    rae = person(Role.USER)
    staff = ChangeDefaultStaff(type_id=TYPE, staff=(rae.person_id,))
    initial = ChangeInitialStatus(type_id=TYPE, status="active")
    did(ledger, field, bound, rae, staff, initial, allow("active", "closed"))
    twin = DuplicateCaseType(type_id=OTHER, of=TYPE, name="Appeals")
    did(ledger, twin, RequireField(type_id=OTHER, field="x_offer", required=True))
    one, two = ledger.load(CaseType, TYPE), ledger.load(CaseType, OTHER)
    assert (two.life.name, two.life.code, two.life.staff) == ("Appeals", "A", one.life.staff)
    assert (two.statuses, two.transitions) == (one.statuses, one.transitions)
    assert [b.field for b in two.fields.bindings] == [FIELD]
    assert not one.fields.bindings[0].required
    did(ledger, OpenCase(type="Appeals", facts={"x_offer": "10"}))
    refused(ledger, Taken, DuplicateCaseType(of=TYPE, name="appeals"))
    refused(ledger, TypeIsDefined, DuplicateCaseType(type_id=TYPE, of=OTHER, name="Again"))


@pytest.fixture
def field(given: Given, ledger: Ledger) -> UUID:
    given(CASE, OPENED)
    offers = ("Open", "Accepted", "Declined")
    did(ledger, DefineField(field_id=FIELD, label="Offer", kind=ValueKind.SELECT, options=offers))
    return FIELD


def offered(ledger: Ledger) -> list[tuple[str, str]]:
    options = ledger.load(Field, FIELD).definition.options
    return [(each.key, each.label) for each in options if not each.retired]


def test_options_are_ordered_and_reworded_under_their_keys(field: UUID, ledger: Ledger) -> None:
    order = ("declined", "open", "accepted")
    did(ledger, ReorderOptions(field_id=field, order=order))
    did(ledger, RenameOption(field_id=field, option="open", label="Made"))
    assert offered(ledger) == [
        ("declined", "Declined"), ("open", "Made"), ("accepted", "Accepted")
    ]  # fmt: skip
    refused(ledger, NotTheSame, ReorderOptions(field_id=field, order=("open",)))
    refused(ledger, OptionExists, RenameOption(field_id=field, option="open", label="declined"))
    refused(ledger, OptionExists, AddOption(field_id=field, label="made"))


def test_a_retired_option_and_a_retired_field_come_back(field: UUID, ledger: Ledger) -> None:
    did(ledger, RetireOption(field_id=field, option="open"), RetireField(field_id=field))
    assert offered(ledger) == [("accepted", "Accepted"), ("declined", "Declined")]
    did(ledger, ReinstateOption(field_id=field, option="open"), ReinstateField(field_id=field))
    assert len(offered(ledger)) == 3
    assert not ledger.load(Field, FIELD).definition.retired
