"""What a header means is found by its words; what is only likely is shown and left out."""

import pytest

from domain.casetype.field import Definition
from reactions.importer.headings import named, suggested
from reactions.importer.targets import targets

CASES = targets("cases", {"x_injury": Definition(key="x_injury", facts={"label": "Injury type"})})
CONTACTS = targets("contacts", {})
NLRB = (
    "R_Case_Number,Case_Type,Status,NLRB_Office_ID,Case_Name,Date_Filed,Closing_Date,Closing_Stage"
)
PARTIES = "R_Case_Number,Participant_ID,Participant_Role,First_Name,Mid_Name,Last_Name,City,Zip"


def meant(headers: str, *, contacts: bool = False) -> list[str | None]:
    kind, known = ("contacts", CONTACTS) if contacts else ("cases", CASES)
    return [c.target for c in suggested(headers.split(","), kind, known)]  # type: ignore[arg-type]  # one of both kinds


def test_the_headers_of_real_files_are_understood() -> None:
    assert meant(NLRB) == [
        "case.number", "case.type", "case.status", None, "case.name", "case.created_date",
        "case.end_date", None,
    ]  # fmt: skip
    assert meant(PARTIES, contacts=True) == [
        "case.number", None, "contact.role", "contact.first_name", "contact.middle_name",
        "contact.last_name", "contact.city", "contact.postal_code",
    ]  # fmt: skip
    assert meant("Name,Phone,Email,Case Name,Injury type") == [
        "contact.name", "contact.phone", "contact.email", "case.name", "case.x_injury",
    ]  # fmt: skip


def test_several_phones_and_clients_are_kept_apart() -> None:
    assert meant("Client 1,Phone 1,Phone 2,Client 2,Client 2 phone") == [
        "contact.name", "contact.phone", "contact.phone", "contact2.name", "contact2.phone",
    ]  # fmt: skip


def test_a_city_of_nobody_is_left_out() -> None:
    assert meant("Case number,City,State") == ["case.number", None, None]


def test_no_fact_is_taken_from_two_columns() -> None:
    (first, second) = suggested(["Case No", "Case number"], "cases", CASES)
    assert [first.target, second.target] == ["case.number", None]
    assert second.reason == "“Case No” is taken for that already."


def test_what_is_only_likely_is_left_out_and_said() -> None:
    (column,) = suggested(["Birthdy"], "contacts", CONTACTS)
    assert column.target is None
    assert column.reason is not None
    assert column.reason.startswith("Perhaps Date of birth")


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("number", "case.number"),
        ("case_number", "case.number"),
        ("court_name", "case.court_name"),
        ("Next court date", "case.court_date"),
        ("x_injury", "case.x_injury"),
        ("client_first_name", "contact.first_name"),
        ("contact2.name", "contact2.name"),
        ("phone", "contact.phone"),
        ("nothing", None),
    ],
)
def test_facts_are_named_in_many_ways(said: str, key: str | None) -> None:
    assert named(said, "cases", CASES) == key
