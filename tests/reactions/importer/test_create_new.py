"""“Create new” creates: what another record has already, the new one does without, and says so."""

import re

from caseledger.error_file import error_file
from domain.case.case import Case
from tests.reactions.importer.desk import CONTACTS, Desk

CASES = "Case number,Court,External source,External ID,Client name\n"
KNOWN = CASES + "A-1,Leeds,intake,E-1,Bo Smith\n"


def test_a_case_whose_number_is_taken_gets_the_next_one_and_says_so(desk: Desk) -> None:
    desk.do("Case number,Court\nA-1,Leeds\n", type="Civil")
    again = "Case number,Court\na-1,York\n,Hull\n"
    staged = desk.plan(again, type="Civil", duplicates="create")
    says = ("The number a-1 is taken: the new case gets the next of its type and year.",)
    assert desk.rows(staged)[2].warnings == says
    desk.run(staged)
    rows = desk.rows(staged)
    made = [desk.house.ledger.load(Case, rows[n].case or staged.id) for n in (2, 3)]
    first, second = (re.fullmatch(r"(.+-\d{4}-)(\d{6})", it.opening.number) for it in made)
    assert first
    assert second
    assert first[1] == second[1]
    assert int(second[2]) == int(first[2]) + 1
    assert [it.details.facts["court_name"] for it in made] == ["York", "Hull"]
    assert desk.case("A-1").details.facts["court_name"] == "Leeds"


def test_an_external_id_stays_with_the_case_that_has_it(desk: Desk) -> None:
    desk.do(KNOWN, type="Civil")
    again = KNOWN.replace("A-1", "A-2").replace("Leeds", "York")
    staged = desk.run(desk.plan(again, type="Civil", duplicates="create"))
    assert desk.counts(staged) == {"create": 1, "warn": 1}
    says = "The external ID E-1 belongs to the case A-1: it is left out."
    assert desk.rows(staged)[2].warnings == (says,)
    facts = {"court_name": "York", "external_source": "intake"}
    assert desk.case("A-2").details.facts == facts
    assert desk.do(KNOWN.replace("A-1", "A-3"), type="Civil") == {"skip": 1}


def test_rows_that_name_a_case_that_is_taken_are_one_new_case(desk: Desk) -> None:
    desk.do(KNOWN, type="Civil")
    table = KNOWN + "a-1 ,Leeds,,,Al Jones\n,Leeds,Intake,e-1,Cy Poe\n"
    staged = desk.run(desk.plan(table, type="Civil", duplicates="create"))
    assert desk.counts(staged) == {"create": 1, "update": 2, "warn": 2}
    rows = desk.rows(staged)
    (made,) = {row.case for row in rows.values()}
    case = desk.house.ledger.load(Case, made or staged.id)
    names = [desk.contact(link.contact).card.name for link in case.contacts.links]
    assert names == ["Bo Smith", "Al Jones", "Cy Poe"]
    assert case.id != desk.case("A-1").id


def test_an_archived_case_keeps_its_number_too(desk: Desk) -> None:
    desk.do(KNOWN, type="Civil")
    desk.archive("A-1")
    assert desk.do(KNOWN, type="Civil", duplicates="create") == {"create": 1, "warn": 1}


def test_a_contact_whose_external_id_is_taken_is_created_without(desk: Desk) -> None:
    desk.do(CONTACTS + "Bo,Smith,,,,C-7\n", "contacts")
    table = CONTACTS + "Al,Jones,,,,c-7\nAl,Jones,,al@example.com,,C-7\n"
    staged = desk.run(desk.plan(table, "contacts", duplicates="create"))
    rows = desk.rows(staged)
    assert [rows[n].outcome for n in (2, 3)] == ["create", "skip"]
    assert rows[2].warnings == ("The external ID c-7 belongs to Bo Smith: it is left out.",)
    assert rows[3].reason == "Row 2 is about the same contact, by the external ID."
    assert "external_source_id" not in desk.contact(rows[2].contact or staged.id).card.facts


def test_what_failed_beside_it_comes_in_from_the_error_file_once(desk: Desk) -> None:
    desk.do("Case number,Filed\nA-1,2020-01-01\n", type="Civil")
    table = "Case number,Filed\nA-1,2020-01-02\nA-2,2020-01-03\nA-3,soon\n"
    staged = desk.run(desk.plan(table, type="Civil", duplicates="create"))
    assert desk.counts(staged) == {"create": 2, "fail": 1, "warn": 1}
    errors = "".join(error_file(desk.house.pool, staged)).removeprefix("\ufeff")
    mended = errors.replace(",soon,", ",2020-01-04,")
    assert desk.do(mended, type="Civil", duplicates="create") == {"create": 1}
    assert desk.many("case.opened") == 4
