"""Carrying out what was planned: chunk by chunk, told and stoppable, each item once.

Whatever is planned before it is done (an import's rows, a selection of cases) is one of these.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from time import monotonic
from typing import Protocol, TypeVar
from uuid import UUID

from msgspec import Struct

from domain.ledger import Actor, History, Ledger
from domain.run import Counts

P = TypeVar("P")


class Kept(Struct, frozen=True, kw_only=True):
    """What is planned, as it stands: who began it, and how far it is."""

    id: UUID
    state: str
    plan: str | None = None  # SHA-256 of it
    planned: Counts = {}  # how many would come out how
    position: int = 0
    error: str | None = None
    by: Actor
    at: datetime
    finished_at: datetime | None = None
    done: int = 0
    total: int = 0
    rate: float | None = None  # a second
    stopping: bool = False


class Books(Ledger, History, Protocol):
    """A ledger that also gives back its histories."""


class Tell(Protocol):
    def tell(self, id: UUID, done: int, total: int, rate: float | None) -> bool:
        """Note how far it is. False: somebody wants it to stop."""
        ...


def carry_out(
    due: Callable[[P | None], Sequence[P]],  # what is not done yet after the last one
    do: Callable[[Sequence[P]], None],
    tell: Callable[[int, float], bool],  # how many are done, and the rate; False: stop
) -> bool:
    """All there is to do; False if somebody stopped it."""
    done, last, began = 0, None, monotonic()
    while chunk := due(last):
        do(chunk)
        done, last = done + len(chunk), chunk[-1]
        if not tell(done, done / max(monotonic() - began, 0.001)):
            return False
    return True
