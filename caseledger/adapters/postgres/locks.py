"""Locks on files: held by a process, let go by the kernel when it is gone, however it went."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import IO

from caseledger.adapters.postgres.refusal import CannotRun


@contextmanager
def holding(
    path: Path, patience: float, refusal: CannotRun, *, shared: bool = False
) -> Iterator[IO[str]]:
    """Hold the lock of a file. Refuses when another still has it after `patience` seconds.

    A child that inherits the file's descriptor goes on holding it when we are gone.
    """
    how = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    with path.open("a+") as lock:
        deadline = monotonic() + patience
        while not _locked(lock, how):
            if monotonic() >= deadline:
                raise refusal
            sleep(0.02)
        yield lock


def _locked(lock: IO[str], how: int) -> bool:
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
