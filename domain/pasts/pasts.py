"""A past: somebody wanted to see all cases as they were, for ever on record."""

from collections.abc import Iterator
from typing import Self

from domain.aggregate import Aggregate, Aspect
from domain.event import Event


class PastAsked(Event, frozen=True, kw_only=True):
    """Whoever may read cases could list them as of then, for a day."""

    position: int
    as_of: str  # the instant that it stands for, in UTC

    def says(self) -> str:
        return f"asked for the cases as they were at position {self.position:,}"


class Asking(Aspect, frozen=True):
    position: int | None = None

    def ask(self, asked: PastAsked) -> Iterator[Event]:
        if self.position is None:
            yield asked

    def evolve(self, event: Event) -> Self:
        match event:
            case PastAsked(position=position):
                return type(self)(position)
            case _:
                return self


class Past(Aggregate, frozen=True):
    asking: Asking = Asking()

    @property
    def exists(self) -> bool:
        return self.asking.position is not None
