"""After an update: what is folded anew where it is, and what calls for a rebuild."""

from typing import LiteralString

import pytest

from commands.ids import new_id
from commands.lists import CreateCaseList
from commands.people import DisableKey, IssueKey
from domain.conditions import Is
from domain.kinds import KINDS, aggregate_of
from domain.lists.caselist import ListKind
from domain.values import ValueKind
from projections import checkpoints, quarantine, states
from projections.rebuild import install, rebuild
from projections.refold import ALONE
from projections.runner import PROJECTIONS, STATES
from projections.states import SHAPES
from projections.tables import Db
from projections.verify import verify
from tests.golden.add import one_of
from tests.projections.office import Office
from tests.scenario import append

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


def test_what_cannot_be_folded_anew_is_set_aside_by_a_rebuild(
    office: Office, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = office.do(IssueKey(name="Website")).id
    office.house.catch_up()
    monkeypatch.delitem(KINDS, "key.issued")
    db.execute(STAYS.replace("{}", """parts || '{"key": 1}'"""))
    install(db, office.house.ledger)
    assert {(each.projection, each.subject) for each in quarantine.all_of(db)} >= {("state", key)}
    case = office.case()
    office.house.catch_up()
    assert db.execute("select true from read.case_line where id = %s", (case,)).fetchone()


def test_no_line_is_made_of_a_small_kind(
    office: Office, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, insurer = office.client("+12025550142"), office.field("Insurer", ValueKind.TEXT)
    office.opt_out(client, "sms", "+12025550142")
    insured = Is(insurer, "has", True)
    office.do(CreateCaseList(name="Insured", kind=ListKind.DYNAMIC, condition=insured))
    begun = {aggregate_of(name): name for name in reversed([*KINDS])}  # the first of each
    for name in begun.values():
        append(office.house.ledger, new_id(), 0, one_of(name))
    office.house.catch_up()
    for kind in ALONE:
        monkeypatch.delitem(states.READ, kind)
    lines = {each.name for each in PROJECTIONS if each is not STATES}
    assert rebuild(db, office.house.ledger, lines) == dict.fromkeys(lines, True)
    office.case(client)
    office.house.catch_up()
    assert quarantine.all_of(db) == []
