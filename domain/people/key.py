"""A key for a program. Its secret is never in an event, nor is a hash of it."""

from collections.abc import Iterator
from typing import Self

from domain.aggregate import Aggregate, Aspect
from domain.event import Event
from domain.refusals import KeyIsDisabled


class KeyIssued(Event, frozen=True):
    name: str
    can: tuple[str, ...]  # read, write

    def says(self) -> str:
        return f"issued the key {self.name}"


class KeyDisabled(Event, frozen=True):
    def says(self) -> str:
        return "disabled a key"


class Rights(Aspect, frozen=True):
    name: str = ""
    can: tuple[str, ...] = ()
    disabled: bool = False

    def issue(self, name: str, can: tuple[str, ...]) -> Iterator[Event]:
        if not self.name:
            yield KeyIssued(name, can)

    def disable(self) -> Iterator[Event]:
        if self.disabled:
            raise KeyIsDisabled
        yield KeyDisabled()

    def evolve(self, event: Event) -> Self:
        match event:
            case KeyIssued(name=name, can=can):
                return type(self)(name, can)
            case KeyDisabled():
                return type(self)(self.name, self.can, disabled=True)
            case _:
                return self


class Key(Aggregate, frozen=True):
    rights: Rights = Rights()

    @property
    def exists(self) -> bool:
        return bool(self.rights.name)
