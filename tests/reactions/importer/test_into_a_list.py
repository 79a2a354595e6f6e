"""Cases are imported into a list: made or appended to, and never without a type."""

import pytest

from commands.handle import handle
from commands.lists import CreateCaseList
from domain.refusals import NoCaseType, NotMapped
from tests.reactions.importer.desk import CONTACTS, Desk
from tests.scenario import header

TABLE = "Case number,Case name,Court\nA-1,One,Leeds\nA-2,Two,York\n"
MORE = "Case number,Case name,Court\nA-2,Another name,York\nA-3,Three,York\n"
NOW = (
    "select c.number, c.name from read.list_member m join read.case_line c on c.id = m.case_id"
    " join read.state s on s.stream = m.list where m.until is null order by c.number"
)


def on_lists(desk: Desk) -> list[tuple[str, str]]:
    with desk.house.pool.connection() as db:
        return db.execute(NOW).fetchall()


def test_a_list_is_made_of_the_cases_of_a_file_for_their_type(desk: Desk) -> None:
    assert desk.do(TABLE, type="Injury", list="Spring")["create"] == 2
    assert [number for number, _ in on_lists(desk)] == ["A-1", "A-2"]
    kinds = [r.kind for r in desk.house.ledger.read(0, 1_000)]
    assert kinds.count("case-list.created") == 1
    assert kinds.count("case.listed") == 2


def test_a_file_is_appended_to_a_list_and_what_is_known_is_only_put_on_it(desk: Desk) -> None:
    desk.do(TABLE, type="Injury")
    desk.do("Case number,Case name\nA-1,One\n", type="Injury", list="Spring")
    counts = desk.do(MORE, type="Injury", list="spring")
    assert counts == {"create": 1, "update": 1, "warn": 1}
    assert on_lists(desk) == [("A-1", "One"), ("A-2", "Two"), ("A-3", "Three")]
    again = desk.do(MORE, type="Injury", list="Spring")
    assert again == {"skip": 2}


def test_with_a_list_a_type_is_needed_before_anything_starts(desk: Desk) -> None:
    with pytest.raises(NoCaseType):
        desk.plan(TABLE, list="Spring")


def test_a_list_for_another_type_is_refused_before_anything_starts(desk: Desk) -> None:
    handle(CreateCaseList(name="Spring", type="Family Law"), desk.house.ledger, header())
    staged = desk.plan(TABLE, type="Injury", list="Spring")
    assert staged.state == "failed"
    assert staged.error == "The list Spring is for cases of another type than these."
    assert on_lists(desk) == []


def test_contacts_are_on_no_list(desk: Desk) -> None:
    with pytest.raises(NotMapped):
        desk.plan(CONTACTS + "Bo,Smith,,,,\n", kind="contacts", list="Spring")
