"""`caseledger case NUMBER`: a case in words, now, then, and how it came about."""

from json import loads
from pathlib import Path

from tests.running import run, up

NUMBER = "PI-2025-000001"


def test_a_case_is_shown_in_words(data: Path) -> None:
    shown = run(data, "case", NUMBER.lower())
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith(NUMBER)
    assert "Personal Injury" in shown.stdout
    assert "primary" in shown.stdout


def test_its_history_tells_who_did_what_newest_first(data: Path) -> None:
    told = loads(run(data, "case", NUMBER, "--history", "--json").stdout)["entries"]
    positions = [entry["position"] for entry in told]
    assert positions == sorted(positions, reverse=True)
    assert {"case.opened", "case.contact-linked"} <= {entry["kind"] for entry in told}
    assert all(entry["actor"]["name"] for entry in told)


def test_as_of_a_position_it_is_as_it_was(data: Path) -> None:
    now = loads(run(data, "case", NUMBER, "--history", "--json").stdout)
    opened = next(each for each in now["entries"] if each["kind"] == "case.opened")
    shown = run(data, "case", NUMBER, "--as-of", str(opened["position"]), "--json")
    then = loads(shown.stdout)
    assert then["as_of"]["position"] == opened["position"]
    assert then["case"]["version"] == 1
    assert then["case"]["status"] == "new-lead"


def test_it_works_while_the_product_runs(data: Path) -> None:
    with up(data):
        assert run(data, "case", NUMBER).returncode == 0


def test_what_cannot_be_shown_is_refused_in_a_sentence(data: Path) -> None:
    nowhere = run(data, "case", "XX-1")
    assert (nowhere.returncode, nowhere.stderr) == (2, "caseledger: There is no case XX-1.\n")
    never = run(data, "case", NUMBER, "--as-of", "tomorrowish")
    assert never.returncode == 2
    assert never.stderr.count("\n") == 1
    early = run(data, "case", NUMBER, "--as-of", "1")
    assert early.returncode == 2
    assert early.stderr.count("\n") == 1
