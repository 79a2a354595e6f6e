"""P6: rebuild while it serves. Readers read on, and none fails or sees a mixture.

`python -m benchmarks.rebuild [EVENTS]`; goal: 50,000 events/s for a view.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from threading import Event

from benchmarks.log import write
from benchmarks.stage import SECRETS, interleaved, place, say, size, timed
from caseledger.wiring import House, open_house
from projections.rebuild import rebuild

ROUNDS = 3


def read_on(house: House, stop: Event) -> int:
    """How often somebody could read a list that was whole."""
    done, cases = 0, None
    with house.pool.connection() as db:
        while not stop.is_set():
            query = "select count(*), count(distinct number) from read.case_line"
            row = db.execute(query).fetchone()
            assert row
            assert row[0] == row[1]
            assert cases in (None, row[0])
            cases, done = row[0], done + 1
            stop.wait(0.01)
    return done


def main() -> None:
    count, read = size(200_000), []
    with place() as where:
        owner, dsn = where.firm()
        with open_house(dsn, SECRETS) as house:
            last = write(owner, count)
            house.catch_up()

            def again(*names: str) -> float:
                stop = Event()
                with ThreadPoolExecutor(1) as thread, house.pool.connection() as db:
                    reading = thread.submit(read_on, house, stop)
                    which = set(names) or None
                    try:
                        took = timed(lambda: rebuild(db, house.ledger, which))
                    finally:
                        stop.set()
                    read.append(reading.result())
                return last / took

            found = interleaved(
                ROUNDS,
                {
                    "case_line": lambda: again("case_line"),
                    "log_line": lambda: again("log_line"),
                    "everything": again,
                },
            )
    for name, each in found.items():
        say(f"{name:12} {median(each):9,.0f} events/s")
    say(f"{sum(read):,} reads meanwhile, 0 failed or mixed; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
