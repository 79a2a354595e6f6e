"""What a view asks for, written as an address; and what of it is retired or gone, in words."""

from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.casetype.casetype import CaseType
from domain.casetype.field import Field, FieldDefined, FieldRetired, FieldRevised
from domain.casetype.fields import Binding, FieldBound
from domain.casetype.options import OptionRenamed, OptionRetired
from domain.casetype.statuses import StatusRemoved
from domain.conditions import And, Condition, Is, Not, Or, checked
from domain.lists.caselist import CaseList, CaseListArchived, CaseListCreated, ListKind
from domain.values import Option, ValueKind
from domain.views.shape import LATEST, Look, Question
from queries.filters.address import addressed
from queries.filters.url import from_url
from queries.names import Names
from queries.views.sound import sound
from tests.queries.test_addresses import TERMS
from tests.scenario import DEFINED, TYPE

FIELD, SPRING = UUID(int=71), UUID(int=72)
OFFERS = (Option("open", "Open"), Option("taken", "Taken"))
LEEDS = Is("court_name", "any", ["Leeds"])
YORK = Is("court_name", "contains", "York")
SIGNED = Is("x_offer", "any", ["taken"])
GONE = Is("x_gone", "any", ["this"])


@pytest.mark.parametrize(
    ("condition", "spelt"),
    [
        (And(), {}),
        (LEEDS, {"court_name": "Leeds"}),
        (And((LEEDS, YORK)), {"court_name": "Leeds", "court_name.contains": "York"}),
        (Is("court_name", "none", ["Leeds, West", 'a "b"']),
         {"court_name.none": '"Leeds, West","a ""b"""'}),
        (Is("court_date", "between", ["2026-01-01", "2026-02-01"]),
         {"court_date.between": "2026-01-01,2026-02-01"}),
        (Is("court_date", "missing", True), {"court_date.missing": "true"}),
        (Or((YORK, Is("court_name", "contains", "Leeds"))), {"court_name.contains": "York,Leeds"}),
    ],
)  # fmt: skip
def test_a_condition_is_written_as_an_address_has_it(
    condition: Condition, spelt: dict[str, str]
) -> None:
    assert dict(addressed(condition)) == spelt


@pytest.mark.parametrize(
    "condition",
    [
        Not(LEEDS),
        Or((LEEDS, YORK)),
        And((LEEDS, Is("court_name", "any", ["York"]))),
        And((YORK, Or((LEEDS, Not(YORK))), Is("is_obo", "any", [True]))),
        Or((Is("is_obo", "any", [True]), Is("is_obo", "any", [False]))),
        Is("court_name", "any", "Leeds\nWest"),
        Is("court_name", "contains", '"'),
        Is("court_name", "contains", " , "),
        And((Is("updated_at", "from", "2026-03-08"), Is("x_value", "until", 12.5))),
    ],
)
def test_whatever_is_written_is_read_again_as_the_same(condition: Condition) -> None:
    meant = from_url(addressed(condition), TERMS)
    assert sorted(map(repr, _flat(meant))) == sorted(map(repr, _flat(checked(condition, TERMS))))


def _flat(it: Condition) -> list[Condition]:
    return [each for part in it.of for each in _flat(part)] if isinstance(it, And) else [it]


def names(*later: Any, kind: tuple[Any, ...] = (), spring: tuple[Any, ...] = ()) -> Names:
    """A firm with a type, a field of it and a list, each after what happened to it."""
    defined = FieldDefined(key="x_offer", label="Offer", kind=ValueKind.SELECT, options=OFFERS)
    bound = FieldBound(Binding(field=FIELD, key="x_offer", required=False, required_from=None))
    created = CaseListCreated(ListKind.STATIC, {"name": "Spring"})
    return Names(
        types={TYPE: CaseType(TYPE).after((DEFINED, bound, *kind))},
        fields={"x_offer": Field(FIELD).after((defined, *later))},
        lists={SPRING: CaseList(SPRING).after((created, *spring))},
    )


ON = Is("list", "any", [str(SPRING)])
ASKED = Question(And((LEEDS, SIGNED, ON)), sort="x_offer")
SEEN = Look(("number", "x_offer"))


def test_what_is_renamed_is_neither_lost_nor_worth_a_word() -> None:
    renamed = FieldRevised({"label": ("Offer", "Latest offer")})
    option = OptionRenamed("taken", ("Taken", "Accepted"))
    found = sound(ASKED, SEEN, names(renamed, option))
    assert (found.question, found.look, found.doubts) == (ASKED, SEEN, [])


def test_what_is_retired_is_asked_and_shown_as_before_and_named_as_it_is_called_now() -> None:
    renamed = FieldRevised({"label": ("Offer", "Latest offer")})
    removed = StatusRemoved(next(s for s in DEFINED.statuses if s.key == "active"), "new-lead")
    there = names(
        renamed,
        OptionRetired("taken"),
        FieldRetired(),
        kind=(removed,),
        spring=(CaseListArchived(),),
    )
    asked = replace(ASKED, condition=And((SIGNED, Is("status", "none", ["active"]), ON)))
    found = sound(asked, SEEN, there)
    assert (found.question, found.look) == (asked, SEEN)
    assert [said.split(":")[0].split(";")[0] for said in found.doubts] == [
        "The field Latest offer is retired",
        "Latest offer",
        "Status",
        "The list Spring is archived",
    ]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (And((LEEDS, GONE)), And((LEEDS,))),
        (GONE, And()),
        (Or((GONE, LEEDS)), Or((LEEDS,))),
        (And((LEEDS, Or((GONE, Not(GONE))))), And((LEEDS,))),
        (And((LEEDS, Is("court_name", "from", "x"))), And((LEEDS,))),
        (And((LEEDS, Is("x_offer", "any", ["no such"]))), And((LEEDS,))),
    ],
)
def test_what_is_not_there_is_left_out_and_that_is_said(asked: Condition, kept: Condition) -> None:
    found = sound(Question(asked), Look(), names())
    assert found.question.condition == kept
    assert found.doubts
    assert all("is left out" in said for said in found.doubts)


def test_a_column_an_order_and_a_list_that_are_not_there_are_said_too() -> None:
    odd = Question(Is("list", "any", [str(UUID(int=1))]), sort="-x_gone")
    found = sound(odd, Look(("number", "x_gone")), names())
    assert found.question == Question(sort=LATEST)
    assert found.look == Look(("number",))
    assert len(found.doubts) == 3
