"""The database is a server that others run: several processes, a password, and no data folder's."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path

import psycopg
import pytest
from msgspec import json

from tests.postgres import folder
from tests.running import CASELEDGER, PATIENCE, until
from tests.services.server import Server
from tests.services.shared import own

pytestmark = pytest.mark.real


@pytest.fixture
def server() -> Iterator[Server]:
    with own("postgres") as server:
        yield server


@pytest.fixture
def environment(server: Server) -> Iterator[Mapping[str, str]]:
    dsn = f"postgresql://owner:caseledger@{server.address('POSTGRES_PORT')}/postgres"
    with folder() as data:
        yield {**os.environ, "CASELEDGER_DATABASE": dsn, "CASELEDGER_DATA": str(data)}


def run(environment: Mapping[str, str], *words: str) -> str:
    done = subprocess.run(
        [*CASELEDGER, *words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def begun(stack: ExitStack, environment: Mapping[str, str], *words: str) -> subprocess.Popen[str]:
    process = stack.enter_context(
        subprocess.Popen([*CASELEDGER, *words], env=environment, stdout=subprocess.PIPE, text=True)
    )
    stack.callback(process.wait, PATIENCE)
    stack.callback(process.send_signal, signal.SIGTERM)
    return process


def address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().split("http://")[1].strip()


def ask(where: str, path: str, key: str, body: object = None) -> Mapping[str, object]:
    headers = {"X-API-KEY": key, "Content-Type": "application/json"}
    with closing(HTTPConnection(where, timeout=20)) as web:
        sent = None if body is None else json.encode(body)
        web.request("GET" if body is None else "POST", path, sent, headers)
        answer = web.getresponse()
        said: Mapping[str, object] = json.decode(answer.read())
        assert answer.status < 300, said
        return said


def password(server: Server) -> object:
    dsn = f"postgresql://owner:caseledger@{server.address('POSTGRES_PORT')}/postgres"
    with closing(psycopg.connect(dsn)) as db:
        query = "select rolpassword from pg_authid where rolname = 'caseledger'"
        return db.execute(query).fetchone()


def test_two_webs_and_two_workers_serve_one_firm(environment: Mapping[str, str]) -> None:
    key = run(environment, "key", "create", "Intake", "--can", "read,write").split()[-1]
    with ExitStack() as stack:
        webs = [begun(stack, environment, "serve", "--port", "0") for _ in range(2)]
        workers = [begun(stack, environment, "work") for _ in range(2)]
        one, other = (address(web) for web in webs)
        ask(
            one,
            "/v1/commands/add-contact",
            key,
            {"facts": {"first_name": "Bo", "last_name": "Smith"}},
        )
        until(lambda: ask(other, "/v1/contacts?last_name=Smith", key)["contacts"])
        workers[0].kill()
        ask(
            other,
            "/v1/commands/add-contact",
            key,
            {"facts": {"first_name": "Al", "last_name": "Jones"}},
        )
        until(lambda: ask(one, "/v1/contacts?last_name=Jones", key)["contacts"])
    assert not (Path(environment["CASELEDGER_DATA"]) / "postgres").exists()


def test_the_application_comes_in_by_its_password_alone(
    server: Server, environment: Mapping[str, str]
) -> None:
    run(environment, "sign-in")
    open_door = f"postgresql://caseledger@{server.address('POSTGRES_PORT')}/firm"
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(open_door)


def test_other_keys_are_refused_and_lock_nobody_out(
    server: Server, environment: Mapping[str, str]
) -> None:
    run(environment, "sign-in")
    before = password(server)
    with folder() as another:
        other = {**environment, "CASELEDGER_DATA": str(another)}
        refused = subprocess.run(
            [*CASELEDGER, "sign-in"], env=other, capture_output=True, text=True, check=False
        )
    assert refused.stderr.startswith("caseledger: The database holds another ledger")
    assert password(server) == before


def test_a_server_that_is_away_is_said_in_a_sentence(environment: Mapping[str, str]) -> None:
    away = {**environment, "CASELEDGER_DATABASE": "postgresql://owner@127.0.0.1:1/postgres"}
    refused = subprocess.run(
        [*CASELEDGER, "sign-in"], env=away, capture_output=True, text=True, check=False
    )
    assert refused.returncode == 2
    assert refused.stderr.startswith("caseledger: The server of CASELEDGER_DATABASE cannot be used")
