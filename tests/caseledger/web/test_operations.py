"""Long work: asked for by one process, done by another, followed by whoever may."""

from contextlib import suppress

import psycopg
import pytest
from fastapi.testclient import TestClient

from caseledger import operations
from caseledger.chores import Aside
from caseledger.settings import Settings
from caseledger.wiring import House, open_house
from commands.cases import OpenCase
from commands.handle import Asked, handle_all
from commands.ids import new_id
from domain.kinds import KINDS
from domain.people.roles import Role
from projections import checkpoints
from projections.quarantine import Quarantined
from projections.rebuild import NEAR
from tests.scenario import SECRETS, header
from tests.signed import post, signed_in


def do(house: House) -> bool:
    """What the worker does."""
    return operations.work_once(house.pool, house.chores())


def test_the_ledger_is_verified_by_an_operation(house: House, client: TestClient) -> None:
    asked = client.post("/v1/verify")
    assert (asked.status_code, asked.json()["state"]) == (202, "running")
    again = client.post("/v1/verify")
    assert (again.status_code, again.json()["type"]) == (409, "/problems/running")
    assert do(house)
    assert not do(house)
    it = client.get(f"/v1/operations/{asked.json()['id']}").json()
    assert (it["state"], it["done"], it["result"]["verdict"]) == ("done", it["total"], "intact")
    assert client.get("/v1/operations").json()["operations"] == [it]
    verified = client.get("/v1/ledger").json()["verified"]
    assert (verified["verdict"], verified["at"]) == ("intact", it["ended_at"])


def test_a_case_knows_what_the_last_verification_said_of_it(
    house: House, client: TestClient, owner_dsn: str
) -> None:
    post(client, "define-case-type", {"name": "Injury"})
    ids = [post(client, "open-case", {"type": "Injury"}).json()["id"] for _ in range(2)]

    def said() -> list[bool | None]:
        house.catch_up()
        return [client.get(f"/v1/cases/{each}").json()["ledger"]["verified"] for each in ids]

    assert said() == [None, None]
    client.post("/v1/verify")
    assert do(house)
    assert said() == [True, True]
    with psycopg.connect(owner_dsn) as db:
        db.execute(
            "update ledger.event set mac = '\\x00' where position ="
            " (select min(position) from ledger.event where subject = %s)",
            (ids[1],),
        )
    client.post("/v1/verify")
    assert do(house)
    assert said() == [True, False]
    assert client.get(f"/v1/cases/{ids[1]}/activity").json()["entries"][0]["kind"] == "case.opened"
    then = client.get(f"/v1/cases/{ids[1]}", params={"as_of": "100"})
    assert (then.status_code, then.json()["type"]) == (409, "/problems/forged")


def test_a_projection_is_rebuilt_by_an_operation(house: House, client: TestClient) -> None:
    post(client, "define-case-type", {"name": "Injury"})
    house.catch_up()
    before = {p["name"]: p["version"] for p in client.get("/v1/ledger").json()["projections"]}
    assert client.post("/v1/projections/case_line/rebuild").status_code == 202
    assert do(house)
    after = {p["name"]: p for p in client.get("/v1/ledger").json()["projections"]}
    assert after["case_line"]["version"] > before["case_line"]
    assert after["case_line"]["lag"] == 0
    assert client.post("/v1/projections/nothing/rebuild").status_code == 404


def test_a_rebuild_tells_how_many_events_of_the_head_it_has_taken_in(
    house: House, client: TestClient
) -> None:
    kind = post(client, "define-case-type", {"name": "Injury"}).json()["id"]
    asked = [Asked(OpenCase(type=kind), header()) for _ in range(NEAR)]
    assert not any(isinstance(each, Exception) for each in handle_all(asked, house.ledger))
    house.catch_up()
    head = client.get("/v1/ledger").json()["head"]
    for name in ("log_line", "case_line"):  # one of the events themselves, one of what is there
        told: list[tuple[int, int]] = []
        work = house.chores()["rebuild"]
        work(name, lambda done, total, told=told: told.append((done, total)))  # type: ignore[misc]  # a lambda keeps what it is made with
        assert told[0] == (0, head)
        assert told == sorted(told)
        assert 0 < told[-1][0] <= head
        assert {total for _, total in told} == {head}


def test_work_that_fails_says_so_and_takes_nobody_along(house: House) -> None:
    def fails(asked: str, progress: operations.Progress) -> dict[str, str]:
        raise ValueError("a secret")

    it = operations.begin(house.pool, "odd", "Something odd")
    assert operations.work_once(house.pool, {"odd": fails})
    ended = operations.one(house.pool, it.id)
    assert ended
    assert (ended.state, ended.error) == ("failed", "It ended early: ValueError.")


def test_who_was_interrupted_is_done_again(house: House) -> None:
    class Killed(BaseException):
        """As a process is."""

    def killed(asked: str, progress: operations.Progress) -> dict[str, str]:
        progress(1, 2)
        raise Killed

    it = operations.begin(house.pool, "odd", "Something odd")
    with suppress(Killed):
        operations.work_once(house.pool, {"odd": killed})
    assert operations.work_once(house.pool, {"odd": lambda asked, progress: {"a": "b"}})
    ended = operations.one(house.pool, it.id)
    assert ended
    assert (ended.state, ended.done, ended.result) == ("done", 2, {"a": "b"})


def test_only_who_may_operate_does(house: House) -> None:
    with signed_in(house, "auditor") as auditor, signed_in(house, "user") as user:
        assert auditor.post("/v1/verify").status_code == 202
        assert auditor.post("/v1/projections/state/rebuild").status_code == 403
        assert user.post("/v1/verify").status_code == 403
        assert user.get("/v1/operations").status_code == 403


def test_one_follows_ones_own_operation_and_who_reads_the_ledger_any(house: House) -> None:
    with signed_in(house, "auditor") as auditor, signed_in(house, "user") as user:
        me = user.get("/v1/me").json()["person"]["id"]
        own = operations.begin(house.pool, "export", "Export cases", by=me)
        others = operations.begin(house.pool, "verify", "Verify the ledger")
        for it, status in ((own, 200), (others, 404)):
            assert user.get(f"/v1/operations/{it.id}").status_code == status
            assert auditor.get(f"/v1/operations/{it.id}").status_code == 200


def test_figures_are_told(house: House, client: TestClient) -> None:
    client.get("/v1/me")
    text = client.get("/metrics").text
    assert "caseledger_appended_total 1.0" in text
    assert 'caseledger_projection_lag{projection="case_line"} 1.0' in text
    assert "caseledger_notary_lag 1.0" in text
    assert 'caseledger_requests_total{method="GET",route="/v1/me",status="200"} 1.0' in text
    house.catch_up()
    assert client.get("/health").json()["status"] == "well"


def test_a_projection_is_paused_and_goes_on_and_both_are_on_record(
    house: House, client: TestClient
) -> None:
    def standing() -> tuple[str, int, bool]:
        found = client.get("/v1/ledger").json()["projections"]
        it = next(each for each in found if each["name"] == "case_line")
        return it["state"], it["lag"], it["since"] is not None

    post(client, "define-case-type", {"name": "Injury"})
    house.catch_up()
    assert standing() == ("live", 0, False)
    paused = client.post("/v1/projections/case_line/pause")
    assert (paused.status_code, paused.json()["title"]) == (200, "Pause case line")
    again = client.post("/v1/projections/case_line/pause")
    assert (again.status_code, again.json()["type"]) == (409, "/problems/stands-still")
    opened = post(client, "open-case", {"type": "Injury"}).json()
    house.catch_up()
    state, lag, waits = standing()
    assert (state, lag > 0, waits) == ("paused", True, True)
    query = {"min_position": opened["position"]}
    assert client.get("/v1/cases", params=query).json()["stale"]
    resumed = client.post("/v1/projections/case_line/resume")
    assert resumed.status_code == 200
    assert client.post("/v1/projections/case_line/resume").status_code == 409
    assert client.post("/v1/projections/nothing/pause").status_code == 404
    house.catch_up()
    assert standing() == ("live", 0, False)
    assert len(client.get("/v1/cases", params=query).json()["cases"]) == 1
    known = client.get("/v1/operations").json()["operations"]
    me = client.get("/v1/me").json()["person"]["id"]
    assert [(each["kind"], each["by"]) for each in known] == [("resume", me), ("pause", me)]


def test_what_is_released_by_its_error_is_all_with_that_error_and_nothing_else() -> None:
    ill = [
        Quarantined(of, new_id(), 1, error, 1)
        for of, error in (("state", "A"), ("state", "B"), ("state", "A"), ("log_line", "A"))
    ]
    assert Aside("state", error="A").of(ill) == [ill[0], ill[2]]
    assert Aside("state", ill[0].subject).of(ill) == ill[:1]
    assert Aside("state", ill[0].subject, "B").of(ill) == []
    assert Aside("state").of(ill) == ill[:3]


def test_what_was_set_aside_is_released_one_by_one_or_by_its_error(
    house: House, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(client, "define-case-type", {"name": "Injury"})
    ids = [post(client, "open-case", {"type": "Injury"}).json()["id"] for _ in range(3)]
    with monkeypatch.context() as poison:
        poison.delitem(KINDS, "case.opened")
        house.catch_up()
    aside = client.get("/v1/ledger").json()
    mine = [each for each in aside["quarantine"] if each["projection"] == "state"]
    assert [each["subject"] for each in mine] == ids
    assert aside["set_aside"] == len(aside["quarantine"]) > len(ids)
    for which, taken in (({"subject": ids[0]}, 1), ({"error": mine[1]["error"]}, 2)):
        asked = client.post("/v1/projections/state/release", json=which)
        assert (asked.status_code, asked.json()["title"]) == (202, "Release what state set aside")
        assert do(house)
        it = client.get(f"/v1/operations/{asked.json()['id']}").json()
        assert it["result"] == {"taken_in": taken, "again": 0}
    assert client.post("/v1/projections/state/release", json={}).status_code == 404
    house.catch_up()
    left = client.get("/v1/ledger").json()["quarantine"]
    assert {each["projection"] for each in left} == {"log_line"}
    assert {row["id"] for row in client.get("/v1/cases").json()["cases"]} == set(ids)


def test_an_auditor_sees_the_ledger_and_changes_nothing_of_it(
    house: House, client: TestClient
) -> None:
    with signed_in(house, Role.AUDITOR) as auditor:
        assert auditor.get("/v1/ledger").status_code == 200
        assert auditor.get("/v1/operations").status_code == 200
        for act in ("rebuild", "pause", "resume"):
            refused = auditor.post(f"/v1/projections/case_line/{act}")
            assert refused.json()["missing_permission"] == "ledger.operate"
        assert auditor.post("/v1/projections/case_line/release", json={}).status_code == 403
    assert client.get("/v1/operations").json()["operations"] == []


def test_the_index_is_rebuilt_like_a_projection(
    client: TestClient, dsn: str, opensearch: str, prefix: str
) -> None:
    path = "/v1/projections/case_document/rebuild"
    assert client.post(path).status_code == 404  # there is no index
    says = Settings.silent().model_copy(update={"opensearch": opensearch, "prefix": prefix})
    with open_house(dsn, SECRETS, settings=says) as house, signed_in(house) as browser:
        asked = browser.post(path)
        assert operations.work_once(house.pool, house.chores())
        it = browser.get(f"/v1/operations/{asked.json()['id']}").json()
        assert (it["state"], it["result"]) == ("done", {"rebuilt": ["case_document"]})
        with house.pool.connection() as db:
            assert checkpoints.staged(db, "serving")["case_document"] == 1
            indexer = house.indexer()
            assert indexer.verify(db) == []
            indexer.forget_all(db)
