"""The product as its user starts it: `caseledger up` in a process of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic

from tests.chaos.seed import TIMES

CASELEDGER = (sys.executable, "-m", "caseledger")
PATIENCE = 60.0 * TIMES


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    address: str
    says: str

    def children(self) -> dict[str, int]:
        """The process ids of `postgres`, `serve` and `work`."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {_name(int(pid)): int(pid) for pid in listed.read_text().split()}


@contextmanager
def up(data: Path, *options: str) -> Iterator[Running]:
    """Yields when the sign-in link is printed; ends it with Ctrl-C."""
    command = [*CASELEDGER, "up", "--no-browser", "--port", "0", "--data", str(data), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            lines = []
            for line in process.stdout:
                lines.append(line)
                if line.startswith("Stop with"):
                    break
            says = "".join(lines)
            found = re.search(r"http://127\.0\.0\.1:\d+", says)
            assert found, says
            yield Running(process, found.group(), says)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command, to its end."""
    command = [*CASELEDGER, *arguments, "--data", str(data)]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)


def until(seen: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until it is so."""
    deadline = monotonic() + patience
    while not seen():
        assert monotonic() < deadline, "it did not become so"
        Event().wait(0.05)


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].startswith("Z")


def _name(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    return words[3] if words[1:3] == ["-m", "caseledger"] else Path(words[0]).name
