"""The lists that a case was put on by hand, and those that it is kept off whatever they follow."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self
from uuid import UUID

from domain.aggregate import Aspect
from domain.event import Change, Event


class CaseListed(Event, frozen=True):
    list: UUID
    reason: str | None = None

    category: ClassVar[str] = "status"

    def says(self) -> str:
        return "put the case on a list"

    def changes(self) -> Mapping[str, Change]:
        return {"list": (None, str(self.list))}


class CaseUnlisted(Event, frozen=True):
    list: UUID
    reason: str | None = None

    category: ClassVar[str] = "status"

    def says(self) -> str:
        return "took the case off a list"

    def changes(self) -> Mapping[str, Change]:
        return {"list": (str(self.list), None)}


class CaseExcluded(Event, frozen=True):
    """From a list that follows a condition: the case is kept off it, also where that fits."""

    list: UUID
    reason: str | None = None

    category: ClassVar[str] = "status"

    def says(self) -> str:
        return "excluded the case from a list"

    def changes(self) -> Mapping[str, Change]:
        return {"excluded_from": (None, str(self.list))}


class CaseReadmitted(Event, frozen=True):
    list: UUID
    reason: str | None = None

    category: ClassVar[str] = "status"

    def says(self) -> str:
        return "no longer excludes the case from a list"

    def changes(self) -> Mapping[str, Change]:
        return {"excluded_from": (str(self.list), None)}


class Lists(Aspect, frozen=True):
    on: tuple[UUID, ...] = ()
    off: tuple[UUID, ...] = ()

    def add(self, to: UUID, reason: str | None) -> Iterator[Event]:
        if to in self.off:
            yield CaseReadmitted(to, reason)
        if to not in self.on:
            yield CaseListed(to, reason)

    def remove(self, of: UUID, excluded: bool, reason: str | None) -> Iterator[Event]:
        """Off the list; with `excluded` also if its condition fits."""
        if of in self.on:
            yield CaseUnlisted(of, reason)
        if excluded and of not in self.off:
            yield CaseExcluded(of, reason)

    def evolve(self, event: Event) -> Self:
        match event:
            case CaseListed(list=to):
                return type(self)((*self.on, to), self.off)
            case CaseUnlisted(list=gone):
                return type(self)(_without(self.on, gone), self.off)
            case CaseExcluded(list=of):
                return type(self)(self.on, (*self.off, of))
            case CaseReadmitted(list=of):
                return type(self)(self.on, _without(self.off, of))
            case _:
                return self


def _without(ids: tuple[UUID, ...], gone: UUID) -> tuple[UUID, ...]:
    return tuple(each for each in ids if each != gone)
