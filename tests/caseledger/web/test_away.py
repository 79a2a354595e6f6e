"""The database goes away and comes back: a plain 503 meanwhile, and nobody need do anything."""

from collections.abc import Iterator

import pytest
from psycopg import connect
from psycopg.conninfo import make_conninfo

from caseledger.adapters.ledger.install import install
from caseledger.adapters.postgres.server import Server, postgres
from caseledger.wiring import House, open_house
from tests.postgres import folder
from tests.running import until
from tests.scenario import LEDGER, SECRETS
from tests.signed import keyed, post, signed_in


@pytest.fixture
def server() -> Iterator[Server]:
    """One of our own, to be stopped."""
    with folder() as home, postgres(home) as running:
        yield running


@pytest.fixture
def house(server: Server) -> Iterator[House]:
    with connect(server.owner, autocommit=True) as db:
        db.execute("create database firm")
    dsn = make_conninfo(server.owner, dbname="firm")
    install(dsn, LEDGER)
    with open_house(make_conninfo(dsn, user="caseledger"), SECRETS) as house:
        yield house


def test_while_the_database_is_away_the_answer_is_503(server: Server, house: House) -> None:
    with signed_in(house) as client, keyed(house, "read", "write") as program:
        post(client, "define-case-type", {"name": "Injury"})
        case = post(client, "open-case", {"type": "Injury"}).json()["id"]
        server.stop()
        for who in (client, program):
            for said in (
                who.get("/v1/me"),
                who.get("/v1/cases"),
                post(who, "archive-case", {"case_id": case, "reason": "Done."}),
            ):
                assert (said.status_code, said.json()["type"]) == (503, "/problems/unavailable")
                assert int(said.headers["Retry-After"]) > 0
        for path in ("/health", "/ready", "/metrics"):
            assert client.get(path).status_code == 503
        server.start()
        until(lambda: client.get("/v1/me").status_code == 200)
        until(lambda: client.get("/ready").status_code == 200)
        body = {"case_id": case, "reason": "Done."}
        until(lambda: post(program, "archive-case", body, Idempotency_Key="k").status_code == 200)
        assert len(house.ledger.stream(case)) == 2  # refused means that nothing was written
