"""A type's name, who is assigned by default, and whether new cases can still have it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Self
from uuid import UUID

from domain.aggregate import Aspect
from domain.casetype.statuses import CaseTypeDefined
from domain.event import Change, Event, of_many
from domain.refusals import TypeIsRetired


class CaseTypeRenamed(Event, frozen=True):
    name: tuple[str, str]

    def says(self) -> str:
        return "renamed the case type"

    def changes(self) -> Mapping[str, Change]:
        return {"name": self.name}


class CaseTypeRetired(Event, frozen=True):
    def says(self) -> str:
        return "retired the case type"


class CaseTypeReinstated(Event, frozen=True):
    def says(self) -> str:
        return "reinstated the case type"


class DefaultStaffChanged(Event, frozen=True):
    staff: tuple[tuple[UUID, ...], tuple[UUID, ...]]  # ids of people, before and after

    def says(self) -> str:
        return "changed who is assigned by default"

    def changes(self) -> Mapping[str, Change]:
        return {"staff": of_many(self.staff)}


class Life(Aspect, frozen=True):
    name: str = ""
    code: str = ""
    retired: bool = False
    staff: tuple[UUID, ...] = ()

    def must_be_current(self) -> None:
        if self.retired:
            raise TypeIsRetired

    def rename(self, name: str) -> Iterator[Event]:
        if name != self.name:
            yield CaseTypeRenamed((self.name, name))

    def retire(self) -> Iterator[Event]:
        if not self.retired:
            yield CaseTypeRetired()

    def reinstate(self) -> Iterator[Event]:
        if self.retired:
            yield CaseTypeReinstated()

    def assign(self, staff: Sequence[UUID]) -> Iterator[Event]:
        if tuple(staff) != self.staff:
            yield DefaultStaffChanged((self.staff, tuple(staff)))

    def evolve(self, event: Event) -> Self:
        match event:
            case CaseTypeDefined(name=name, code=code):
                return type(self)(name, code)
            case CaseTypeRenamed(name=(_, name)):
                return type(self)(name, self.code, self.retired, self.staff)
            case CaseTypeRetired() | CaseTypeReinstated():
                retired = isinstance(event, CaseTypeRetired)
                return type(self)(self.name, self.code, retired, self.staff)
            case DefaultStaffChanged(staff=(_, staff)):
                return type(self)(self.name, self.code, self.retired, staff)
            case _:
                return self
