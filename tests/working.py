"""All that follows the ledger, at work in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from caseledger.wiring import House
from caseledger.workers import work


@contextmanager
def working(house: House) -> Iterator[None]:
    """Meanwhile all followers run, as the worker process runs them."""
    stop = Event()
    worker = Thread(target=work, args=(house, stop), daemon=True)
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join(20)  # a quiet machine needs 2 s at most; a busy one is no failure
