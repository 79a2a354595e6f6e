"""Somebody who works here: a name, an e-mail address to sign in by, and a role."""

from collections.abc import Iterator, Mapping
from typing import Self
from uuid import UUID

from domain.aggregate import Aggregate, Aspect
from domain.event import Change, Event
from domain.people.roles import Role
from domain.refusals import NotYourOwn, PersonExists, PersonIsInactive


class PersonAdded(Event, frozen=True):
    name: str
    email: str
    role: Role

    def says(self) -> str:
        return f"added {self.name} as {self.role}"


class PersonRenamed(Event, frozen=True):
    name: tuple[str, str]

    def says(self) -> str:
        return "changed a person's name"

    def changes(self) -> Mapping[str, Change]:
        return {"name": self.name}


class RoleChanged(Event, frozen=True):
    role: tuple[str, str]

    def says(self) -> str:
        return "changed a person's role"

    def changes(self) -> Mapping[str, Change]:
        return {"role": self.role}


class PersonDeactivated(Event, frozen=True):
    reason: str | None = None

    def says(self) -> str:
        return "deactivated a person"


class PersonReactivated(Event, frozen=True):
    def says(self) -> str:
        return "reactivated a person"


class Profile(Aspect, frozen=True):
    name: str = ""
    email: str = ""
    role: Role = Role.USER
    active: bool = True

    def add(self, name: str, email: str, role: Role) -> Iterator[Event]:
        if self.email:
            raise PersonExists
        yield PersonAdded(name, email, role)

    def rename(self, name: str) -> Iterator[Event]:
        if name != self.name:
            yield PersonRenamed((self.name, name))

    def become(self, role: Role) -> Iterator[Event]:
        if not self.active:
            raise PersonIsInactive
        if role is not self.role:
            yield RoleChanged((self.role, role))

    def deactivate(self, reason: str | None) -> Iterator[Event]:
        if self.active:
            yield PersonDeactivated(reason)

    def reactivate(self) -> Iterator[Event]:
        if not self.active:
            yield PersonReactivated()

    def evolve(self, event: Event) -> Self:
        match event:
            case PersonAdded(name=name, email=email, role=role):
                return type(self)(name, email, role)
            case PersonRenamed(name=(_, name)):
                return type(self)(name, self.email, self.role, self.active)
            case RoleChanged(role=(_, role)):
                return type(self)(self.name, self.email, Role(role), self.active)
            case PersonDeactivated() | PersonReactivated():
                active = isinstance(event, PersonReactivated)
                return type(self)(self.name, self.email, self.role, active)
            case _:
                return self


class Person(Aggregate, frozen=True):
    profile: Profile = Profile()

    @property
    def exists(self) -> bool:
        return bool(self.profile.email)

    def must_not_be(self, actor: UUID | None) -> None:
        """Nobody changes their own role."""
        if actor == self.id:
            raise NotYourOwn
