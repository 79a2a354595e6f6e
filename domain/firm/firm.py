"""The firm: its name, its time zone, its currency, its country, and the order of its types."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Self
from uuid import UUID

from domain.aggregate import Aggregate, Aspect
from domain.event import Change, Event, Plain, appeared, changed, differing, of_many

# The ledger is one firm's, so the firm's stream needs no id of its own.
FIRM = UUID("f1000000-0000-7000-8000-000000000000")
DEFAULTS: Mapping[str, Plain] = {
    "name": "Our firm",
    "time_zone": "America/New_York",
    "currency": "USD",
    "country": "US",
}


class FirmFounded(Event, frozen=True):
    facts: Mapping[str, Plain]

    def says(self) -> str:
        return "founded the firm's ledger"

    def changes(self) -> Mapping[str, Change]:
        return appeared(self.facts)


class FirmRevised(Event, frozen=True):
    facts: Mapping[str, Change]

    def says(self) -> str:
        return "changed the firm's settings"

    def changes(self) -> Mapping[str, Change]:
        return self.facts


class CaseTypesReordered(Event, frozen=True):
    order: tuple[tuple[UUID, ...], tuple[UUID, ...]]  # ids of types, before and after

    def says(self) -> str:
        return "reordered the case types"

    def changes(self) -> Mapping[str, Change]:
        return {"order": of_many(self.order)}


class Settings(Aspect, frozen=True):
    facts: Mapping[str, Plain] = {}
    types: tuple[UUID, ...] = ()

    def __getitem__(self, name: str) -> str:
        return str(self.facts.get(name) or DEFAULTS[name])

    def found(self, given: Mapping[str, Plain]) -> Iterator[Event]:
        if not self.facts:
            yield FirmFounded({**DEFAULTS, **given})

    def revise(self, given: Mapping[str, Plain]) -> Iterator[Event]:
        if news := differing(self.facts, given):
            yield FirmRevised(news)

    def reorder(self, order: Sequence[UUID]) -> Iterator[Event]:
        if tuple(order) != self.types:
            yield CaseTypesReordered((self.types, tuple(order)))

    def evolve(self, event: Event) -> Self:
        match event:
            case FirmFounded(facts=facts):
                return type(self)(facts, self.types)
            case FirmRevised(facts=changes):
                return type(self)(changed(self.facts, changes), self.types)
            case CaseTypesReordered(order=(_, order)):
                return type(self)(self.facts, order)
            case _:
                return self


class Firm(Aggregate, frozen=True):
    settings: Settings = Settings()

    @property
    def exists(self) -> bool:
        return bool(self.settings.facts)
