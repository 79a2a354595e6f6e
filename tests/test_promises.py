"""The long runs are of tests that exist, and are told in a table that they can be put into."""

from pathlib import Path

import pytest

from tests import promises
from tests.promises import ROOT, TRIALS, Trial


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.test)
def test_a_long_run_is_of_a_test_that_exists(trial: Trial) -> None:
    file, _, name = trial.test.partition("::")
    assert f"def {name or 'test_'}" in (ROOT / file).read_text()


def test_what_came_out_becomes_the_last_row_of_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "RELIABILITY.md"
    copy.write_text(promises.KEPT.read_text())
    monkeypatch.setattr(promises, "KEPT", copy)
    promises.keep("| R0 | first |")
    promises.keep("| R0 | second |")
    said = copy.read_text()
    assert "|\n| R0 | first |\n| R0 | second |\n\n## Said openly" in said
    assert said.replace("| R0 | first |\n| R0 | second |\n", "") == (
        (ROOT / "RELIABILITY.md").read_text()
    )


def test_a_run_says_what_it_did_and_whether_the_promise_held(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row, held = promises.tried(Trial("R36", "tests/chaos/test_forgery.py", 25, 1, "forged rows"))
    assert held
    assert "| R36 |" in row
    assert "25 forged rows" in row
    assert "**0 failures** | 3/25 |" in row
    assert "R36: 25 forged rows" in capsys.readouterr().out


def test_what_has_no_long_run_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        promises.main(["R99"])
    assert "there is no long run of R99" in capsys.readouterr().err
