"""Exports through the API: who may, how many, links that end, and that each is on record."""

import csv
import io
from itertools import chain
from typing import Any

import psycopg
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from msgspec import json

from caseledger import operations
from caseledger.adapters.blobs.s3 import S3Blobs
from caseledger.chores import LANES
from caseledger.exports import exports
from caseledger.exports.exports import Exports
from caseledger.wiring import House
from domain.exports.exports import ExportMade
from domain.people.roles import Role
from tests.running import until
from tests.scenario import LEDGER
from tests.signed import keyed, post, signed_in
from tests.working import working

TOLD = {"columns": ["name"], "format": "csv"}


def do(house: House) -> bool:
    """What the worker does."""
    return operations.work_once(house.pool, house.chores())


@pytest.fixture
def firm(house: House, client: TestClient) -> list[str]:
    """Three cases."""
    post(client, "define-case-type", {"name": "Injury"})
    courts = ("Leeds", "York", "=1+1")
    ids = [
        post(client, "open-case", {"type": "Injury", "facts": {"court_name": court}}).json()["id"]
        for court in courts
    ]
    house.catch_up()
    return ids


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows are many."""
    monkeypatch.setattr(exports, "AT_ONCE", 1)


def ask(client: TestClient, query: str = "", **body: Any) -> Response:
    return client.post(f"/v1/exports{query}", json={**TOLD, **body})


def link(client: TestClient, id: str) -> str:
    said = client.post(f"/v1/exports/{id}/link")
    assert said.status_code == 200, said.text
    found: str = said.json()["link"]
    return found


def rows(answer: Response) -> list[list[str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


def last_event(house: House) -> Any:
    head = house.ledger.recorder.max_notification_id()
    return house.ledger.read(head - 1, 1)[0]


def test_a_filter_is_exported_as_the_list_shows_it(
    house: House, client: TestClient, firm: list[str]
) -> None:
    said = ask(client, "?court_name=Leeds,York&sort=court_name", columns=["court_name"]).json()
    assert (said["state"], said["rows"], said["operation"]) == ("done", 2, None)
    opened = client.get(link(client, said["id"]))
    assert [row[1] for row in rows(opened)] == ["Leeds", "York"]
    disposition = opened.headers["Content-Disposition"]
    assert disposition.startswith(f'attachment; filename="{said["name"]}"')
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    assert opened.headers["Cache-Control"] == "no-store"
    assert int(opened.headers["Content-Length"]) == len(opened.content) == said["size"]


def test_an_export_is_on_record_before_anybody_can_open_it(
    house: House, client: TestClient, firm: list[str]
) -> None:
    said = ask(client, "?court_name=Leeds&q=Leeds&sort=-court_name").json()
    made = last_event(house)
    assert (made.kind, made.header.channel, made.header.actor.kind) == (
        "export.made", "page", "person",
    )  # fmt: skip
    event = made.event
    assert (event.rows, event.position, event.sha256) == (1, made.position - 1, said["sha256"])
    assert (event.columns, event.sort) == (("number", "name"), "-court_name")
    assert event.filters == ("court_name=Leeds", "q=Leeds")
    house.catch_up()
    entry = client.get("/v1/activity?kind=export.made").json()["entries"][0]
    assert (entry["actor"]["name"], entry["says"]) == ("Ana Ruiz", "exported 1 case as CSV")
    chosen = ask(client, "", ids=firm[:2]).json()
    assert chosen["rows"] == 2
    assert [str(each) for each in last_event(house).event.chosen] == firm[:2]


def test_all_but_some_are_exported_and_the_file_and_the_record_say_so(
    house: House, client: TestClient, firm: list[str]
) -> None:
    said = ask(client, "?court_name=Leeds,York", excluded=[firm[0]]).json()
    assert said["rows"] == 1
    assert f"excluded={firm[0]}" in last_event(house).event.filters
    file = client.get(link(client, said["id"]))
    assert f"excluded={firm[0]}" in file.content.decode("utf-8-sig").splitlines()[0]
    assert ask(client, "?court_name=York", excluded=[firm[1]]).status_code == 422


def test_each_opening_of_a_link_is_on_record_whoever_it_is(
    house: House, client: TestClient, firm: list[str]
) -> None:
    said = ask(client, "?court_name=Leeds").json()
    address = link(client, said["id"])
    with signed_in(house, Role.USER, "Rae Kim") as other:
        assert other.get(address).status_code == 200
    assert client.get(address).status_code == 200
    assert client.get(address + "0").status_code == 404  # which opens nothing
    house.catch_up()
    entries = client.get("/v1/activity?kind=export.opened").json()["entries"]
    assert [(each["actor"]["name"], each["says"]) for each in entries] == [
        (name, "opened exported cases as CSV") for name in ("Ana Ruiz", "Rae Kim")
    ]
    opened = last_event(house)
    assert (str(opened.subject), opened.event.sha256) == (said["id"], said["sha256"])


def test_a_large_one_is_made_in_the_background(
    house: House, client: TestClient, firm: list[str], large: None
) -> None:
    said = ask(client).json()
    assert (said["state"], said["rows"]) == ("running", None)
    early = client.post(f"/v1/exports/{said['id']}/link")
    assert (early.status_code, early.json()["type"]) == (409, "/problems/not-ready")
    assert do(house)
    assert not do(house)
    done = client.get(f"/v1/exports/{said['id']}").json()
    assert (done["state"], done["rows"], done["operation"]["done"]) == ("done", 3, 3)
    shown = client.get(f"/v1/operations/{said['operation']['id']}").json()
    assert (shown["kind"], shown["result"]["export"]) == ("export", said["id"])
    assert len(rows(client.get(link(client, said["id"])))) == 3


def test_a_large_one_does_not_wait_until_all_is_rebuilt(
    house: House, client: TestClient, firm: list[str], large: None
) -> None:
    def state(of: str) -> str:
        said: str = client.get(f"/v1/operations/{of}").json()["state"]
        return said

    with working(house):
        with house.pool.connection() as db, db.transaction():
            db.execute("lock table read.projection in share mode")  # no rebuild begins
            rebuild = client.post("/v1/projections/case_line/rebuild").json()["id"]
            said = ask(client).json()
            until(lambda: state(said["operation"]["id"]) == "done")
            assert state(rebuild) == "running"
        until(lambda: state(rebuild) == "done")


def test_each_kind_of_operation_has_one_lane(house: House) -> None:
    assert sorted(chain(*LANES.values())) == sorted(house.chores())


def test_a_stopped_one_leaves_nothing(
    house: House, client: TestClient, firm: list[str], large: None
) -> None:
    said = ask(client).json()
    head = house.ledger.recorder.max_notification_id()

    def stopped(id: str, progress: operations.Progress) -> Any:
        client.post(f"/v1/exports/{said['id']}/stop")
        return house.exports().make(said["id"], progress)

    assert operations.work_once(house.pool, {"export": stopped})
    assert client.get(f"/v1/exports/{said['id']}").json()["state"] == "stopped"
    assert house.ledger.recorder.max_notification_id() == head
    assert list(house.settings.data.glob("files/*")) == []


def test_who_was_interrupted_is_done_again_and_recorded_once(
    house: House, client: TestClient, firm: list[str], large: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """After the file was kept, after the event, before the link may open it."""
    said = ask(client).json()
    for name in ("_record", "shelf.ready"):
        exported = house.exports()

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        of, _, last = name.rpartition(".")
        monkeypatch.setattr(getattr(exported, of) if of else exported, last, killed)
        with pytest.raises(KeyboardInterrupt):
            exported.make(said["id"], lambda done, total: None)
        assert client.post(f"/v1/exports/{said['id']}/link").status_code == 409
    assert do(house)
    kinds = [record.kind for record in house.ledger.read(0, 100)]
    assert kinds.count("export.made") == 1
    event = last_event(house).event
    state = client.get(f"/v1/exports/{said['id']}").json()
    assert (event.sha256, event.size) == (state["sha256"], state["size"])


def test_a_link_ends_after_a_day_by_the_databases_clock(
    house: House, client: TestClient, firm: list[str], owner_dsn: str
) -> None:
    said = ask(client).json()
    address = link(client, said["id"])

    def made_ago(seconds: str) -> None:
        with psycopg.connect(owner_dsn) as db:
            db.execute(
                "update reaction.export set expires_at = now() + interval '1 day' - %s::interval",
                (seconds,),
            )

    made_ago("23:59:58")
    assert client.get(address).status_code == 200
    made_ago("24:00:00")
    assert client.get(address).status_code == 404
    assert client.get(f"/v1/exports/{said['id']}").json()["state"] == "expired"
    assert client.post(f"/v1/exports/{said['id']}/link").status_code == 409
    house.exports().expire()  # who began in time may end
    assert list(house.settings.data.glob("files/*")) != []
    made_ago("25:00:01")
    house.exports().expire()
    assert list(house.settings.data.glob("files/*")) == []
    assert client.get(f"/v1/exports/{said['id']}").status_code == 404


def test_only_the_hash_of_a_token_is_kept_and_all_that_fails_fails_alike(
    house: House, client: TestClient, firm: list[str]
) -> None:
    said, other = ask(client).json(), ask(client).json()
    address = link(client, said["id"])
    token = address.partition("token=")[2]
    assert len(token) >= 43
    with house.pool.connection() as db:
        query = "select count(*) from identity.download d where d::text like '%%' || %s || '%%'"
        assert db.execute(query, (token,)).fetchone() == (0,)
    answers = [
        client.get(f"/v1/exports/{said['id']}/file?token={'x' * 43}"),
        client.get(f"/v1/exports/{other['id']}/file?token={token}"),
        client.get(f"/v1/exports/0190a000-0000-7000-8000-000000000009/file?token={token}"),
    ]
    client.post(f"/v1/exports/{said['id']}/withdraw")
    answers.append(client.get(address))
    assert {(each.status_code, each.text) for each in answers} == {(404, answers[0].text)}
    with TestClient(client.app) as nobody:
        assert nobody.get(address).status_code == 401


def test_who_may_export_and_how_much(
    house: House, client: TestClient, firm: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseledger.web.v1.exports.MOST_EXPORTED", 2)
    with signed_in(house, "user") as user, signed_in(house, "auditor") as auditor:
        refused = ask(user)
        assert refused.status_code == 403
        assert refused.json()["missing_permission"] == "cases.export-all"
        assert refused.json()["detail"].startswith("You may export up to 2 cases at once")
        assert ask(user, "?court_name=Leeds").status_code == 201
        assert ask(auditor).json()["missing_permission"] == "cases.export"
        said = ask(client).json()
        for act in ("", "/link", "/stop", "/withdraw"):
            method = "POST" if act else "GET"
            assert user.request(method, f"/v1/exports/{said['id']}{act}").status_code == 404
    with signed_in(house, "manager") as manager, keyed(house, "write") as program:
        assert ask(manager).json()["rows"] == ask(program).json()["rows"] == 3
    with keyed(house, "read") as reader:
        assert ask(reader).json()["missing_permission"] == "cases.export"


def test_what_cannot_be_exported_is_a_problem(client: TestClient, firm: list[str]) -> None:
    for query, body, status in (
        ("?nothing=1", {}, 422),
        ("?sort=nothing", {}, 422),
        ("", {"columns": ["nothing"]}, 422),
        ("", {"columns": []}, 422),
        ("", {"format": "pdf"}, 422),
        ("", {"ids": ["x"]}, 422),
        ("?court_name=Nowhere", {}, 422),
    ):
        assert ask(client, query, **body).status_code == status, (query, body)


def test_a_store_that_is_away_is_told_and_nothing_is_recorded(
    house: House, client: TestClient, firm: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    away = S3Blobs("http://127.0.0.1:9", "key", "secret", "bucket")
    there = house.exports()
    head = house.ledger.recorder.max_notification_id()
    without = Exports(house.ledger, house.pool, away, LEDGER, house.pasts())
    monkeypatch.setattr(House, "exports", lambda _: without)
    refused = ask(client)
    assert (refused.status_code, refused.json()["type"]) == (503, "/problems/store-away")
    monkeypatch.setattr(exports, "AT_ONCE", 1)
    said = ask(client).json()
    assert do(house)
    failed = client.get(f"/v1/exports/{said['id']}").json()
    assert (failed["state"], failed["operation"]["error"][:35]) == (
        "failed",
        "The store of files cannot be reache",
    )
    assert house.ledger.recorder.max_notification_id() == head
    monkeypatch.setattr(House, "exports", lambda _: there)
    assert ask(client, "?court_name=Leeds").json()["state"] == "done"


def test_rows_belong_to_one_position_whoever_writes_meanwhile(
    house: House, client: TestClient, firm: list[str]
) -> None:
    from queries.export.cases import cases
    from queries.sought import Asked

    with house.pool.connection() as db, cases(db, Asked(), ["court_name"]) as table:
        position = house.ledger.recorder.max_notification_id()
        post(client, "revise-case-details", {"case_id": firm[0], "changes": {"court_name": "Hull"}})
        post(client, "open-case", {"type": "Injury", "facts": {"court_name": "Bath"}})
        house.catch_up()
        found = sorted(str(row[1]) for row in table.rows)
    assert (table.position, table.count) == (position, 3)
    assert found == ["=1+1", "Leeds", "York"]


def history(client: TestClient, query: str = "", format: str = "jsonl") -> bytes:
    said = client.post(f"/v1/activity/export{query}", json={"format": format})
    assert said.status_code == 201, said.text
    return client.get(link(client, said.json()["id"])).content


def test_history_is_ordered_complete_and_says_what_it_is(
    house: House, client: TestClient, firm: list[str]
) -> None:
    house.settle()
    head = house.ledger.recorder.max_notification_id()
    first, *lines = map(json.decode, history(client).splitlines())
    manifest = first["manifest"]
    assert [line["entry"]["position"] for line in lines] == list(range(1, head + 1))
    assert (manifest["position"], manifest["count"], manifest["filters"]) == (head, head, [])
    leaves = [line["event"]["leaf"] for line in lines]
    assert (manifest["first_leaf"], manifest["last_leaf"]) == (leaves[0], leaves[-1])
    stored = house.ledger.sealed(0, head)
    assert [line["event"]["body"].encode() for line in lines] == [each.body for each in stored]
    assert [line["event"]["header"].encode() for line in lines] == [each.header for each in stored]
    made, opened = house.ledger.read(head, 2)
    assert isinstance(made.event, ExportMade)
    assert (made.kind, made.event.kind, made.event.rows) == ("export.made", "history", head)
    assert opened.kind == "export.opened"


def test_history_is_narrowed_as_the_log_is(
    house: House, client: TestClient, firm: list[str]
) -> None:
    first, *lines = map(json.decode, history(client, f"?case={firm[0]}&q=leeds").splitlines())
    assert [line["entry"]["kind"] for line in lines] == ["case.opened"]
    assert first["manifest"]["filters"] == [f"case={firm[0]}", "q=leeds"]
    table = list(csv.reader(io.StringIO(history(client, "?q=1%2B1", "csv").decode("utf-8-sig"))))
    assert table[0][-1].startswith("Exported by Caseledger. Ledger: ")
    assert [row[8] for row in table[1:]] == ["case.opened"]
    page = history(client, "?kind=case.opened", "html").decode()
    assert page.count("opened the case as I-2026-") == 3
    assert "<script" not in page


def test_an_auditor_takes_history_and_a_user_does_not(
    house: House, client: TestClient, firm: list[str]
) -> None:
    with signed_in(house, "auditor") as auditor, signed_in(house, "user") as user:
        assert b"case.opened" in history(auditor)
        refused = user.post("/v1/activity/export", json={})
        assert refused.json()["missing_permission"] == "audit.read"
