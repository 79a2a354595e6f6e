"""Types of case taken along as files by the command line."""

import json
from pathlib import Path

from tests.caseledger.type_files import MARITIME, changed
from tests.running import run


def written(place: Path, said: object) -> str:
    file = place / "maritime.case-type.json"
    file.write_text(json.dumps(said))
    return str(file)


def test_a_type_comes_in_as_its_dry_run_said_and_leaves_as_it_came(
    data: Path, tmp_path: Path
) -> None:
    file = written(tmp_path, MARITIME)
    tried = run(data, "type", "import", file, "--dry-run")
    assert tried.returncode == 0, tried.stderr
    assert "  Makes the status Won. Nothing follows it.\n" in tried.stdout
    assert tried.stdout.endswith("Would be imported as Maritime (MA).\n")
    assert run(data, "type", "export", "Maritime").returncode == 2  # nothing was made
    done = run(data, "type", "import", file)
    said = tried.stdout.replace("Would be", "Was")
    assert (done.returncode, done.stdout) == (0, said), done.stderr
    left = json.loads(run(data, "type", "export", "MARITIME").stdout)
    assert [each["key"] for each in left["statuses"]] == ["new", "won", "lost"]
    assert "A name that is free: Maritime (2)\n" in run(data, "type", "import", file).stdout
    again = run(data, "type", "import", file, "--name", "Ships", "--json")
    assert json.loads(again.stdout)["name"] == "Ships"


def test_what_is_wrong_is_said_line_by_line_and_nothing_is_made(data: Path, tmp_path: Path) -> None:
    file = written(tmp_path, changed(name="Sunk", statuses__0__next__1="sunk"))
    refused = run(data, "type", "import", file)
    assert refused.returncode == 1
    first = "✗ statuses[0].next[1]: No status of this file has the key “sunk”."
    assert refused.stdout.splitlines()[0] == first
    assert refused.stdout.endswith("This file cannot be imported as it is. Nothing was made.\n")
    nothing = run(data, "type", "export", "Sunk")
    assert nothing.stderr == "caseledger: There is no case type called Sunk.\n"
    mended = written(tmp_path, changed(name="Sunk"))
    assert "✗ code: " in run(data, "type", "import", mended, "--code", "!").stdout
    (tmp_path / "no.json").write_text("Name,Type")
    unread = run(data, "type", "import", str(tmp_path / "no.json"))
    assert unread.stdout.startswith("✗ file: This is not JSON that can be read: line 1")
