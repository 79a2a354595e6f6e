"""The promises, tried for hours before a release: `./run promises [R1 R10 …] [--times N]`.

Each is the test of every change with its loops made longer. What came out is a row of
RELIABILITY.md, put there unless the rounds were made fewer by hand.
"""

import os
import re
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from tests.chaos.seed import SEED

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "RELIABILITY.md"


@dataclass(frozen=True)
class Trial:
    promise: str
    test: str
    rounds: int  # in the test of each change …
    times: int  # … and so many times as many here
    what: str

    @property
    def many(self) -> int:
        return self.rounds * self.times


ORDER, CUTS = "tests/chaos/test_order.py", "tests/chaos/test_cuts.py"
TRIALS = (
    Trial("R1", "tests/chaos/test_kills.py", 60, 10, "kills"),
    Trial("R1", "tests/chaos/servers.py", 6, 10, "kills of servers and workers"),
    Trial(
        "R3", f"{CUTS}::test_an_answer_that_was_lost_is_resolved_and_never_guessed", 40, 5, "cuts"
    ),
    Trial(
        "R4", f"{CUTS}::test_one_key_sent_fifty_times_at_once_has_one_effect", 200, 50, "callers"
    ),
    Trial("R5", f"{ORDER}::test_no_event_is_skipped_by_a_reader", 15_000, 70, "events, about"),
    Trial("R6", f"{ORDER}::test_of_two_editors_one_wins_and_the_other_is_told", 100, 10, "races"),
    Trial("R6", f"{ORDER}::test_of_two_who_claim_one_number_one_wins", 100, 10, "races"),
    Trial("R10", "tests/chaos/test_simulator.py", 20_000, 1, "seeds"),
    Trial(
        "R15",
        "tests/chaos/test_index_away.py::test_an_absence_of_any_length_is_made_up_for",
        3,
        200,
        "seconds without an index",
    ),
    Trial("R16", "tests/chaos/members.py", 2, 10, "members of the index's group killed"),
    Trial(
        "R30",
        "tests/caseledger/cli/test_import.py::test_killed_in_the_middle_each_row_comes_out_once",
        2_000,
        10,
        "rows",
    ),
    Trial(
        "R31",
        "tests/caseledger/exports/test_round_trip.py::test_a_case_comes_back_as_it_was",
        48,
        50,
        "cases exported and imported, half of them as XLSX",
    ),
    Trial("R35", "tests/chaos/test_tampering.py", 225, 2, "crimes of 18 kinds in both halves"),
    Trial("R36", "tests/chaos/test_forgery.py", 25, 1, "forged rows"),
)


def main(arguments: Sequence[str]) -> int:
    asked = ArgumentParser(prog="./run promises", description="Try the promises for long.")
    asked.add_argument("promise", nargs="*", help="such as R1; all, if none is named")
    asked.add_argument("--times", type=int, help="as long as the test of each change, so often")
    given = asked.parse_args(arguments)
    wanted = {name.upper() for name in given.promise}
    if unknown := wanted - {trial.promise for trial in TRIALS}:
        asked.error(f"there is no long run of {', '.join(sorted(unknown))}")
    chosen = [trial for trial in TRIALS if not wanted or trial.promise in wanted]
    failed = 0
    for trial in chosen:
        row, held = tried(replace(trial, times=given.times) if given.times else trial)
        print(row, flush=True)
        failed += not held
        if not given.times:
            keep(row)
    return failed


def tried(trial: Trial) -> tuple[str, bool]:
    """The row that says what came out, and whether the promise held."""
    print(f"{trial.promise}: {trial.many:,} {trial.what}", flush=True)
    began = monotonic()
    found: list[str] = []
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", trial.test]
    environment = {**os.environ, "CHAOS_TIMES": str(trial.times)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            print(f"  {line}", end="", flush=True)
            found += figures(line)
    held = process.returncode == 0
    says = "**0 failures**" if held else "**FAILED**"
    bound = f"3/{trial.many:,}" if held else ""
    cells = [trial.promise, f"{datetime.now(UTC):%Y-%m-%d}", commit(), f"seed {SEED}"]
    cells += [
        f"{trial.many:,} {trial.what}; {', '.join(found) if held and found else 'as said'}",
        says,
        bound,
    ]
    return f"| {' | '.join(cells)} | {monotonic() - began:.0f} s |", held


def figures(line: str) -> Iterator[str]:
    """What a test says of itself: a count of what it did."""
    if re.match(r"\.*\{?'?\w.*\d", line) and "CHAOS_SEED" not in line and " in " not in line:
        yield line.strip(". \n").replace("|", "/")


def commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True
    )
    return done.stdout.strip() or "no checkout"


def keep(row: str) -> None:
    """As the last row of the table of long runs, which stands before what is said openly."""
    table, openly, rest = KEPT.read_text().partition("\n\n## Said openly")
    assert openly
    KEPT.write_text(f"{table}\n{row}{openly}{rest}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
