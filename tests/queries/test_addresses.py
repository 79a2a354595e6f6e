"""Conditions in addresses: what is spelt, what it means, and what is refused in which words."""

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.conditions import And, Condition, Is, Not, Or, checked
from domain.refusals import Invalid, NoSuchFact, NoSuchOperator, Unsuitable
from domain.terms import Period, Term
from domain.values import ValueKind
from queries.filters.url import from_url

CHOICES = {"active": ("active",), "closed": ("closed", "closed-2")}
TERMS = {
    term.name: term
    for term in (
        Term(name="court_name", label="Court"),
        Term(name="court_date", label="Next court date", kind=ValueKind.DATE),
        Term(
            name="updated_at",
            label="Last changed",
            kind=ValueKind.DATE_TIME,
            zone="America/New_York",
        ),
        Term(name="x_value", label="Value", kind=ValueKind.CURRENCY),
        Term(name="status", label="Status", kind=ValueKind.SELECT, choices=CHOICES),
        Term(name="opted_out", label="Opted out of", kind=ValueKind.MULTI_SELECT, many=True),
        Term(name="is_obo", label="On behalf of", kind=ValueKind.YES_NO),
        Term(name="client", label="Client", kind=ValueKind.SELECT, ids=True),
        Term(name="number", label="Case number", number=True),
        Term(name="client_phone", label="Phone", kind=ValueKind.PHONE, many=True, raw=True),
    )
}
DAY = Period(
    datetime(2026, 3, 8, 5, tzinfo=UTC), datetime(2026, 3, 9, 3, 59, 59, 999999, tzinfo=UTC)
)


def read(*asked: tuple[str, str]) -> tuple[Condition, ...]:
    condition = from_url(asked, TERMS)
    assert isinstance(condition, And)
    return condition.of


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("court_name", "Łódź,York", Is("court_name", "any", ("łodz", "york"))),
        (
            "court_name.none",
            '"Leeds, West",York',
            Is("court_name", "none", ("leeds, west", "york")),
        ),
        ("court_name.contains", "EE", Is("court_name", "contains", "ee")),
        ("court_name.prefix", '"say ""no"""', Is("court_name", "prefix", 'say "no"')),
        ("court_date.from", "2026-01-02", Is("court_date", "from", date(2026, 1, 2))),
        (
            "court_date.between",
            "2026-01-02,2026-02-01",
            Is("court_date", "between", (date(2026, 1, 2), date(2026, 2, 1))),
        ),
        ("court_date.missing", "TRUE", Is("court_date", "missing", True)),
        # The day when the clocks go forward has 23 hours.
        ("updated_at", "2026-03-08", Is("updated_at", "any", (DAY,))),
        ("x_value.from", "10.05", Is("x_value", "from", 1005)),
        ("status", "CLOSED,active", Is("status", "any", ("closed", "closed-2", "active"))),
        ("is_obo", "Yes", Is("is_obo", "any", (True,))),
        ("number", "PI-2026-00042", Is("number", "any", ("pi-2026-42",))),
        ("client_phone", "(202) 555-0101", Is("client_phone", "any", ("+12025550101",))),
        ("client_phone.contains", "555-0101", Is("client_phone", "contains", "5550101")),
    ],
)
def test_an_address_is_a_condition(name: str, value: str, meant: Condition) -> None:
    assert read((name, value)) == (meant,)


def test_the_same_spelling_again_adds_values_and_another_must_hold_too() -> None:
    asked = [("court_name", "Leeds"), ("court_name.contains", "e"), ("court_name", "York")]
    both = Is("court_name", "any", ("leeds", "york"))
    assert read(*asked) == (both, Is("court_name", "contains", "e"))
    least = (Is("court_date", "from", date(2026, 1, 2)), Is("court_date", "from", date(2026, 2, 2)))
    assert read(("court_date.from", "2026-01-02"), ("court_date.from", "2026-02-02")) == (
        Or(least),
    )


def test_groups_are_json() -> None:
    group = (
        '{"type":"or","of":[{"type":"is","fact":"court_name","operator":"any","value":["York"]},'
        '{"type":"not","of":{"type":"is","fact":"x_value","operator":"from","value":1005}}]}'
    )
    york, poor = Is("court_name", "any", ("york",)), Not(Is("x_value", "from", 1005))
    assert read(("where", group)) == (Or((york, poor)),)


def deep(levels: int) -> str:
    inner = '{"type":"is","fact":"court_name","operator":"has","value":true}'
    return '{"type":"not","of":' * levels + inner + "}" * levels


@pytest.mark.parametrize(
    ("name", "value", "why", "says"),
    [
        ("shoe_size", "9", NoSuchFact, "no fact called shoe_size. There is: client"),
        ("court_name.like", "L", NoSuchOperator, "Choose one of: any, none, contains, prefix, has"),
        ("court_name.from", "L", NoSuchOperator, "Court cannot be asked with “from”"),
        ("court_date.from", "soon", Unsuitable, "“soon” is not a date such as 2026-11-24"),
        ("court_date.from", "", Unsuitable, "no value to compare with"),
        ("court_date.between", "2026-01-02", Unsuitable, "Give two values"),
        ("court_date.missing", "perhaps", Unsuitable, "Say true or false"),
        ("court_name", "a\0b", Unsuitable, "no value to compare with"),
        ("court_name", 'a,"b', Unsuitable, "commas and quotation marks"),
        ("updated_at.from", "9999-12-31", Unsuitable, "outside of the calendar"),
        ("updated_at.from", "yesterday", Unsuitable, "neither a date nor an instant"),
        ("status", "open", Unsuitable, "“open” is not one of"),
        ("client", "Ana", Unsuitable, "not the id of a record"),
        ("is_obo", "perhaps", Unsuitable, "neither yes nor no"),
        ("x_value.from", "1.005", Unsuitable, "more decimals than USD has"),
        ("client_phone", "12", Unsuitable, "not a possible phone number"),
        ("opted_out.from", "sms", NoSuchOperator, "cannot be asked with “from”"),
        ("where", "{", Unsuitable, "condition in JSON"),
        ("where", '{"type":"is","fact":"court_name"}', Unsuitable, "condition in JSON"),
        ("where", deep(40), Unsuitable, "more than 20 deep"),
        ("where", deep(100_000), Unsuitable, "condition in JSON"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    name: str, value: str, why: type[Invalid], says: str
) -> None:
    with pytest.raises(why, match=says.replace("(", r"\(")):
        read((name, value))


@pytest.mark.parametrize("value", [None, [], {}, {"a": 1}, [[]], 10**400, True, "\ud800"])
@pytest.mark.parametrize("name", TERMS)
@pytest.mark.parametrize("verb", ["any", "from", "between", "has", "contains"])
def test_nothing_that_json_can_say_is_more_than_refused(name: str, verb: str, value: Any) -> None:
    with suppress(Invalid):
        checked(Is(name, verb, value), TERMS)
