"""One stream of news for a browser, over a real connection."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import httpx2
import pytest
import uvicorn

from caseledger import operations
from caseledger.identity import sessions
from caseledger.identity.door import add_person
from caseledger.web.app import create_app
from caseledger.web.house import COOKIE
from caseledger.wiring import House
from domain.people.roles import Role
from tests.running import until
from tests.signed import OURS, post, signed_in

CUT = """
    select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query = 'listen operation'"""
Said = tuple[str, dict[str, Any]]


@contextmanager
def served(house: House) -> Iterator[str]:
    """The application behind a real port, for what a client in this process cannot hear."""
    config = uvicorn.Config(create_app(house), port=0, log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    config.app.state.stopping = lambda: server.should_exit  # type: ignore[union-attr]  # FastAPI
    thread = Thread(target=server.run)
    thread.start()
    try:
        until(lambda: server.started)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


class Listener:
    """What a browser hears, gathered in a thread."""

    def __init__(self, address: str, cookie: str, after: str | None = None, **headers: str) -> None:
        self.said: list[Said] = []
        self.ids: list[str] = []
        self.ended = Event()
        query = f"?after={after}" if after else ""
        self._asked = f"{address}/v1/stream{query}", {COOKIE: cookie}, {**OURS, **headers}
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()
        until(lambda: self.said or self.ended.is_set())

    def _listen(self) -> None:
        url, cookies, headers = self._asked
        with (
            httpx2.Client(cookies=cookies, headers=headers, timeout=30) as client,
            client.stream("GET", url) as response,
        ):
            self._take(response.iter_lines())
        self.ended.set()

    def _take(self, lines: Iterator[str]) -> None:
        event = ""
        for line in lines:
            name, _, value = line.partition(": ")
            match name:
                case "event":
                    event = value
                case "id":
                    self.ids.append(value)
                case "data":
                    self.said.append((event, json.loads(value)))

    def named(self, event: str) -> list[dict[str, Any]]:
        return [data for name, data in self.said if name == event]


@pytest.fixture
def address(house: House) -> Iterator[str]:
    with served(house) as address:
        yield address


def signed(house: House, role: Role = Role.ADMIN) -> str:
    return sessions.begin(house.pool, add_person(house, "Bo Li", f"bo-{role}@example.com", role))


def test_a_change_is_told_to_who_listens(house: House, address: str) -> None:
    hears = Listener(address, signed(house))
    assert hears.said[0][0] == "head"
    with house.following(), signed_in(house) as client:
        post(client, "define-case-type", {"name": "Injury"})
        case = post(client, "open-case", {"type": "Injury"}).json()
        until(lambda: hears.named("case"))
        me = client.get("/v1/me").json()["person"]["id"]
    told = hears.named("case")[0]
    assert (told["id"], told["position"]) == (case["id"], case["position"])
    assert (told["actor"]["kind"], told["actor"]["id"]) == ("person", me)
    until(lambda: hears.named("head")[-1]["position"] == case["position"])
    assert hears.named("head")[-1]["lag_ms"] == 0


def test_a_contacts_change_is_told_of_its_cases(house: House, address: str) -> None:
    with house.following(), signed_in(house) as client:
        post(client, "define-case-type", {"name": "Injury"})
        bo = {"facts": {"first_name": "Bo", "last_name": "Li"}, "phones": [{"value": "2025550142"}]}
        case = post(client, "open-case", {"type": "Injury", "new_contacts": [bo]}).json()
        seen = {"min_position": case["position"]}
        contact = client.get(f"/v1/cases/{case['id']}", params=seen).json()["case"]["client"]
        hears = Listener(address, signed(house))
        out = post(client, "record-opt-out", {"contact_id": contact, "channel": "sms"}).json()
        until(lambda: hears.named("case"))
    told = hears.named("case")[0]
    assert (told["id"], told["position"]) == (case["id"], out["position"])


def test_who_was_away_hears_what_they_missed(house: House, address: str) -> None:
    cookie = signed(house)
    with house.following(), signed_in(house) as client:
        post(client, "define-case-type", {"name": "Injury"})
        cases = [post(client, "open-case", {"type": "Injury"}).json() for _ in range(3)]
    seen = str(cases[0]["position"])
    for hears in (
        Listener(address, cookie, **{"Last-Event-ID": seen}),
        Listener(address, cookie, after=seen),
    ):
        until(lambda hears=hears: len(hears.named("case")) == 2)  # type: ignore[misc]  # a lambda keeps what it is made with
        assert [each["id"] for each in hears.named("case")] == [each["id"] for each in cases[1:]]


def test_an_operation_is_followed_by_who_may(house: House, address: str) -> None:
    hears, deaf = Listener(address, signed(house)), Listener(address, signed(house, Role.USER))
    it = operations.begin(house.pool, "verify", "Verify the ledger")
    until(lambda: hears.named("operation"))
    assert hears.named("operation")[0]["id"] == str(it.id)
    assert not deaf.named("operation")


def test_what_nobody_could_hear_of_an_operation_is_told(house: House, address: str) -> None:
    hears = Listener(address, signed(house))
    it = operations.begin(house.pool, "verify", "Verify the ledger")
    until(lambda: hears.named("operation"))
    with house.pool.connection() as db:
        cut = db.execute(CUT).fetchall()
    operations.stop(house.pool, it.id)  # before anybody listens again
    assert cut == [(True,)]
    until(lambda: hears.named("operation")[-1]["state"] == "stopped")
    assert not hears.ended.is_set()


def test_who_is_deactivated_hears_no_more(house: House, address: str) -> None:
    person = add_person(house, "Bo Li", "bo@example.com", Role.USER)
    hears = Listener(address, sessions.begin(house.pool, person))
    with signed_in(house) as client:
        post(client, "deactivate-person", {"person_id": str(person)})
    until(hears.ended.is_set)


def test_to_listen_is_not_to_use_a_session(house: House, address: str) -> None:
    cookie = signed(house)
    hears = Listener(address, cookie)
    with house.pool.connection() as db:
        db.execute("update identity.session set seen_at = now() - interval '29 min 59 s'")
    until(hears.ended.is_set)


def test_nobody_hears_nothing(house: House, address: str) -> None:
    hears = Listener(address, "nonsense")
    until(hears.ended.is_set)
    assert not hears.said


def test_an_open_stream_does_not_delay_the_end(house: House) -> None:
    with served(house) as address:
        hears = Listener(address, signed(house))
    until(hears.ended.is_set)
