"""P5: project a log of mixed events, against the library's ProjectionRunner.

`python -m benchmarks.project [EVENTS]`; goals: 30,000 events/s for states and lines on few
indexes, 50 times the library's runner; 6,000 for all projections on all indexes.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import singledispatchmethod
from statistics import median
from typing import Any, LiteralString

import psycopg
from eventsourcing.persistence import Tracking
from eventsourcing.popo import POPOTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.sql import SQL, Identifier

from benchmarks.log import write
from benchmarks.stage import SECRETS, Place, interleaved, place, ratio, say, size, timed
from caseledger.application import CaseLedger
from caseledger.wiring import House, open_house
from domain.ledger import Recorded
from projections.lines.case import CASE_LINES
from projections.lines.contact import CONTACT_LINES
from projections.lines.links import CASE_CONTACTS
from projections.runner import PROJECTIONS, STATES
from projections.runner import catch_up as take_along
from projections.verify import verify

ROUNDS, LITTLE = 3, 2_000  # the library's runner gets few events, or the night is over
SORTS: LiteralString = (
    "select indexrelid::regclass::text from pg_index join pg_class c on c.oid = indexrelid"
    " where indrelid = 'read.case_line_1'::regclass and not indisprimary"
    " and pg_get_indexdef(indexrelid) not like '%%gin%%'"
)
ROW: LiteralString = (
    "insert into line values (%s, %s, %s) on conflict (stream) do update"
    " set version = excluded.version, body = excluded.body"
)


class View(POPOTrackingRecorder):
    """A line a record, written as the library's guide does: a transaction an event."""

    dsn = ""

    def __init__(self) -> None:
        super().__init__()
        self.db = psycopg.connect(self.dsn, autocommit=True)
        self.db.execute("create temp table line (stream uuid primary key, version int, body text)")

    def write(self, record: Recorded, tracking: Tracking) -> None:
        with self.db.transaction():
            values = (record.originator_id, record.originator_version, repr(record.event))
            self.db.execute(ROW, values)
        self.insert_tracking(tracking)


class Lines(Projection[View]):
    @singledispatchmethod
    def process_event(self, event: Any, tracking: Tracking) -> None:
        raise NotImplementedError

    @process_event.register
    def _(self, record: Recorded, tracking: Tracking) -> None:
        self.view.write(record, tracking)


class Ledger(CaseLedger):
    def __init__(self, env: dict[str, str]) -> None:
        super().__init__(env, SECRETS)


def library(where: Place) -> float:
    owner, dsn = where.firm()
    last = write(owner, LITTLE)
    View.dsn = owner

    def run() -> None:
        with ProjectionRunner(
            application_class=Ledger, projection_class=Lines, view_class=View,
            env={"LEDGER_DSN": dsn},
        ) as runner:  # fmt: skip
            runner.wait(last, timeout=600)

    return last / timed(run)


@contextmanager
def waiting(where: Place, count: int) -> Iterator[tuple[House, int]]:
    """A house with its tables made, and a log that nobody has read yet."""
    owner, dsn = where.firm()
    with open_house(dsn, SECRETS) as house:
        yield house, write(owner, count)


def ours(where: Place, count: int, which: Sequence[Any], few: bool, right: bool = False) -> float:
    with waiting(where, count) as (house, last), house.pool.connection() as db:
        for (name,) in db.execute(SORTS).fetchall() if few else ():
            db.execute(SQL("drop index {}").format(Identifier(*name.split("."))))
        took = timed(lambda: take_along(db, house.ledger, which))
        row = db.execute("select count(*) from read.quarantine").fetchone()
        assert row == (0,)
        assert not right or not any(verify(db, house.ledger).values())
    return last / took


def main() -> None:
    count = size(100_000)
    lines = (STATES, CASE_CONTACTS, CONTACT_LINES, CASE_LINES)
    with place() as where:
        assert ours(where, 5_000, PROJECTIONS, few=False, right=True)
        found = interleaved(
            ROUNDS,
            {
                "library's runner": lambda: library(where),
                "states": lambda: ours(where, count, (STATES,), few=True),
                "states and lines": lambda: ours(where, count, lines, few=True),
                "all of 8": lambda: ours(where, count, PROJECTIONS, few=False),
            },
        )
    for name, each in found.items():
        say(f"{name:18} {median(each):9,.0f} events/s")
    times = ratio(found, "states and lines", "library's runner")
    say(f"{times:.0f} times the library's runner; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
