"""Rotating the command key: what was sealed stays good, and what comes is sealed by the new one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import folder
from tests.running import run, up


@pytest.fixture
def firm() -> Iterator[Path]:
    with folder() as made:
        assert run(made, "sign-in").returncode == 0
        yield made


def secrets(data: Path) -> list[list[str]]:
    found = sorted((data / "keys").glob("command-*"))
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in found)
    return [path.read_text().split() for path in found]


def test_what_was_sealed_stays_good_and_what_comes_is_sealed_anew(firm: Path) -> None:
    (before,) = secrets(firm)
    rotated = run(firm, "keys", "rotate")
    assert rotated.stdout.startswith("Key 2 seals what comes after position ")
    (old, until), (new,) = secrets(firm)
    assert [old] == before
    assert new != old
    assert f"position {until}." in rotated.stdout
    added = run(firm, "person", "add", "Nora Quist", "nora@example.com", "--role", "user")
    assert added.returncode == 0, added.stderr
    assert run(firm, "verify").returncode == 0


def test_while_it_runs_no_key_is_rotated(firm: Path) -> None:
    with up(firm):
        refused = run(firm, "keys", "rotate")
    assert refused.returncode == 2
    assert (
        refused.stderr == "caseledger: caseledger is running: stop it, and all commands, first.\n"
    )
    assert len(secrets(firm)) == 1
