"""What did not run here, and why: said at the end of every run, and a failure in CI."""

import os
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest


def needs(what: str, there: object) -> None:
    """Leave the test out, out loud, where something it needs is absent from this machine."""
    if not there:
        pytest.skip(f"needs {what}")


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
    return os.environ.get("CASELEDGER_CI") == "1" and bool(left_out(config))


def say(config: pytest.Config, terminal: pytest.TerminalReporter) -> None:
    if counts := left_out(config):
        why = "; ".join(f"{count} {reason}" for reason, count in counts.most_common())
        terminal.write_line(f"{counts.total()} did not run: {why}", red=True)
    else:
        terminal.write_line("0 did not run")
