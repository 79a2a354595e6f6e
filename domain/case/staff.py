"""Who works on a case. Several may; one of them leads."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self
from uuid import UUID

from domain.aggregate import Aspect
from domain.event import Change, Event, of_ids
from domain.refusals import NotAssigned


class StaffAssigned(Event, frozen=True):
    person: UUID

    category: ClassVar[str] = "status"

    def says(self) -> str:
        return "assigned a person"

    def changes(self) -> Mapping[str, Change]:
        return {"staff": (None, str(self.person))}


class StaffUnassigned(Event, frozen=True):
    person: UUID

    category: ClassVar[str] = "status"

    def says(self) -> str:
        return "unassigned a person"

    def changes(self) -> Mapping[str, Change]:
        return {"staff": (str(self.person), None)}


class LeadChanged(Event, frozen=True):
    lead: tuple[UUID | None, UUID | None]  # ids of people, before and after

    category: ClassVar[str] = "status"

    def says(self) -> str:
        return "changed the lead"

    def changes(self) -> Mapping[str, Change]:
        return {"lead": of_ids(self.lead)}


class Staff(Aspect, frozen=True):
    people: tuple[UUID, ...] = ()
    lead: UUID | None = None

    def assign(self, person: UUID, lead: bool) -> Iterator[Event]:
        if person not in self.people:
            yield StaffAssigned(person)
        if person != self.lead and (lead or self.lead is None):
            yield LeadChanged((self.lead, person))

    def unassign(self, person: UUID) -> Iterator[Event]:
        if person not in self.people:
            raise NotAssigned
        yield StaffUnassigned(person)
        if person == self.lead:
            others = [each for each in self.people if each != person]
            yield LeadChanged((person, others[0] if others else None))

    def evolve(self, event: Event) -> Self:
        match event:
            case StaffAssigned(person=person):
                return type(self)((*self.people, person), self.lead)
            case StaffUnassigned(person=person):
                return type(self)(tuple(p for p in self.people if p != person), self.lead)
            case LeadChanged(lead=(_, lead)):
                return type(self)(self.people, lead)
            case _:
                return self
