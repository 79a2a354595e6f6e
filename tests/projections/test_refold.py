"""After an update: what is folded anew where it is, and what calls for a rebuild."""

from typing import LiteralString

import pytest

from commands.people import DisableKey, IssueKey
from domain.values import ValueKind
from projections import checkpoints, quarantine
from projections.rebuild import install
from projections.states import SHAPES
from projections.tables import Db
from projections.verify import verify
from tests.projections.office import Office

STAYS: LiteralString = "update read.projection set shape = 0, parts = {} where name = 'state'"


def updated(office: Office, db: Db, parts: LiteralString) -> set[str]:
    """What stays where it is when a program comes after one that knew these parts of states."""
    db.execute(STAYS.replace("{}", parts))
    for _ in range(2):  # the second time there is nothing left to do
        install(db, office.house.ledger)
    office.case()
    office.house.catch_up()
    assert not any(verify(db, office.house.ledger).values())
    assert quarantine.all_of(db) == []
    assert checkpoints.parts(db, checkpoints.serving(db), "state") == SHAPES
    return {name for name, version in checkpoints.serving(db).versions.items() if version == 1}


@pytest.fixture
def office(office: Office) -> Office:
    office.case(office.client("+12025550141"))
    office.house.catch_up()
    return office


def test_a_kind_that_is_new_changes_nothing(office: Office, db: Db) -> None:
    assert updated(office, db, "parts - 'key'") == set(checkpoints.serving(db).versions)


def test_a_small_kind_of_another_shape_is_folded_anew_in_its_place(office: Office, db: Db) -> None:
    office.do(IssueKey(name="Website"))
    office.house.catch_up()
    db.execute("update read.state set body = '{}', changed_by = 'nobody' where kind = 'key'")
    kept = updated(office, db, """parts || '{"key": 1}'""")
    assert kept == set(checkpoints.serving(db).versions)


def test_what_is_ahead_of_the_states_is_folded_later(office: Office, db: Db) -> None:
    key = office.do(IssueKey(name="Website")).id
    office.house.catch_up()
    office.do(DisableKey(key_id=key))
    kept = updated(office, db, """parts || '{"key": 1}'""")
    assert kept == set(checkpoints.serving(db).versions)


@pytest.mark.parametrize(
    "parts", ["""parts || '{"case": 1}'""", """parts || '{"field": 1}'""", "'{}'"]
)
def test_lines_are_made_anew_with_what_they_are_made_of(
    office: Office, db: Db, parts: LiteralString
) -> None:
    office.field("Insurer", ValueKind.TEXT)
    office.house.catch_up()
    assert updated(office, db, parts) == {"log_line"}


def test_what_was_set_aside_is_tried_again(office: Office, db: Db) -> None:
    case = office.case()
    serving = checkpoints.serving(db)
    quarantine.add(db, serving, "state", case, 1, ValueError("an older program could not"))
    office.house.catch_up()
    assert updated(office, db, "parts - 'key'") == {"log_line"}
