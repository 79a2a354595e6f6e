"""The worker says what it does in lines like the server's, and no word that anybody wrote."""

import logging
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec import json

from caseledger import logs, operations
from caseledger.database import run
from caseledger.home import Home
from caseledger.wiring import House, open_house
from domain.contact.card import ContactAdded, ContactKind
from domain.event import Plain
from tests.postgres import folder
from tests.reactions.importer.desk import Desk
from tests.running import CASELEDGER, until
from tests.scenario import BO, append

CANARY = "Zephyrine-Quillfeather"
TABLE = f"Number,Type,Case_Name\n{CANARY},Personal Injury,{CANARY}\n"


@pytest.fixture
def small() -> Iterator[Path]:
    with folder() as made:
        yield made


@contextmanager
def worker(data: Path) -> Iterator[list[dict[str, str]]]:
    """`caseledger work`; the lines it said, once it has ended."""
    command, said = [*CASELEDGER, "work", "--data", str(data)], list[dict[str, str]]()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield said
        finally:
            process.terminate()
            said += [json.decode(line) for line in process.stderr or ()]


def test_a_worker_says_what_it_does_line_by_line_and_no_word_that_anybody_wrote(
    small: Path,
) -> None:
    with (
        run(Home.at(small)) as found,
        open_house(found.dsn, found.secrets) as house,
        worker(small) as said,
    ):
        append(house.ledger, BO, 0, ContactAdded(ContactKind.INDIVIDUAL, {"name": CANARY}))
        desk = Desk(house)
        desk.let_do(TABLE)
        asked = operations.begin(house.pool, "verify", CANARY)
        until(lambda: operations.newest(house.pool, "verify"))
    assert {"projections", "notary", "operations"} <= {each.get("follower") for each in said}
    assert {each["correlation"] for each in said if "operation" in each["event"]} == {str(asked.id)}
    assert all(each.keys() >= {"event", "level", "logger", "timestamp"} for each in said)
    assert CANARY.lower() not in json.encode(said).decode().lower()


def test_when_work_breaks_it_is_told_where_and_not_with_what(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(_: str, __: operations.Progress) -> dict[str, Plain]:
        raise ValueError(CANARY)

    asked = operations.begin(house.pool, "export", CANARY)
    caplog.handler.setFormatter(logs.formatter())
    with caplog.at_level(logging.DEBUG):
        operations.work_once(house.pool, {"export": breaks})
    said = json.decode(caplog.text.splitlines()[-1])
    assert (said["error"], said["correlation"]) == ("ValueError", str(asked.id))
    assert said["where"].startswith("breaks (")
    assert CANARY not in caplog.text
