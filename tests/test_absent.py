"""A run says what it left out, and in CI that is a failure."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TESTS = """
from tests.absent import needs
def test_one() -> None:
    needs("a hammer", False)
def test_other() -> None:
    needs("a hammer", False)
def test_that_runs() -> None:
    needs("air", True)
"""


def run(tests: Path, ci: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[str]]:
    monkeypatch.setenv("CASELEDGER_CI", ci)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", str(tests)]
    command += ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("1", 1)])
def test_what_did_not_run_is_counted_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ci: str, code: int
) -> None:
    (tmp_path / "test_it.py").write_text(TESTS)
    returned, lines = run(tmp_path / "test_it.py", ci, monkeypatch)
    assert returned == code, lines
    assert "2 did not run: 2 needs a hammer" in lines
    assert "1 passed, 2 skipped" in lines[-1]


def test_what_debian_has_no_package_of_is_said_and_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = TESTS.replace("hammer", "JDK 21").replace("False)", "False, debian=False)")
    (tmp_path / "test_it.py").write_text(lacking)
    returned, lines = run(tmp_path / "test_it.py", "1", monkeypatch)
    assert returned == 0, lines
    assert "2 did not run: 2 needs a JDK 21, which Debian 12 has no package of" in lines


def test_a_run_that_left_nothing_out_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "test_it.py").write_text("def test_it() -> None:\n    pass\n")
    returned, lines = run(tmp_path / "test_it.py", "1", monkeypatch)
    assert returned == 0
    assert "0 did not run" in lines
