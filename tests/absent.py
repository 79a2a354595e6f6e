"""What did not run here, and why: said at the end of every run, and a failure in CI.

CI must be green on a bare Debian 12. So what that has no package of, such as a JDK 21, is said as
loudly and is no failure: no change of ours could make it one less.
"""

import os
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

BEYOND_DEBIAN = ", which Debian 12 has no package of"


def needs(what: str, there: object, *, debian: bool = True) -> None:
    """Leave the test out, out loud, where something it needs is absent from this machine."""
    if not there:
        pytest.skip(f"needs {what}{'' if debian else BEYOND_DEBIAN}")


def left_out(config: pytest.Config) -> Counter[str]:
    """How many tests were skipped, by reason, in this run and all of its workers."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return Counter(_reasons(reporter.stats.get("skipped", ()) if reporter else ()))


def _reasons(reports: Iterable[Any]) -> Iterable[str]:  # pytest types no entry of its stats
    for report in reports:
        match report.longrepr:
            case (_, _, reason):
                yield str(reason).removeprefix("Skipped: ")
            case other:
                yield str(other)


def is_failure(config: pytest.Config) -> bool:
    ours = [reason for reason in left_out(config) if not reason.endswith(BEYOND_DEBIAN)]
    return os.environ.get("CASELEDGER_CI") == "1" and bool(ours)


def say(config: pytest.Config, terminal: pytest.TerminalReporter) -> None:
    if counts := left_out(config):
        why = "; ".join(f"{count} {reason}" for reason, count in counts.most_common())
        terminal.write_line(f"{counts.total()} did not run: {why}", red=True)
    else:
        terminal.write_line("0 did not run")
