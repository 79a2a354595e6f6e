"""Cases that are there already, and files that come again."""

import pytest

from tests.reactions.importer.desk import CASES, PARTIES, Desk


def test_the_same_files_again_double_nothing(desk: Desk) -> None:
    desk.do(CASES, type="Representation")
    desk.do(PARTIES, "contacts")
    cases, contacts = desk.many("case.opened"), desk.many("contact.added")
    assert desk.do(CASES, type="Representation") == {"skip": 3}
    again = desk.do(PARTIES, "contacts")
    assert (again["skip"], again["fail"]) == (4, 1)
    assert (desk.many("case.opened"), desk.many("contact.added")) == (cases, contacts)


def test_a_case_without_number_is_known_by_its_place_in_the_same_file(desk: Desk) -> None:
    table = "Case name,Filed\nA v. B,2020-01-02\nC v. D,2020-01-03\n"
    assert desk.do(table, type="Civil") == {"create": 2}
    assert desk.do(table, type="Civil") == {"skip": 2}
    assert desk.do(table + "\n", type="Civil") == {"create": 2}


@pytest.mark.parametrize(
    ("policy", "outcome", "court"),
    [("skip", "skip", "Leeds"), ("update", "update", "York"), ("create", "create", "Leeds")],
)
def test_a_known_case_is_skipped_updated_or_opened_again(
    desk: Desk, policy: str, outcome: str, court: str
) -> None:
    desk.do("Case number,Court\nA-1,Leeds\n", type="Civil")
    again = "Case number,Court,Jurisdiction\na-1 ,York,\n"
    warned = {"warn": 1} if policy == "create" else {}
    assert desk.do(again, type="Civil", duplicates=policy) == {outcome: 1} | warned
    assert desk.case("A-1").details.facts["court_name"] == court


def test_a_row_of_an_archived_case_is_skipped_with_the_reason(desk: Desk) -> None:
    desk.do("Case number,Court\nA-1,Leeds\n", type="Civil")
    desk.archive("A-1")
    staged = desk.plan("Case number,Court\nA-1,York\n", type="Civil", duplicates="update")
    assert desk.rows(staged)[2].reason == "This case is archived. Restore it first."
    assert desk.counts(staged) == {"skip": 1}
    linked = desk.plan("Case number,First name,Last name\nA-1,Bo,Smith\n", "contacts")
    assert desk.counts(linked) == {"skip": 1}


def test_a_known_case_gets_another_status_and_keeps_its_type(desk: Desk) -> None:
    desk.do("Case number,Status\nA-1,Active\n", type="Civil")
    again = "Case number,Status\nA-1,Settled\n"
    staged = desk.run(desk.plan(again, type="Maritime", duplicates="update"))
    assert desk.case("A-1").status.current == "settled"
    assert desk.counts(staged) == {"update": 1}
