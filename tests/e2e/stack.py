"""The product as people meet it: database, web and worker run by `up`, with a firm to look at."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from httpx2 import Client

from caseledger.adapters.postgres.firm import FIRM
from caseledger.adapters.postgres.server import running
from caseledger.cli.doors import ledger_of
from caseledger.home import Home
from caseledger.identity import people
from caseledger.identity.door import add_person, issue_link
from commands.cases import OpenCase
from commands.handle import Asked, handle_all
from commands.ids import new_id
from domain.ledger import Actor, Header
from domain.people.roles import Role
from tests.running import Running, up

ADMIN = "ana@example.com"
MANY = 500  # commands that are handled together
Row = dict[str, Any]  # what the API answers


@dataclass(frozen=True)
class Stack:
    data: Path
    running: Running
    api: Client

    @property
    def address(self) -> str:
        """By the name that browsers trust: locks and clipboards need a secure place."""
        return self.running.address.replace("127.0.0.1", "localhost")

    def link(self, email: str = ADMIN, role: Role | str = Role.ADMIN) -> str:
        """A new sign-in link; the person is added first where need be."""
        with ledger_of(self.data) as (house, _):
            if people.by_email(house.ledger, email) is None:
                name = "Ana Ruiz" if email == ADMIN else email.partition("@")[0].title()
                add_person(house, name, email, role)
            return f"{self.address}/sign-in?token={issue_link(house, email)}"

    def get(self, path: str, **query: Any) -> Row:
        answer = self.api.get(path, params=query)
        assert answer.status_code == 200, answer.text
        found: Row = answer.json()
        return found

    def give(self, command: str, **body: Any) -> Row:
        """A command, as a program gives it; waits until lists have it."""
        answer = self.api.post(f"/v1/commands/{command}", json=body)
        assert answer.status_code in (200, 201), answer.text
        receipt: Row = answer.json()
        self.caught_up(receipt["position"])
        return receipt

    def caught_up(self, position: int | None = None) -> None:
        """Waits until lists have what was recorded up to there; by default, up to now."""
        position = position or self.get("/v1/me")["position"]
        for _ in range(60):
            if not self.get("/v1/cases", limit=1, min_position=position)["stale"]:
                return
        raise AssertionError("the lists did not catch up")

    def type_named(self, name: str) -> Row:
        types: Sequence[Row] = self.get("/v1/case-types")["case_types"]
        return next(each for each in types if each["name"] == name)

    def open_case(self, type: str = "Family Law", **more: Any) -> Row:
        """A new case and its row."""
        opened = self.give("open-case", type=self.type_named(type)["id"], **more)
        return self.case(opened["id"])

    def case(self, id: str) -> Row:
        self.caught_up()
        row: Row = self.get(f"/v1/cases/{id}")["case"]
        return row

    def open_many(self, count: int) -> None:
        """So many cases, by the ordinary command."""
        kind = self.type_named("Criminal Defense")["id"]
        actor = Actor(kind="system", id="console")
        with ledger_of(self.data) as (house, _):
            position = 0
            for first in range(0, count, MANY):
                asked = [_opening(UUID(kind), actor) for _ in range(min(MANY, count - first))]
                for receipt in handle_all(asked, house.ledger):
                    assert not isinstance(receipt, Exception), receipt
                    position = max(position, receipt.position or 0)
        self.caught_up(position)

    @contextmanager
    def without_worker(self) -> Iterator[None]:
        """While nothing is projected: the process stands still."""
        worker = self.running.children()["work"]
        os.kill(worker, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(worker, signal.SIGCONT)

    def without_web(self) -> None:
        """Kills the process that answers; another takes its place by itself."""
        os.kill(self.running.children()["serve"], signal.SIGKILL)

    @contextmanager
    def without_database(self) -> Iterator[None]:
        """While the application is let nowhere near its database."""
        away = "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'caseledger'"
        with self.as_owner() as db:
            db.execute("alter role caseledger connection limit 0")
            db.execute(away)
            try:
                yield
            finally:
                db.execute("alter role caseledger connection limit -1")

    @contextmanager
    def as_owner(self) -> Iterator[psycopg.Connection[Any]]:
        """The database in the hands of somebody who may do anything."""
        owner = running(Home.at(self.data).postgres)
        assert owner
        with closing(psycopg.connect(owner, dbname=FIRM, autocommit=True)) as db:
            yield db


def _opening(type: UUID, actor: Actor) -> Asked:
    header = Header.begin(new_id(), actor, "console", datetime.now(UTC))
    return Asked(OpenCase(type=type), header)


OURS = {"Sec-Fetch-Site": "same-origin"}  # what a browser says of our own pages


@contextmanager
def demo(data: Path) -> Iterator[Stack]:
    """The demonstration, with a session for the tests' own questions."""
    with up(data, "--demo") as it, Client(base_url=it.address, headers=OURS, timeout=30) as api:
        stack = Stack(data, it, api)
        assert api.get(stack.link().replace("localhost", "127.0.0.1")).status_code == 303
        yield stack
