"""Where a contact is reached: phone numbers, e-mail addresses and postal addresses.

A number or address is a point of its own, which others may hold too; here stands who holds it.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import ClassVar, Self
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.aggregate import Aspect
from domain.event import Change, Event
from domain.refusals import NoSuchPoint


class Medium(StrEnum):
    PHONE = "phone"
    EMAIL = "email"


class PointLinked(Event, frozen=True):
    point: UUID
    medium: Medium
    value: str  # E.164, or a normalised e-mail address
    label: str  # mobile, home, work or other

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return f"added {NOUN[self.medium]}"

    def changes(self) -> Mapping[str, Change]:
        return {self.medium: (None, self.value)}


class PointUnlinked(Event, frozen=True):
    point: UUID
    medium: Medium
    value: str

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return f"removed {NOUN[self.medium]}"

    def changes(self) -> Mapping[str, Change]:
        return {self.medium: (self.value, None)}


class PrimaryPointChanged(Event, frozen=True):
    medium: Medium
    value: tuple[str | None, str | None]

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return f"changed the primary {self.medium}"

    def changes(self) -> Mapping[str, Change]:
        return {f"primary_{self.medium}": self.value}


class PointRelabelled(Event, frozen=True):
    value: str
    label: tuple[str, str]

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return f"changed what {self.value} is used for"

    def changes(self) -> Mapping[str, Change]:
        return {"label": self.label}


class AddressAdded(Event, frozen=True):
    address: UUID
    parts: Mapping[str, str]

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return "added a postal address"

    def changes(self) -> Mapping[str, Change]:
        return {"address": (None, self.parts)}


class AddressRemoved(Event, frozen=True):
    address: UUID
    parts: Mapping[str, str]

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return "removed a postal address"

    def changes(self) -> Mapping[str, Change]:
        return {"address": (self.parts, None)}


class PrimaryAddressChanged(Event, frozen=True):
    address: tuple[UUID | None, UUID | None]  # ids, before and after

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return "changed the primary postal address"


NOUN = {Medium.PHONE: "a phone number", Medium.EMAIL: "an e-mail address"}


class Held(Struct, frozen=True):
    point: UUID
    medium: Medium
    value: str
    label: str


class Address(Struct, frozen=True):
    id: UUID
    parts: Mapping[str, str]


class Reach(Aspect, frozen=True):
    points: tuple[Held, ...] = ()
    primary: Mapping[str, str] = {}  # the value by medium
    addresses: tuple[Address, ...] = ()
    primary_address: UUID | None = None

    def of(self, medium: Medium) -> tuple[Held, ...]:
        return tuple(point for point in self.points if point.medium is medium)

    def main(self, medium: Medium) -> Held | None:
        """The primary number or e-mail address: the one that outreach uses."""
        return next((p for p in self.of(medium) if p.value == self.primary.get(medium)), None)

    def held(self, medium: Medium, value: str) -> Held:
        for point in self.of(medium):
            if point.value == value:
                return point
        raise NoSuchPoint("phone number" if medium is Medium.PHONE else "e-mail address")

    def link(self, point: UUID, medium: Medium, value: str, label: str) -> Iterator[Event]:
        if any(held.point == point for held in self.points):
            return
        yield PointLinked(point, medium, value, label)
        if not self.of(medium):
            yield PrimaryPointChanged(medium, (None, value))

    def unlink(self, medium: Medium, value: str) -> Iterator[Event]:
        yield PointUnlinked(self.held(medium, value).point, medium, value)
        if self.primary.get(medium) == value:
            others = [held.value for held in self.of(medium) if held.value != value]
            yield PrimaryPointChanged(medium, (value, others[0] if others else None))

    def make_primary(self, medium: Medium, value: str) -> Iterator[Event]:
        self.held(medium, value)
        if (before := self.primary.get(medium)) != value:
            yield PrimaryPointChanged(medium, (before, value))

    def relabel(self, medium: Medium, value: str, label: str) -> Iterator[Event]:
        if (before := self.held(medium, value).label) != label:
            yield PointRelabelled(value, (before, label))

    def add_address(self, id: UUID, parts: Mapping[str, str]) -> Iterator[Event]:
        if not parts or any(each.parts == parts for each in self.addresses):
            return
        yield AddressAdded(id, parts)
        if not self.addresses:
            yield PrimaryAddressChanged((None, id))

    def remove_address(self, id: UUID) -> Iterator[Event]:
        yield AddressRemoved(id, self._address(id).parts)
        if id == self.primary_address:
            others = [each.id for each in self.addresses if each.id != id]
            yield PrimaryAddressChanged((id, others[0] if others else None))

    def make_address_primary(self, id: UUID) -> Iterator[Event]:
        self._address(id)
        if id != self.primary_address:
            yield PrimaryAddressChanged((self.primary_address, id))

    def evolve(self, event: Event) -> Self:
        match event:
            case PointLinked(point=point, medium=medium, value=value, label=label):
                return self._with(points=(*self.points, Held(point, medium, value, label)))
            case PointUnlinked(point=point):
                return self._with(points=tuple(p for p in self.points if p.point != point))
            case PrimaryPointChanged(medium=medium, value=(_, value)):
                others = {m: v for m, v in self.primary.items() if m != medium}
                return self._with(primary={**others, medium: value} if value else others)
            case PointRelabelled(value=value, label=(_, label)):
                return self._with(
                    points=tuple(
                        Held(p.point, p.medium, p.value, label) if p.value == value else p
                        for p in self.points
                    )
                )
            case AddressAdded(address=id, parts=parts):
                return self._with(addresses=(*self.addresses, Address(id, parts)))
            case AddressRemoved(address=id):
                return self._with(addresses=tuple(a for a in self.addresses if a.id != id))
            case PrimaryAddressChanged(address=(_, id)):
                return self._with(primary_address=id)
            case _:
                return self

    def _with(self, **changes: object) -> Self:
        return replace(self, **changes)

    def _address(self, id: UUID) -> Address:
        for address in self.addresses:
            if address.id == id:
                return address
        raise NoSuchPoint("postal address")
