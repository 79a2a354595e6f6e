"""The doctor says what is used, whether it answers, and in one sentence what is wrong."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest
from msgspec import json

from caseledger.database import run as run_database
from caseledger.home import Home
from tests.postgres import folder
from tests.running import CASELEDGER
from tests.services.fixtures import Mail, Store
from tests.services.shared import own

Findings = Mapping[str, Mapping[str, Any]]


@pytest.fixture
def empty() -> Iterator[Path]:
    with folder() as made:
        yield made


def doctor(data: Path, **settings: str) -> tuple[int, Findings]:
    done = subprocess.run(
        [*CASELEDGER, "doctor", "--json", "--data", str(data)],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.returncode, {each["part"]: each for each in json.decode(done.stdout)["findings"]}


def test_a_small_firm_is_well(data: Path) -> None:
    code, found = doctor(data)
    assert code == 0, found
    assert found["database"]["twin"] == "embedded PostgreSQL"
    assert found["database"]["says"].startswith("PostgreSQL 1")
    assert found["followers"]["well"]
    assert found["keys"]["says"] == "3 files, for their owner alone"


def test_before_the_first_start_nothing_is_made(empty: Path) -> None:
    code, found = doctor(empty)
    assert (code, found["database"]["says"]) == (0, "made at the first start")
    assert not (empty / "postgres").exists()


def test_keys_that_others_can_read_are_wrong(data: Path) -> None:
    key = data / "keys" / "command-1"
    key.chmod(0o644)
    try:
        code, found = doctor(data)
    finally:
        key.chmod(0o600)
    assert code == 1
    assert found["keys"]["says"].startswith("Others can read command-1: ")


def test_followers_that_lag_are_named(data: Path) -> None:
    slow = "insert into reaction.cursor values ('somebody', -2000)"
    with run_database(Home.at(data)) as running, psycopg.connect(running.dsn) as db:
        db.execute(slow)
        db.commit()
        code, found = doctor(data)
        db.execute("delete from reaction.cursor where name = 'somebody'")
    assert code == 1
    assert "somebody by 2," in found["followers"]["says"]


def test_each_server_that_is_configured_is_asked(
    empty: Path, kafka: str, opensearch: str, s3: Store, mail: Mail, prefix: str
) -> None:
    code, found = doctor(
        empty,
        CASELEDGER_KAFKA=kafka,
        CASELEDGER_OPENSEARCH=opensearch,
        CASELEDGER_INDEXER="kafka",
        CASELEDGER_S3=s3.address,
        CASELEDGER_S3_KEY=s3.key,
        CASELEDGER_S3_SECRET=s3.secret,
        CASELEDGER_SMTP=mail.smtp,
        CASELEDGER_PREFIX=prefix,
    )
    assert code == 0, [each for each in found.values() if not each["well"]]
    assert found["search"]["says"].startswith("OpenSearch 3.")
    assert found["feed"]["says"] == "Kafka, 1 broker"
    assert found["indexer"]["says"] == f"nobody is in the group {prefix}-indexer: no worker runs"
    assert found["objects"]["says"].endswith(f"bucket {prefix}, made at first use")
    assert "Mailpit" in found["mail"]["says"]


def test_a_wrong_secret_is_said_and_not_shown(empty: Path, s3: Store) -> None:
    wrong = {"CASELEDGER_S3_KEY": s3.key, "CASELEDGER_S3_SECRET": "Quillfeather"}
    code, found = doctor(empty, CASELEDGER_S3=s3.address, **wrong)
    assert code == 1
    assert found["objects"]["says"].startswith(f"{s3.address} refuses us: ")
    assert "Quillfeather" not in str(found)


@pytest.mark.real
def test_a_server_that_hangs_is_no_reason_to_wait(empty: Path) -> None:
    with own("mail") as server:
        server.freeze()
        code, found = doctor(empty, CASELEDGER_SMTP=server.address("SMTP_PORT"))
        server.thaw()
    assert code == 1
    assert "does not answer" in found["mail"]["says"]


def test_what_is_wrong_is_said_in_a_terminal_of_any_width(empty: Path) -> None:
    for width in ("40", "120"):
        shown = subprocess.run(
            [*CASELEDGER, "doctor", "--data", str(empty)],
            env={**os.environ, "COLUMNS": width, "CASELEDGER_SMTP": "127.0.0.1:1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert shown.returncode == 1
        assert shown.stdout.rstrip().endswith("One thing is wrong.")
        assert max(len(line) for line in shown.stdout.splitlines()) <= int(width)
