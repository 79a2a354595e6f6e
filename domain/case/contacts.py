"""Who is on a case, and as what. A client is a contact in that role; one client is primary."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self
from uuid import UUID

from msgspec import Struct

from domain.aggregate import Aspect
from domain.event import Change, Event, of_ids
from domain.refusals import NotAClient, NotOnThisCase

CLIENT = "client"
# Further roles are the firm's own keys; these have a known label.
ROLES: Mapping[str, str] = {
    CLIENT: "Client",
    "opposing-party": "Opposing party",
    "counsel": "Counsel",
    "opposing-counsel": "Opposing counsel",
    "witness": "Witness",
    "representative": "Representative",
    "notified": "Notified",
    "other": "Other",
}


class ContactLinked(Event, frozen=True):
    contact: UUID
    role: str

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return f"added a contact as {label(self.role)}"

    def changes(self) -> Mapping[str, Change]:
        return {"contact": (None, str(self.contact))}


class ContactUnlinked(Event, frozen=True):
    contact: UUID
    role: str

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return f"removed a contact as {label(self.role)}"

    def changes(self) -> Mapping[str, Change]:
        return {"contact": (str(self.contact), None)}


class PrimaryClientChanged(Event, frozen=True):
    client: tuple[UUID | None, UUID | None]  # ids of contacts, before and after

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return "changed the primary client"

    def changes(self) -> Mapping[str, Change]:
        return {"client": of_ids(self.client)}


class Link(Struct, frozen=True):
    contact: UUID
    role: str


class Contacts(Aspect, frozen=True):
    links: tuple[Link, ...] = ()
    primary: UUID | None = None

    @property
    def clients(self) -> tuple[UUID, ...]:
        return tuple(link.contact for link in self.links if link.role == CLIENT)

    def link(self, contact: UUID, role: str) -> Iterator[Event]:
        if Link(contact, role) in self.links:
            return
        yield ContactLinked(contact, role)
        if role == CLIENT and self.primary is None:
            yield PrimaryClientChanged((None, contact))

    def unlink(self, contact: UUID, role: str) -> Iterator[Event]:
        if Link(contact, role) not in self.links:
            raise NotOnThisCase
        yield ContactUnlinked(contact, role)
        if role == CLIENT and contact == self.primary:
            others = [client for client in self.clients if client != contact]
            yield PrimaryClientChanged((contact, others[0] if others else None))

    def make_primary(self, contact: UUID) -> Iterator[Event]:
        if contact not in self.clients:
            raise NotAClient
        if contact != self.primary:
            yield PrimaryClientChanged((self.primary, contact))

    def evolve(self, event: Event) -> Self:
        match event:
            case ContactLinked(contact=contact, role=role):
                return type(self)((*self.links, Link(contact, role)), self.primary)
            case ContactUnlinked(contact=contact, role=role):
                gone = Link(contact, role)
                return type(self)(tuple(each for each in self.links if each != gone), self.primary)
            case PrimaryClientChanged(client=(_, client)):
                return type(self)(self.links, client)
            case _:
                return self


def label(role: str) -> str:
    return ROLES.get(role, role.replace("-", " ")).lower()
