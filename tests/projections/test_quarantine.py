"""Poison stops one subject of one projection, and too much of it the projection; never the rest."""

from typing import Any
from uuid import UUID

import pytest

from caseledger.wiring import House
from commands.ids import new_id
from domain.case.case import Case
from domain.case.details import CaseDetailsRevised
from domain.case.opening import CaseOpened
from domain.kinds import KINDS
from projections import checkpoints, quarantine
from projections.runner import release
from projections.tables import Db
from projections.verify import verify
from tests.scenario import ACTIVE, CASE, OPENED, TYPE, append


def opened(number: str, **facts: Any) -> CaseOpened:
    return CaseOpened(number, TYPE, "new-lead", facts)


def shown(db: Db) -> dict[str, tuple[str, str | None]]:
    query = "select number, status, court_name from read.case_line"
    return {number: (status, court) for number, status, court in db.execute(query)}


class Cure:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch, self._known = monkeypatch, dict(KINDS)

    def unknown(self, kind: str) -> None:
        self._monkeypatch.delitem(KINDS, kind)

    def known(self, kind: str) -> None:
        self._monkeypatch.setitem(KINDS, kind, self._known[kind])


@pytest.fixture
def cure(monkeypatch: pytest.MonkeyPatch) -> Cure:
    return Cure(monkeypatch)


def test_an_unknown_kind_is_set_aside_with_where_and_why(house: House, db: Db, cure: Cure) -> None:
    append(house.ledger, CASE, 0, OPENED)
    position = append(house.ledger, CASE, 1, ACTIVE).position
    append(house.ledger, CASE, 2, CaseDetailsRevised({"court_name": ("Leeds", "York")}))
    append(house.ledger, new_id(), 0, opened("2"))
    cure.unknown("case.status-changed")
    house.catch_up()
    aside = quarantine.all_of(db)
    assert [(each.projection, each.subject, each.position) for each in aside] == [
        ("state", CASE, position),
        ("log_line", CASE, position),
    ]
    assert "case.status-changed: unknown kind" in aside[0].error
    assert shown(db) == {"2": ("new-lead", None), "PI-1": ("new-lead", "Leeds")}
    assert not release(db, house.ledger, "state", CASE)
    assert {each.projection: each.attempts for each in quarantine.all_of(db)} == {
        "log_line": 1,
        "state": 2,
    }
    cure.known("case.status-changed")
    assert release(db, house.ledger, "state", CASE)
    assert release(db, house.ledger, "log_line", CASE)
    assert shown(db)["PI-1"] == ("active", "York")
    assert not any(verify(db, house.ledger).values())


def test_a_fold_that_fails_stops_at_its_event(
    house: House, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(house.ledger, CASE, 0, OPENED, ACTIVE)
    append(house.ledger, new_id(), 0, opened("2"))
    after = Case.after

    def failing(case: Case, events: Any) -> Case:
        happened = list(events)
        if case.id == CASE and ACTIVE in happened:
            raise RuntimeError("a bug in the fold")
        return after(case, happened)

    monkeypatch.setattr(Case, "after", failing)
    house.catch_up()
    assert shown(db) == {"2": ("new-lead", None), "PI-1": ("new-lead", "Leeds")}
    monkeypatch.undo()
    assert release(db, house.ledger, "state", CASE)
    assert shown(db)["PI-1"] == ("active", "Leeds")
    assert not any(verify(db, house.ledger).values())


@pytest.mark.parametrize("poison", [{"court_date": "soon"}, {"court_name": "a\0b"}, {"x_n": []}])
def test_a_line_that_cannot_be_made_stops_no_other(
    house: House, db: Db, poison: dict[str, Any]
) -> None:
    for n in range(5):
        append(house.ledger, new_id(), 0, opened(str(n)))
    append(house.ledger, CASE, 0, opened("bad", **poison))
    append(house.ledger, new_id(), 0, opened("5"))
    house.catch_up()
    assert sorted(shown(db).keys() - {"bad"}) == ["0", "1", "2", "3", "4", "5"]
    assert {each.subject for each in quarantine.all_of(db)} <= {CASE}
    assert checkpoints.reached(db, "case_line") == 7
    states = db.execute("select count(*) from read.state").fetchone()
    assert states == (7,)


def test_too_much_poison_stops_the_projection_and_no_other(
    house: House, db: Db, monkeypatch: pytest.MonkeyPatch, cure: Cure
) -> None:
    monkeypatch.setattr(quarantine, "MANY", 2)
    ids = [new_id() for _ in range(6)]
    for n, case in enumerate(ids):
        append(house.ledger, case, 0, opened(str(n)))
    append(house.ledger, ids[0], 1, ACTIVE)
    house.catch_up()
    for case in ids[1:]:
        append(house.ledger, case, 1, ACTIVE)
    cure.unknown("case.status-changed")
    house.catch_up()
    standing = {each.name: each for each in checkpoints.standings(db, 12)}
    assert standing["state"].state == standing["log_line"].state == "stopped"
    assert standing["state"].position == standing["case_line"].position == 7
    assert "unknown kind" in (standing["state"].error or "")
    assert standing["case_line"].state == "live"
    cure.known("case.status-changed")
    for name in ("state", "log_line"):
        checkpoints.go_on(db, name)
    house.catch_up()
    assert {status for status, _ in shown(db).values()} == {"active"}
    assert not any(verify(db, house.ledger).values())


def test_a_stream_that_skips_a_version_is_set_aside(house: House, db: Db, owner_dsn: str) -> None:
    append(house.ledger, CASE, 0, OPENED)
    house.catch_up()
    db.execute("update read.state set body = replace(body, '\"version\":1', '\"version\":0')")
    append(house.ledger, CASE, 1, ACTIVE)
    house.catch_up()
    (aside,) = quarantine.all_of(db)
    assert "SkippedVersion" in aside.error
    assert UUID(str(aside.subject)) == CASE
