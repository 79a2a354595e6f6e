"""What benchmarks share: a server of their own with fsync on, interleaved rounds, honest ratios."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import UUID

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from caseledger.adapters.ledger.install import install
from caseledger.adapters.postgres.server import postgres
from caseledger.application import CaseLedger
from caseledger.secrets import Secrets
from commands.ids import new_id
from domain.case.opening import CaseOpened
from domain.event import Event
from domain.ledger import Actor, Commit, Header, Recorded
from domain.mac import CommandKey, Keys

LEDGER = UUID(int=77)
SECRETS = Secrets(b"for benchmarks", Keys(LEDGER, {1: CommandKey(b"for benchmarks")}))
SETTINGS = {"max_connections": "100", "shared_buffers": "256MB", "max_wal_size": "2GB"}
FACTS = {
    "name": "Smith v. Jones and others",
    "court_name": "Leeds County Court",
    "x_note": "x" * 90,
}
OPENED = CaseOpened("PI-2026-000001", UUID(int=1), "new-lead", FACTS)
TYPE = UUID(int=1)


@dataclass(frozen=True)
class Place:
    """A server, and new firms on it."""

    owner: str
    numbers: Iterator[int]

    def firm(self) -> tuple[str, str]:
        """A new firm's database: as its owner, and as the application."""
        name = f"firm_{next(self.numbers)}"
        with closing(psycopg.connect(self.owner, autocommit=True)) as db:
            db.execute(SQL("create database {}").format(Identifier(name)))
        owner = make_conninfo(self.owner, dbname=name)
        install(owner, LEDGER)
        return owner, make_conninfo(owner, user="caseledger")

    @contextmanager
    def ledger(self) -> Iterator[CaseLedger]:
        _, dsn = self.firm()
        with CaseLedger({"LEDGER_DSN": dsn}, SECRETS) as ledger:
            yield ledger


@contextmanager
def place() -> Iterator[Place]:
    """On a disk, not in memory: BENCH_DIR, else the folder for temporary files."""
    with tempfile.TemporaryDirectory(prefix="bench-", dir=os.environ.get("BENCH_DIR")) as folder:
        Path(folder).chmod(0o711)
        with postgres(Path(folder) / "home", **SETTINGS) as server:
            yield Place(server.owner, count())


def commit(
    events: Sequence[Event] = (OPENED,), stream: UUID | None = None, after: int = 0
) -> Commit:
    """A command that records these events of one stream."""
    stream = stream or new_id()
    by = Header.begin(new_id(), Actor("person", str(TYPE)), "api", datetime.now(UTC))
    records = [
        Recorded(stream, n, event, by, new_id(), stream)
        for n, event in enumerate(events, after + 1)
    ]
    return Commit(
        records=records, key=str(by.command), digest=b"", id=stream, version=after + len(events)
    )


def rate(callers: int, seconds: float, act: Callable[[], object]) -> tuple[float, list[float]]:
    """How often `act` was done in a second by all callers together, and how long each took."""
    end = perf_counter() + seconds

    def call(_: int) -> list[float]:
        took = []
        while (began := perf_counter()) < end:
            act()
            took.append(perf_counter() - began)
        return took

    with ThreadPoolExecutor(callers) as threads:
        each = [took for many in threads.map(call, range(callers)) for took in many]
    return len(each) / seconds, sorted(each)


def timed(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began


def interleaved(rounds: int, sides: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """A B A B …: what the machine does meanwhile, it does to all of them."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            found[name].append(side())
    return found


def ratio(found: Mapping[str, Sequence[float]], ours: str, theirs: str) -> float:
    """The median of the rounds' own ratios."""
    return median(a / b for a, b in zip(found[ours], found[theirs], strict=True))


def percentile(sorted_times: Sequence[float], share: float) -> float:
    return sorted_times[min(len(sorted_times) - 1, int(share * len(sorted_times)))]


def say(line: str) -> None:
    print(line, flush=True)


def size(default: int) -> int:
    """How many events: the first word of the command line, if any."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else default
