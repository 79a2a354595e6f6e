"""All cases as of an instant: asked for, made in the background, read, exported, and gone again."""

import csv
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest
from fastapi.testclient import TestClient
from psycopg.errors import UndefinedTable

from caseledger import operations
from caseledger.wiring import House
from domain.exports.exports import ExportMade
from projections import past, rebuild
from projections.tables import Db
from projections.verify import verify
from queries.instants import Moment
from tests.signed import keyed, post, signed_in

NOW = "9000000000000000000"


class Firm:
    """Three cases, of which much was changed since `then`."""

    def __init__(self, house: House, client: TestClient) -> None:
        self.house, self.client = house, client
        self.kind = self.do("define-case-type", name="Injury")
        self.field = self.do("define-field", label="Injury", kind="text", searched=True)
        self.do("bind-field", type_id=self.kind, field_id=self.field)
        self.people = [
            self.do("add-contact", facts={"first_name": first, "last_name": "Ruiz"})
            for first in ("Ana", "Bo", "Cy")
        ]
        self.cases = [
            self.do(
                "open-case",
                type="Injury",
                facts={"court_name": court, "x_injury": "Broken arm"},
                contacts=[{"contact_id": who}],
            )
            for court, who in zip(("Leeds", "York", "Hull"), self.people, strict=True)
        ]
        self.list = self.do("create-case-list", name="Put", case_ids=self.cases[:1])
        self.do("archive-case", case_id=self.cases[2], reason="Twice")
        self.then = self.head

    @property
    def head(self) -> int:
        return self.house.ledger.recorder.max_notification_id() or 0

    def do(self, command: str, /, **body: Any) -> str:
        said = post(self.client, command, body)
        assert said.status_code < 300, said.text
        return str(said.json()["id"])

    def move_on(self) -> None:
        one, two, three = self.cases
        self.do("revise-case-details", case_id=one, changes={"court_name": "York"})
        self.do("archive-case", case_id=two, reason="Over")
        self.do("restore-case", case_id=three)
        self.do("remove-from-list", case_id=one, list_id=self.list)
        self.do("add-to-list", case_id=three, list_id=self.list)
        self.do("revise-contact-details", contact_id=self.people[0], changes={"last_name": "Wu"})
        self.do("revise-field", field_id=self.field, label="What was hurt")
        self.do("rename-case-type", type_id=self.kind, name="Personal Injury")
        self.do("define-field", label="Since", kind="text")
        self.do("open-case", type="Personal Injury", facts={"court_name": "Leeds"})
        self.house.catch_up()

    def ask(self, as_of: object = None) -> Any:
        return self.client.post("/v1/pasts", json={"as_of": str(as_of or self.then)})

    def past(self, as_of: object = None) -> Any:
        return self.client.get(f"/v1/pasts/{as_of or self.then}").json()

    def made(self, as_of: object = None) -> None:
        said = self.ask(as_of)
        assert said.status_code == 202, said.text
        assert operations.work_once(self.house.pool, self.house.chores())

    def found(self, query: str = "", as_of: object = None) -> set[str]:
        """The ids of the cases that a list of then shows; the total agrees."""
        which = f"as_of={as_of or self.then}&{query}"
        said = self.client.get(f"/v1/cases?{which}")
        assert said.status_code == 200, said.text
        total = self.client.get(f"/v1/cases/count?{which}").json()
        assert total["count"] == len(said.json()["cases"])
        assert said.json()["as_of"] == total["as_of"]
        return {case["id"] for case in said.json()["cases"]}

    def left(self, db: Db) -> int:
        """Tables of pasts, and what is noted of their projections."""
        query = (
            "select (select count(*) from pg_tables where schemaname like 'past%')"
            " + (select count(*) from read.projection where stage like 'past%')"
        )
        [found] = db.execute(query).fetchone() or (0,)
        return int(found)


@pytest.fixture
def firm(house: House, client: TestClient) -> Firm:
    return Firm(house, client)


def test_a_list_as_of_a_position_is_what_it_was(firm: Firm) -> None:
    one, two, three = firm.cases
    firm.move_on()
    asked = firm.ask().json()
    assert (asked["position"], asked["state"]) == (firm.then, "running")
    assert operations.work_once(firm.house.pool, firm.house.chores())
    assert (firm.past()["state"], firm.past()["cases"]) == ("ready", 3)
    assert firm.found() == {one, two}
    assert firm.found("archived=only") == {three}
    assert firm.found("court_name=Leeds") == {one}
    assert firm.found("court_name=York") == {two}
    assert firm.found("x_injury.has=true&archived=any") == {one, two, three}
    assert firm.found("list=Put") == {one}
    assert firm.found("q=Ruiz") == {one, two}
    assert firm.found("q=Wu") == set()
    assert firm.found("type=Injury") == {one, two}
    assert firm.found("x_since.has=true") == set()
    [row] = firm.client.get(f"/v1/cases?as_of={firm.then}&court_name=Leeds").json()["cases"]
    assert (row["name"], row["client_name"]) == ("Ana Ruiz - Injury", "Ana Ruiz")
    similar = firm.client.get(f"/v1/cases?as_of={firm.then}&q=Ruis").json()["similar"]
    assert {case["id"] for case in similar} == {one, two}
    now = firm.client.get("/v1/cases?court_name=Leeds").json()
    assert (len(now["cases"]), now["as_of"]) == (1, None)


def test_what_is_not_made_yet_or_not_any_more_is_a_plain_problem(
    firm: Firm, owner_dsn: str, db: Db
) -> None:
    address = f"/v1/cases?as_of={firm.then}"

    def said() -> tuple[int, str]:
        answer = firm.client.get(address)
        return answer.status_code, answer.json().get("type", "")

    assert said() == (409, "/problems/past-is-not-made")
    operation = firm.ask().json()["operation"]["id"]
    waits = firm.client.get(address)
    assert (waits.status_code, waits.headers["Retry-After"]) == (409, "2")
    problem = waits.json()
    assert problem["operation"] == f"/v1/operations/{operation}"
    assert (problem["type"], problem["done"]) == ("/problems/past-is-being-made", 0)
    assert operations.work_once(firm.house.pool, firm.house.chores())
    assert said() == (200, "")
    with psycopg.connect(owner_dsn) as owner:
        owner.execute("update reaction.past set ready_at = now() - interval '24 hours'")
    assert said() == (410, "/problems/past-is-over")
    assert firm.past()["state"] == "gone"
    firm.house.pasts().expire()
    assert firm.left(db) == 0
    assert said() == (410, "/problems/past-is-over")
    firm.made()
    assert said() == (200, "")


def test_asked_again_it_is_at_hand_and_on_record_once(firm: Firm) -> None:
    with ThreadPoolExecutor(2) as both:
        first, second = both.map(lambda _: firm.ask().json(), range(2))
    assert first["operation"]["id"] == second["operation"]["id"]
    assert operations.work_once(firm.house.pool, firm.house.chores())
    assert not operations.work_once(firm.house.pool, firm.house.chores())
    again = firm.ask().json()
    assert (again["state"], again["position"]) == ("ready", firm.then)
    firm.house.catch_up()
    [entry] = firm.client.get("/v1/activity?kind=past.asked").json()["entries"]
    assert entry["says"] == f"asked for the cases as they were at position {firm.then:,}"
    assert entry["actor"]["name"] == "Ana Ruiz"


def test_an_instant_stands_for_a_position(firm: Firm) -> None:
    record = firm.house.ledger.read(firm.then - 1, 1)[0]
    assert record.recorded_at
    firm.move_on()
    instant = record.recorded_at.isoformat().replace("+00:00", "Z")
    firm.made(instant)
    assert firm.found(as_of=instant) == firm.found() == set(firm.cases[:2])
    firm.made("1999-12-31")
    assert firm.found(as_of="1999-12-31") == firm.found("archived=any", as_of="1999-12-31") == set()
    for wrong in ("soon", "2026-13-01"):
        assert firm.ask(wrong).status_code == 422
        assert firm.client.get(f"/v1/cases?as_of={wrong}").status_code == 422
        assert firm.client.get(f"/v1/pasts/{wrong}").status_code == 422


def test_so_many_are_kept_at_once_and_one_can_be_let_go(firm: Firm, db: Db) -> None:
    positions = range(firm.then - len(past.SCHEMAS), firm.then)
    for position in positions:
        firm.made(position)
    refused = firm.ask()
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/too-many-pasts")
    assert firm.client.get(f"/v1/cases?as_of={firm.then}").status_code == 409
    kept = firm.client.get("/v1/pasts").json()["pasts"]
    assert [each["position"] for each in kept] == [*positions][::-1]
    gone = firm.client.post(f"/v1/pasts/{positions[0]}/let-go").json()
    assert gone["state"] == "gone"
    assert firm.client.get(f"/v1/cases?as_of={positions[0]}").status_code == 410
    firm.made()
    assert firm.found() == set(firm.cases[:2])


def test_nobody_clears_what_is_being_read(firm: Firm, db: Db) -> None:
    firm.made()
    moment = Moment(firm.then, datetime.now(UTC))
    with firm.house.pool.connection() as reader:
        query = "select count(*) from case_line"
        with firm.house.pasts().seen(reader, moment):
            firm.client.post(f"/v1/pasts/{firm.then}/let-go")
            assert reader.execute(query).fetchone() == (3,)
            assert firm.left(db) > 0
        assert reader.execute("show search_path").fetchone() == ("read",)
    assert firm.past()["state"] == "gone"
    firm.house.pasts().expire()
    assert firm.left(db) == 0


@pytest.mark.parametrize("table", ["log_line", "note_line", "projection"])
def test_what_a_past_lacks_is_an_error_and_never_what_is_true_now(
    firm: Firm, table: LiteralString
) -> None:
    firm.made()
    moment = Moment(firm.then, datetime.now(UTC))
    with firm.house.pool.connection() as reader:
        with firm.house.pasts().seen(reader, moment), pytest.raises(UndefinedTable):
            reader.execute(f"select from {table}")
        reader.execute(f"select from {table}")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A build takes many steps."""
    monkeypatch.setattr(rebuild, "BATCH", 4)
    return iter(())


def test_one_that_was_stopped_goes_on_and_one_that_was_killed_too(
    firm: Firm, db: Db, small: None
) -> None:
    firm.move_on()
    operation = firm.ask().json()["operation"]["id"]
    steps = []

    def interrupted(id: str, progress: operations.Progress) -> Any:
        def told(done: int, total: int) -> None:
            steps.append((done, total))
            if len(steps) == 3:
                firm.client.post(f"/v1/pasts/{firm.then}/stop")
            if len(steps) == 8:
                raise KeyboardInterrupt
            progress(done, total)

        return firm.house.pasts().make(UUID(id), told)

    assert operations.work_once(firm.house.pool, {"past": interrupted})
    assert firm.past()["state"] == "stopped"
    assert firm.client.get(f"/v1/operations/{operation}").json()["state"] == "stopped"
    assert firm.client.get(f"/v1/cases?as_of={firm.then}").json()["type"] == (
        "/problems/past-is-not-made"
    )
    assert firm.ask().json()["state"] == "running"
    with pytest.raises(KeyboardInterrupt):
        operations.work_once(firm.house.pool, {"past": interrupted})
    assert firm.left(db) > 0
    begun = dict(db.execute("select name, version from read.projection where stage = 'past_1'"))
    firm.do("revise-case-details", case_id=firm.cases[0], changes={"court_name": "Bath"})
    assert operations.work_once(firm.house.pool, {"past": interrupted})
    assert begun
    assert firm.past()["state"] == "ready"
    assert all(0 <= done <= total == firm.then for done, total in steps)
    assert [done for done, _ in steps[:3]] == sorted(done for done, _ in steps[:3])
    assert firm.found("court_name=Leeds") == {firm.cases[0]}
    firm.house.catch_up()
    assert not any(verify(db, firm.house.ledger).values())


def test_half_of_one_leaves_nothing_when_its_day_is_over(
    firm: Firm, db: Db, owner_dsn: str, small: None
) -> None:
    firm.ask()

    def killed(id: str, progress: operations.Progress) -> Any:
        def told(done: int, total: int) -> None:
            if done > 4:
                raise KeyboardInterrupt

        return firm.house.pasts().make(UUID(id), told)

    with pytest.raises(KeyboardInterrupt):
        operations.work_once(firm.house.pool, {"past": killed})
    assert firm.left(db) > 0
    with psycopg.connect(owner_dsn) as owner:
        owner.execute("update reaction.past set asked_at = now() - interval '1 day'")
    firm.house.pasts().expire()
    assert (firm.left(db), firm.past()["state"]) == (0, "gone")
    assert not operations.work_once(firm.house.pool, firm.house.chores())


def test_people_work_while_it_is_made(firm: Firm, db: Db, small: None) -> None:
    """What decisions read is what is true now, whatever else is being built."""
    firm.ask()
    courts, parts = iter(range(1_000)), list[int]()

    def meanwhile(id: str, progress: operations.Progress) -> Any:
        def told(done: int, total: int) -> None:
            changes = {"court_name": f"Court {next(courts)}"}
            firm.do("revise-case-details", case_id=firm.cases[0], changes=changes)
            parts.append(done)
            progress(done, total)

        return firm.house.pasts().make(UUID(id), told)

    assert operations.work_once(firm.house.pool, {"past": meanwhile})
    assert next(courts) > 10
    assert parts == sorted(parts)
    assert parts[0] < parts[-1] <= firm.then
    assert firm.found("court_name=Leeds") == {firm.cases[0]}
    firm.house.catch_up()
    assert not any(verify(db, firm.house.ledger).values())


def test_what_older_code_made_is_not_read(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    firm.made()
    monkeypatch.setattr(past, "SHAPE", past.SHAPE + 1)
    assert firm.client.get(f"/v1/cases?as_of={firm.then}").status_code == 410
    firm.made()
    assert firm.found() == set(firm.cases[:2])


def test_an_export_of_then_says_so(firm: Firm) -> None:
    early = firm.client.post(f"/v1/exports?as_of={firm.then}", json={"format": "csv"})
    assert (early.status_code, early.json()["type"]) == (409, "/problems/past-is-not-made")
    firm.move_on()
    firm.made()
    asked = f"/v1/exports?as_of={firm.then}&sort=court_name"
    columns = ["court_name", "name", "x_injury"]
    made = firm.client.post(asked, json={"format": "csv", "columns": columns}).json()
    assert (made["rows"], made["position"]) == (2, firm.then)
    event = firm.house.ledger.read(firm.head - 1, 1)[0].event
    assert isinstance(event, ExportMade)
    assert (event.position, event.rows) == (firm.then, 2)
    link = firm.client.post(f"/v1/exports/{made['id']}/link").json()["link"]
    text = firm.client.get(link).content.decode("utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(text))
    assert heading[1:4] == ["Court", "Case", "Injury"]
    assert f"Position: {firm.then}; As of: 20" in heading[4]
    assert [row[1:4] for row in rows] == [
        ["Leeds", "Ana Ruiz - Injury", "Broken arm"],
        ["York", "Bo Ruiz - Injury", "Broken arm"],
    ]


def test_who_may_ask_and_who_may_look(firm: Firm) -> None:
    firm.house.catch_up()
    with signed_in(firm.house, "auditor") as auditor, signed_in(firm.house, "user") as user:
        asked = {"as_of": str(firm.then)}
        refused = user.post("/v1/pasts", json=asked)
        assert refused.json()["missing_permission"] == "cases.past"
        assert auditor.post("/v1/pasts", json=asked).status_code == 202
        assert operations.work_once(firm.house.pool, firm.house.chores())
        for reader in (user, auditor):
            assert len(reader.get(f"/v1/cases?as_of={firm.then}").json()["cases"]) == 2
        assert user.post(f"/v1/pasts/{firm.then}/let-go").status_code == 403
    with keyed(firm.house, "read") as program:
        assert program.post("/v1/pasts", json=asked).status_code == 403
