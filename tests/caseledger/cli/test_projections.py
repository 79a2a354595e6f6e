"""`caseledger projections`: how they stand, whether they are right, and making them anew."""

from contextlib import closing
from json import loads
from pathlib import Path

import psycopg

from caseledger.database import run as running
from caseledger.home import Home
from tests.running import run, up


def test_status_says_how_far_each_has_come(data: Path) -> None:
    said = loads(run(data, "projections", "status", "--json").stdout)
    assert said["head"] > 100
    assert {each["lag"] for each in said["projections"]} == {0}
    assert f"The ledger has {said['head']:,} events." in run(data, "projections", "status").stdout


def test_rebuild_works_while_the_product_runs(data: Path) -> None:
    with up(data):
        rebuilt = run(data, "projections", "rebuild")
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert "case_line: rebuilt\n" in rebuilt.stdout


def test_verify_finds_what_somebody_changed_and_repairs_it(data: Path) -> None:
    assert run(data, "projections", "verify").returncode == 0
    with running(Home.at(data)) as found, closing(psycopg.connect(found.dsn)) as db:
        db.execute("update read.case_line set status = 'lost'")
        db.commit()
    found_out = run(data, "projections", "verify", "case_line", "--json")
    assert (found_out.returncode, len(loads(found_out.stdout)["case_line"])) == (1, 20)
    assert run(data, "projections", "verify", "--repair").returncode == 1
    assert run(data, "projections", "verify").returncode == 0


def test_a_projection_that_is_not_there_is_refused(data: Path) -> None:
    refused = run(data, "projections", "rebuild", "nothing")
    assert refused.returncode == 2
    assert refused.stderr.startswith("caseledger: There is no projection nothing. There are ")
