"""Whom rows mean: several of one case, the same person twice, parties of known cases."""

import pytest

from commands.contacts import AddContact, Channel
from commands.handle import handle
from commands.ids import new_id
from domain.contact.reach import Medium
from tests.reactions.importer.desk import CASES, CONTACTS, PARTIES, Desk
from tests.scenario import header


def test_parties_are_linked_to_their_cases_and_nobody_unnamed_becomes_one(desk: Desk) -> None:
    desk.do(CASES, type="Representation")
    staged = desk.run(desk.plan(PARTIES, "contacts"))
    assert desk.counts(staged) == {"create": 4, "fail": 1, "warn": 1}
    assert desk.contacts("01-AC-00101") == [
        ("Anthony Rizzotti", "other"),
        ("An Individual An Individual", "counsel"),
        ("An Individual An Individual", "counsel"),
    ]
    assert len({link.contact for link in desk.case("01-AC-00101").contacts.links}) == 3
    assert desk.contacts("05-RC-00007") == [("Harvey Corp", "client")]
    assert desk.rows(staged)[6].reason == "There is no case 05-RC-00009."
    assert desk.rows(staged)[2].warnings == ("“Party” is not a known role; it is linked as Other.",)


def test_rows_of_one_case_are_one_case_and_all_their_clients_are_linked(desk: Desk) -> None:
    table = (
        "Case number,Court,Client name,Email\n"
        "A-1,Leeds,Bo Smith,bo@example.com\n"
        "A-1,York,Al Jones,al@example.com\n"
        "A-1,Leeds,Bo Smith,BO@example.com\n"
    )
    staged = desk.run(desk.plan(table, type="Civil"))
    assert desk.counts(staged) == {"create": 1, "update": 1, "skip": 1, "warn": 1}
    rows = desk.rows(staged)
    assert rows[3].warnings == ("Court: “York” is left out, since row 2 says “Leeds”.",)
    assert rows[4].reason is not None
    assert "Row 2" in rows[4].reason
    assert desk.contacts("A-1") == [("Bo Smith", "client"), ("Al Jones", "client")]
    assert desk.case("A-1").details.facts["court_name"] == "Leeds"


@pytest.mark.parametrize(
    "row",
    [
        "Robert,Smith,,bo@Example.com,,",
        "Robert,Smith,202 555 0142,,,",
        "Bo,Smith,,,1980-04-23,",
        "Robert,Smith,,,,c-7",
    ],
)
def test_a_contact_is_known_by_address_number_birth_or_external_id(desk: Desk, row: str) -> None:
    one = CONTACTS + "Bo,Smith,(202) 555-0142,bo@example.com,1980-04-23,C-7\n"
    desk.do(one, "contacts")
    assert desk.do(CONTACTS + row + "\n", "contacts") == {"skip": 1}
    created = desk.do(CONTACTS + row + "\n", "contacts", duplicates="create")
    assert created == {"create": 1} | ({"warn": 1} if row.endswith("c-7") else {})


def test_a_name_alone_means_nobody(desk: Desk) -> None:
    table = CONTACTS + "James,Smith,,,,\nJames,Smith,,,,\n"
    assert desk.do(table, "contacts") == {"create": 2}


def test_a_number_that_two_people_share_means_neither_of_them(desk: Desk) -> None:
    for _ in range(2):
        shared = AddContact(
            facts={"first_name": "Bo", "last_name": "Smith"}, phones=(Channel(value="2025550142"),)
        )
        handle(shared, desk.house.ledger, header())
    table = CONTACTS + "Al,Smith,2025550142,,,\n"
    assert desk.do(table, "contacts") == {"create": 1}
    assert desk.do(table, "contacts") == {"skip": 1}


def test_two_rows_of_one_person_are_one_contact_on_both_cases(desk: Desk) -> None:
    desk.do("Case number\nA-1\nA-2\n", type="Civil")
    table = (
        "Case number,First name,Last name,Email,City\n"
        "A-1,Bo,Smith,bo@example.com,Leeds\n"
        "A-2,Bob,Smith,bo@example.com,York\n"
    )
    staged = desk.run(desk.plan(table, "contacts"))
    assert desk.counts(staged) == {"create": 1, "update": 1, "warn": 1}
    assert desk.contacts("A-1") == desk.contacts("A-2") == [("Bo Smith", "client")]


def test_a_known_contact_is_updated_and_keeps_what_it_had(desk: Desk) -> None:
    desk.do(CONTACTS + "Bo,Smith,202-555-0142,bo@example.com,,\n", "contacts")
    more = CONTACTS + "Robert,Smith,202-555-0143,bo@example.com,1980-04-23,\n"
    staged = desk.run(desk.plan(more, "contacts", duplicates="update"))
    assert desk.counts(staged) == {"update": 1}
    contact = desk.contact(desk.rows(staged)[2].contact or new_id())
    assert contact.card.facts["first_name"] == "Robert"
    assert [held.value for held in contact.reach.of(Medium.PHONE)] == [
        "+12025550142",
        "+12025550143",
    ]
    assert desk.do(more, "contacts", duplicates="update") == {"skip": 1}
