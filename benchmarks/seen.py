"""P16: how long from the answer to an append until lists show it, at 1,000 appends a second.

`python -m benchmarks.seen [APPENDS]`, beside the cases in BENCH_SHELF, if any; goals: p50 20 ms,
p99 100 ms.
"""

import gc
import os
from bisect import bisect_left
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from threading import Event
from time import perf_counter, sleep

from benchmarks.shelf import kept, shelf
from benchmarks.stage import commit, percentile, say, size
from caseledger.secrets import Secrets
from caseledger.wiring import House, open_house
from caseledger.workers import work
from projections import checkpoints
from projections.runner import LISTS

CALLERS, RATE = 8, 1_000


def _work(dsn: str, secrets: Secrets) -> None:
    with open_house(dsn, secrets) as house:
        gc.freeze()
        work(house, Event())


@contextmanager
def following(house: House) -> Iterator[None]:
    """A worker, with all that it follows: a process of its own, as in life."""
    worker = get_context("spawn").Process(target=_work, args=(house.dsn, house.secrets))
    worker.start()
    try:
        yield
    finally:
        worker.kill()
        worker.join()


def looking(house: House, stop: Event) -> list[tuple[int, float]]:
    """When which position was first seen in all lists."""
    seen = [(0, 0.0)]
    with house.pool.connection() as db:
        while not stop.wait(0.001):
            position = checkpoints.reached(db, *LISTS)
            if position > seen[-1][0]:
                seen.append((position, perf_counter()))
    return seen


def appending(house: House, count: int) -> list[tuple[int, float]]:
    """Appends at the rate, and when each was answered."""
    began = perf_counter()

    def one(n: int) -> tuple[int, float]:
        Event().wait(max(0.0, began + n / RATE - perf_counter()))
        return house.ledger.append(commit()).position or 0, perf_counter()

    with ThreadPoolExecutor(CALLERS) as threads:
        return list(threads.map(one, range(count)))


def listed(house: House, answered: list[tuple[int, float]]) -> None:
    """Wait until lists have all of them."""
    last = max(position for position, _ in answered)
    with house.pool.connection() as db:
        while checkpoints.reached(db, *LISTS) < last:
            sleep(0.01)


def main() -> None:
    count = size(10_000)
    with shelf(0, kept()) as house, following(house), ThreadPoolExecutor(1) as thread:
        listed(house, appending(house, 500))  # the worker has begun
        stop = Event()
        looked = thread.submit(looking, house, stop)
        answered = appending(house, count)
        listed(house, answered)
        stop.set()
        seen = looked.result()
    positions = [position for position, _ in seen]
    took = sorted(
        max(0.0, seen[place_][1] - at)
        for position, at in answered
        if (place_ := bisect_left(positions, position)) < len(seen)
    )
    assert len(took) >= 0.99 * count
    p50, p99 = (1_000 * percentile(took, share) for share in (0.5, 0.99))
    say(f"append to list at {RATE}/s: p50 {p50:.1f} ms, p99 {p99:.1f} ms")
    say(f"slowest {1_000 * took[-1]:.0f} ms; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
