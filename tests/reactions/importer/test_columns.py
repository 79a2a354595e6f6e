"""What columns are taken for, and what becomes of their cells."""

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from commands.ids import new_id
from domain.contact.reach import Medium
from domain.event import Plain
from domain.imports.table import How
from domain.refusals import DateUnclear, NotMapped
from reactions.importer.wishes import Column
from tests.reactions.importer.desk import CONTACTS, Desk


def test_a_blank_cell_leaves_a_fact_or_clears_it(desk: Desk) -> None:
    desk.do("Case number,Court,Jurisdiction\nA-1,Leeds,UK\n", type="Civil")
    blank = "Case number,Court,Jurisdiction\nA-1,York, \n"
    assert desk.do(blank, type="Civil", duplicates="update") == {"update": 1}
    assert desk.case("A-1").details.facts["jurisdiction"] == "UK"
    assert desk.do(blank, type="Civil", duplicates="update", blanks="clear") == {"update": 1}
    assert desk.case("A-1").details.facts["jurisdiction"] is None


def test_what_is_impossible_is_left_out_or_fails_as_wished(desk: Desk) -> None:
    table = CONTACTS + "Bo,Smith,12,bo@example,1980-04-23,\n"
    staged = desk.run(desk.plan(table, "contacts"))
    assert desk.counts(staged) == {"create": 1, "warn": 1}
    contact = desk.contact(desk.rows(staged)[2].contact or new_id())
    assert contact.reach.points == ()
    strict = desk.plan(table.replace("Bo", "Al"), "contacts", invalid="fail")
    assert desk.counts(strict) == {"fail": 1}


def test_a_birth_in_the_future_fails_its_row_alone(desk: Desk) -> None:
    table = CONTACTS + "Bo,Smith,,,2980-04-23,\nAl,Jones,,,1980-04-23,\nCy,Poe,,,1980-02-30,\n"
    staged = desk.plan(table, "contacts")
    rows = desk.rows(staged)
    assert [rows[n].outcome for n in (2, 3, 4)] == ["fail", "create", "fail"]
    assert rows[2].reason == "date_of_birth: 2980-04-23 is in the future."
    assert rows[4].reason == "Date of birth: “1980-02-30” is not a date (yyyy-mm-dd)."


def test_an_ambiguous_date_is_asked_about_before_the_start(desk: Desk) -> None:
    staged = desk.receive(CONTACTS + "Bo,Smith,,,03/04/1980,\n", "contacts")
    assert staged.columns[4].format is None
    with pytest.raises(DateUnclear, match="dd/mm/yyyy or mm/dd/yyyy"):
        desk.planned(staged)
    wished = replace(staged.columns[4], format="mm/dd/yyyy")
    planned = desk.planned(desk.imports.wish(staged.id, {4: wished}, staged.options))
    contact = desk.rows(desk.run(planned))[2].contact
    assert desk.contact(contact or new_id()).card.facts["date_of_birth"] == "1980-03-04"


def test_phones_and_addresses_of_a_row_are_all_kept(desk: Desk) -> None:
    table = (
        "First name,Last name,Phone,Home phone,Phone 2,Email,Street,City,Zip\n"
        "Bo,Smith,202-555-0142,(202) 555-0143,+44 20 7946 0018,"
        '"bo@example.com; b@example.com",1 Main St,Boston,02907\n'
    )
    staged = desk.run(desk.plan(table, "contacts"))
    reach = desk.contact(desk.rows(staged)[2].contact or new_id()).reach
    assert [(held.value, held.label) for held in reach.of(Medium.PHONE)] == [
        ("+12025550142", "mobile"),
        ("+12025550143", "home"),
        ("+442079460018", "mobile"),
    ]
    assert [held.value for held in reach.of(Medium.EMAIL)] == ["bo@example.com", "b@example.com"]
    assert reach.addresses[0].parts == {
        "line1": "1 Main St",
        "city": "Boston",
        "postal_code": "02907",
    }


def test_custom_fields_are_made_bound_and_filled(desk: Desk) -> None:
    table = 'Case number,NAICS code,Injury,Demand\nA-1,0622110,Arm,"$1,234.50"\nA-2,,Neck,12\n'
    staged = desk.receive(table, type="Civil")
    kinds = {1: "new.text", 2: "new.select", 3: "new.currency"}
    wishes = {n: replace(staged.columns[n], target=kind) for n, kind in kinds.items()}
    staged = desk.planned(desk.imports.wish(staged.id, wishes, staged.options))
    desk.run(staged)
    facts: Mapping[str, Plain] = {
        "x_naics_code": "0622110",
        "x_injury": "arm",
        "x_demand": 123_450,
    }
    assert desk.case("A-1").details.facts == facts
    more = desk.receive("Case number,Injury\nA-3,Arm\nA-4,Toe\n", type="Civil")
    assert more.columns[1].target == "case.x_injury"
    rows = desk.rows(desk.planned(more))
    assert [rows[n].outcome for n in (2, 3)] == ["create", "create"]
    assert "Toe" in rows[3].warnings[0]


def test_what_every_row_lacks_may_be_said_once(desk: Desk) -> None:
    table = "Case number,Court\nA-1,\nA-2,York\n"
    defaults = {"case.court_name": "Leeds", "case.jurisdiction": "UK"}
    desk.do(table, type="Civil", defaults=defaults)
    assert desk.case("A-1").details.facts == {"court_name": "Leeds", "jurisdiction": "UK"}
    assert desk.case("A-2").details.facts == {"court_name": "York", "jurisdiction": "UK"}


def test_two_columns_for_one_fact_are_refused(desk: Desk) -> None:
    staged = desk.receive("Case number,Court,Venue room\nA-1,Leeds,7\n", type="Civil")
    twice = {2: Column(index=2, header="", target="case.court_name")}
    with pytest.raises(NotMapped, match="Two columns"):
        desk.planned(desk.imports.wish(staged.id, twice, staged.options))


def test_another_way_to_read_the_file_is_another_table(desk: Desk) -> None:
    staged = desk.receive("Cases of\nCase number;Court\nA-1;Leeds\n", type="Civil")
    assert staged.found.header_row == 2
    again = desk.imports.again(staged.id, How(header_row=2, delimiter=","))
    assert again.found.headers == ("Case number;Court",)
