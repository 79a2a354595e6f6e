"""Which status may follow which. A type that says nothing of a status lets any follow it."""

from collections.abc import Iterator, Mapping
from typing import Self

from domain.aggregate import Aspect
from domain.casetype.statuses import StatusRemoved
from domain.event import Change, Event


class AllowedNextChanged(Event, frozen=True):
    key: str  # of the status that is followed
    next: tuple[tuple[str, ...] | None, tuple[str, ...] | None]  # None: any status

    def says(self) -> str:
        return f"changed which statuses may follow {self.key}"

    def changes(self) -> Mapping[str, Change]:
        return {"next": self.next}


class Transitions(Aspect, frozen=True):
    allowed: Mapping[str, tuple[str, ...]] = {}

    def allow(self, key: str, next: tuple[str, ...] | None) -> Iterator[Event]:
        if next != (was := self.allowed.get(key)):
            yield AllowedNextChanged(key, (was, next))

    def after(self, key: str) -> tuple[str, ...] | None:
        """The statuses that may follow; None: any."""
        return self.allowed.get(key)

    def evolve(self, event: Event) -> Self:
        match event:
            case AllowedNextChanged(key=key, next=(_, None)):
                return type(self)({k: v for k, v in self.allowed.items() if k != key})
            case AllowedNextChanged(key=key, next=(_, next)) if next is not None:
                return type(self)({**self.allowed, key: next})
            case StatusRemoved(status=gone, replacement=instead):
                kept = {k: v for k, v in self.allowed.items() if k != gone.key}
                return type(self)({k: _instead(k, v, gone.key, instead) for k, v in kept.items()})
            case _:
                return self


def _instead(key: str, next: tuple[str, ...], gone: str, instead: str) -> tuple[str, ...]:
    """What follows `key` once `gone` is replaced; nothing follows itself, nor is named twice."""
    named = dict.fromkeys(instead if each == gone else each for each in next)
    return tuple(each for each in named if each != key)
