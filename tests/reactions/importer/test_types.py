"""Types of cases: chosen for all, by a column, or made."""

import pytest
from msgspec.structs import replace

from domain.refusals import NoCaseType
from reactions.importer.wishes import NEW
from tests.reactions.importer.desk import CASES, Desk


def test_a_type_is_made_with_the_seven_statuses_and_a_column_of_types_left_out(desk: Desk) -> None:
    staged = desk.receive(CASES, type="Representation")
    left_out = {column.header for column in staged.columns if column.target is None}
    assert left_out == {"Case_Type", "NLRB_Office_ID"}
    desk.run(desk.planned(staged))
    assert desk.many("case-type.defined") == 5


def test_cases_without_any_type_are_refused_before_the_start(desk: Desk) -> None:
    staged = desk.receive("Case number,Case name\n1,A\n")
    with pytest.raises(NoCaseType):
        desk.planned(staged)


def test_a_column_of_types_gives_each_row_its_type(desk: Desk) -> None:
    table = "Case number,Type\nA-1,family law\nA-2,Maritime\nA-3,Tax\nA-4,\n"
    staged = desk.receive(table)
    (number, kind) = staged.columns
    wished = replace(kind, choices={"Maritime": NEW, "Tax": None})
    staged = desk.imports.wish(staged.id, {1: wished}, staged.options)
    planned = desk.planned(staged)
    rows = desk.rows(planned)
    assert [rows[n].outcome for n in (2, 3, 4, 5)] == ["create", "create", "fail", "fail"]
    assert rows[4].warnings == ("Type: “Tax” is left out.",)
    desk.run(planned)
    assert desk.case("A-1").opening.type != desk.case("A-2").opening.type
    assert number.target == "case.number"


def test_a_column_whose_types_nobody_knows_gives_no_type(desk: Desk) -> None:
    staged = desk.plan("Case number,Type\nA-1,RC\n")
    assert (staged.state, staged.error) == ("failed", str(NoCaseType()))
