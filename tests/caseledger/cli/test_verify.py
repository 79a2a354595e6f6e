"""`caseledger verify` as its user meets it: words, JSON and exit codes."""

from contextlib import closing
from json import loads
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from caseledger.database import run as running
from caseledger.home import Home
from tests.running import run, up


def as_owner(data: Path, statement: str) -> None:
    """What somebody could do who owns the whole machine."""
    with running(Home.at(data)) as found:
        owner = make_conninfo(found.dsn, user="owner")
        with closing(psycopg.connect(owner, autocommit=True)) as db:
            db.execute(statement.encode())


def test_an_intact_ledger_is_said_to_be(data: Path) -> None:
    done = run(data, "verify", "--json")
    said = loads(done.stdout)
    assert (done.returncode, said["verdict"], said["position"]) == (0, "intact", None)
    assert said["head"] > 100
    assert run(data, "verify").stdout.startswith("Intact: all ")


def test_it_works_while_the_product_runs(data: Path) -> None:
    with up(data):
        assert loads(run(data, "verify", "--json").stdout)["verdict"] == "intact"


def test_an_altered_ledger_is_named_by_position_and_class(data: Path) -> None:
    as_owner(data, "update ledger.event set body = body || ' ' where position = 7")
    try:
        done = run(data, "verify", "--json")
        said = loads(done.stdout)
        assert (done.returncode, said["verdict"]) == (1, "altered")
        assert (said["position"], said["class"]) == (7, "BODY")
        assert run(data, "verify").stdout == "ALTERED at position 7: BODY.\n"
    finally:
        shorter = "substring(body for length(body) - 1)"
        as_owner(data, f"update ledger.event set body = {shorter} where position = 7")


def test_with_the_keys_of_another_ledger_it_cannot_tell(data: Path) -> None:
    ledger = data / "keys/ledger"
    kept = ledger.read_text()
    ledger.write_text("00000000-0000-4000-8000-000000000000")
    try:
        done = run(data, "verify", "--json")
    finally:
        ledger.write_text(kept)
    assert done.returncode == 2
    assert loads(done.stdout)["verdict"] == "unknown"
    assert done.stderr.count("\n") == 1


def test_where_there_can_be_no_data_it_cannot_tell() -> None:
    done = run(Path("/proc/nowhere"), "verify", "--json")
    assert (done.returncode, loads(done.stdout)["verdict"]) == (2, "unknown")
    assert "Traceback" not in done.stderr
