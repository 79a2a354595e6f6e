"""One server a data folder: run by one process, joined by the others."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from caseledger.database import reach, run
from caseledger.home import Home
from tests.postgres import folder

# A command that says whether it runs the server, and holds on until told to end.
COMMAND = """
import sys
from pathlib import Path
from caseledger.database import reach
from caseledger.home import Home
with reach(Home.at(Path(sys.argv[1]))) as found:
    print("runs" if found.server else "joins", flush=True)
    sys.stdin.readline()
print("ended", flush=True)
"""


@pytest.fixture
def home() -> Iterator[Home]:
    with folder() as made:
        yield Home.at(made)


def command(home: Home) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", COMMAND, str(home.folder)]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_the_application_can_neither_write_nor_erase_the_ledger(home: Home) -> None:
    with run(home) as found, closing(psycopg.connect(found.dsn, autocommit=True)) as db:
        for statement in (
            "insert into ledger.event select * from ledger.event",
            "update ledger.event set kind = ''",
            "delete from ledger.event",
            "truncate ledger.event",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                db.execute(statement.encode())


def test_the_ledgers_id_is_the_same_in_the_database_and_beside_it(home: Home) -> None:
    for _ in range(2):
        with run(home) as found, closing(psycopg.connect(found.dsn)) as db:
            row = db.execute("select id from ledger.identity").fetchone()
            assert row == (found.secrets.keys.ledger,)


def test_a_command_joins_the_server_that_runs(home: Home) -> None:
    with run(home), reach(home) as found:
        assert found.server is None


def test_a_command_alone_runs_the_server_and_waits_for_who_joined_it(home: Home) -> None:
    with command(home) as host, command(home) as guest:
        said = {hear(host): host, hear(guest): guest}
        assert set(said) == {"runs", "joins"}
        tell(said["runs"])
        with pytest.raises(subprocess.TimeoutExpired):
            said["runs"].wait(0.5)
        tell(said["joins"])
        assert (hear(host), hear(guest)) == ("ended", "ended")
