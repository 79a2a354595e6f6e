"""A spreadsheet from the command line: mapped, planned, run, told; killed and given again."""

import json
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest

from caseledger.database import join, reach
from caseledger.home import Home
from caseledger.wiring import open_house
from tests.chaos.seed import TIMES, chance
from tests.running import CASELEDGER, run, until, up

CASES = """R_Case_Number;Status;Office;Case_Name;Date_Filed
01-AC-00101;Close;01;"St. Joseph; Inc.";2010-04-28T00:00:00
05-RC-00007;Close;05;Harvey Corp;2010-04-29T00:00:00
29-UD-00303;Open;29;First Student;yesterday
"""


KILLS = 2 * min(TIMES, 5)
HEAD: LiteralString = "select max(position) from ledger.event"
ADDED = "select count(*) from ledger.event where kind = 'contact.added'"


def given(data: Path, table: str, *arguments: str, name: str = "cases.csv") -> Any:
    """What `import --json` answers."""
    file = written(data, table, name)
    done = run(data, "import", str(file), "--json", *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def written(data: Path, table: str, name: str = "cases.csv") -> Path:
    folder = data / "given"
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(table)
    return file


def value(data: Path, query: LiteralString) -> Any:
    """What a query finds, once all that follows the ledger has come to its end."""
    with reach(Home.at(data)) as found, open_house(found.dsn, found.secrets) as house:
        if found.server:
            house.settle()
        with house.pool.connection() as db:
            row = db.execute(query).fetchone()
    return row[0] if row else None


def test_a_file_is_imported_and_what_was_left_out_is_said(data: Path) -> None:
    dry = given(data, CASES, "--type", "Representation", "--dry-run")
    before = value(data, HEAD)
    assert (dry["created"], dry["failed"], dry["left_out"]) == (2, 1, ["Office"])
    assert value(data, HEAD) == before

    told = given(data, CASES, "--type", "Representation", "--map-value", "Status:Close=closed")
    assert set(told) == {
        "id", "rows", "created", "updated", "skipped", "failed", "warnings", "left_out",
        "error_file",
    }  # fmt: skip
    assert (told["rows"], told["created"], told["failed"]) == (3, 2, 1)
    closed = "select count(*) from read.case_line where status = 'closed' and number ~ '^0'"
    assert value(data, closed) == 2

    again = given(data, CASES, "--type", "Representation")
    assert (again["created"], again["skipped"], again["failed"]) == (0, 2, 1)
    assert any(says.startswith("This file was imported before") for says in again["warnings"])


def test_what_is_said_of_many_rows_is_said_once(data: Path) -> None:
    rows = "".join(f"W-{n},{'Lost' if n % 2 else 'Gone'}\n" for n in range(11)) + "W-11,Open\n"
    table = f"Case number,Status\n{rows}"
    said = [
        "Rows 2, 4, 6 and 3 more: “Gone” is not a status of Civil; it is left out.",
        "Rows 3, 5, 7 and 2 more: “Lost” is not a status of Civil; it is left out.",
        "Row 13: “Open” is not a status of Civil; it is left out.",
    ]
    assert given(data, table, "--type", "Civil", "--dry-run")["warnings"] == said
    shown = run(data, "import", str(written(data, table)), "--type", "Civil", "--dry-run")
    assert shown.stdout.splitlines()[-3:] == said


def test_the_error_file_is_mended_and_comes_in(data: Path) -> None:
    table = 'Case number,Case name,Filed\nE-1,=1+2,never\nE-2,"\'=x, y",2020-01-02\nE-3,ok,soon\n'
    told = given(data, table, "--type", "Civil")
    errors = Path(told["error_file"]).read_text(encoding="utf-8-sig")
    assert errors.splitlines()[0] == "Case number,Case name,Filed,reason"
    assert "E-1,'=1+2,never,Date opened: “never” is not a date (yyyy-mm-dd)." in errors
    mended = errors.replace("never", "2020-01-01", 1).replace("soon", "2020-01-03", 1)
    assert given(data, mended, "--type", "Civil")["created"] == 2
    name = "select name from read.case_line where number = 'E-1'"
    assert value(data, name) == "=1+2"


@pytest.mark.parametrize(
    ("table", "arguments", "says"),
    [
        ("Case number\nN-1\n", (), "no type: choose one for all"),
        ("Case number\nN-1\n", ("--type", "Civil", "--map", "Nmber=number"), "one of the headers"),
        ("Case number\nN-1\n", ("--type", "Civil", "--map", "Case number=x_no"), "=new:text"),
        (
            "Case number,Filed\nN-1,03/04/2020\n",
            ("--type", "Civil"),
            "--map 'Filed=created_date:dd/mm/yyyy'",
        ),
        ("1,2\n3,4\n", ("--type", "Civil"), "looks like data"),
        ("", ("--type", "Civil"), "nothing in it"),
    ],
)
def test_what_cannot_be_imported_is_said_in_a_sentence(
    data: Path, table: str, arguments: Sequence[str], says: str
) -> None:
    done = run(data, "import", str(written(data, table)), *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_an_import_by_hand_while_the_product_is_up(data: Path) -> None:
    table = "Name,Phone,Case\nBo Smith,202-555-0142,U-1\n"
    with up(data):
        told = given(
            data, table, "--type", "Civil", "--map", "Case=number", "--map", "Name=client_name"
        )
        assert told["created"] == 1
        listed = "select count(*) from read.contact_line where name = 'Bo Smith'"
        assert value(data, listed) == 1


def test_killed_in_the_middle_each_row_comes_out_once(data: Path) -> None:
    rows, dice = 2_000 * TIMES, chance("killed imports")
    numbers = "Case number\n" + "".join(f"K-{n}\n" for n in range(500))
    table = "Case number,First name,Last name\n" + "".join(
        f"K-{n % 500},Bo{n},Smith\n" for n in range(rows)
    )
    given(data, numbers, "--type", "Civil")
    added = value(data, ADDED)
    file = written(data, table, "parties.csv")
    command = [*CASELEDGER, "import", str(file), "--kind", "contacts", "--data", str(data)]
    for part in range(1, KILLS + 1):
        enough = added + int(rows * (part - dice.random()) / (KILLS + 1))
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            with joined(data) as db:
                until(lambda db=db, enough=enough: db.execute(ADDED).fetchone()[0] >= enough)  # type: ignore[misc]  # a lambda keeps what it is made with
            process.send_signal(signal.SIGKILL)
    told = given(data, table, "--kind", "contacts", name="parties.csv")
    assert (told["created"], told["failed"], told["rows"]) == (rows, 0, rows)
    assert told["created"] + told["updated"] + told["skipped"] + told["failed"] == rows
    assert value(data, ADDED) == added + rows
    print(f"{rows} rows, killed {KILLS} times")  # noqa: T201  # shown when the test fails
    again = given(data, table, "--kind", "contacts", name="parties.csv")
    assert (again["created"], again["skipped"]) == (0, rows)


def test_what_a_killed_command_began_the_worker_finishes(data: Path) -> None:
    rows = 2_000
    table = "First name,Last name\n" + "".join(f"Al{n},Jones\n" for n in range(rows))
    file = written(data, table, "people.csv")
    command = [*CASELEDGER, "import", str(file), "--kind", "contacts", "--data", str(data)]
    before = value(data, ADDED)
    with up(data), joined(data) as db:
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            until(lambda: db.execute(ADDED).fetchone()[0] > before)
            process.send_signal(signal.SIGKILL)
        state = "select state from staging.import where sha256 = %s"
        hashed = (sha256(table.encode()).hexdigest(),)
        until(lambda: db.execute(state, hashed).fetchone() == ("finished",))
        assert db.execute(ADDED).fetchone()[0] == before + rows


@contextmanager
def joined(data: Path) -> Iterator[Any]:
    """A connection to the database that another process runs, once it does."""
    with join(Home.at(data)) as found, psycopg.connect(found.dsn, autocommit=True) as db:
        yield db
