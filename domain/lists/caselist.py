"""A list of cases: picked by hand, following a condition, or both, where keeping off wins.

Who is put on one by hand is said by the events of the case (`domain.case.lists`), so that it stands
in the case's Activity. Who is on a list by its condition is derived and never stored.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Self
from uuid import UUID

from msgspec.structs import replace

from domain.aggregate import Aggregate, Aspect
from domain.conditions import Condition, spelt
from domain.event import Change, Event, Plain, appeared, changed, differing
from domain.refusals import (
    ConditionMissing,
    ListExists,
    ListFollowsACondition,
    ListHasNoCondition,
    ListIsArchived,
    ListIsNotArchived,
    NotOfListsType,
)


class ListKind(StrEnum):
    STATIC = "static"  # whom people put on it
    DYNAMIC = "dynamic"  # whom its condition fits, as long as it does
    HYBRID = "hybrid"  # both, but for whom people keep off it


class CaseListCreated(Event, frozen=True):
    kind: ListKind
    facts: Mapping[str, Plain]  # name, description, type, is_obo, external_source(_id)
    condition: Condition | None = None

    def says(self) -> str:
        return f"created the list {self.facts.get('name')}"

    def changes(self) -> Mapping[str, Change]:
        return {**appeared(self.facts), **_of_condition(None, self.condition)}


class CaseListRevised(Event, frozen=True):
    facts: Mapping[str, Change]

    def says(self) -> str:
        return "edited the list"

    def changes(self) -> Mapping[str, Change]:
        return self.facts


class CaseListConditionChanged(Event, frozen=True):
    condition: tuple[Condition, Condition]

    def says(self) -> str:
        return "changed the condition of the list"

    def changes(self) -> Mapping[str, Change]:
        return _of_condition(*self.condition)


class CaseListArchived(Event, frozen=True):
    reason: str | None = None

    def says(self) -> str:
        return "archived the list"

    def changes(self) -> Mapping[str, Change]:
        return {"archived": (False, True)}


class CaseListRestored(Event, frozen=True):
    reason: str | None = None

    def says(self) -> str:
        return "restored the list"

    def changes(self) -> Mapping[str, Change]:
        return {"archived": (True, False)}


class Card(Aspect, frozen=True):
    """What a list is called, and what it is for."""

    kind: ListKind | None = None
    facts: Mapping[str, Plain] = {}

    @property
    def name(self) -> str:
        return str(self.facts.get("name") or "")

    @property
    def type(self) -> UUID | None:
        """The type that all its cases must have; None: any will do."""
        said = self.facts.get("type")
        return UUID(str(said)) if said else None

    def revise(self, given: Mapping[str, Plain]) -> Iterator[Event]:
        if news := differing(self.facts, given):
            yield CaseListRevised(news)

    def evolve(self, event: Event) -> Self:
        match event:
            case CaseListCreated(kind=kind, facts=facts):
                return type(self)(kind, facts)
            case CaseListRevised(facts=changes):
                return type(self)(self.kind, changed(self.facts, changes))
            case _:
                return self


class Rule(Aspect, frozen=True):
    """What a list follows."""

    condition: Condition | None = None

    def change(self, to: Condition) -> Iterator[Event]:
        if self.condition is None:
            raise ListHasNoCondition
        if to != self.condition:
            yield CaseListConditionChanged((self.condition, to))

    def evolve(self, event: Event) -> Self:
        match event:
            case CaseListCreated(condition=condition):
                return replace(self, condition=condition)
            case CaseListConditionChanged(condition=(_, condition)):
                return replace(self, condition=condition)
            case _:
                return self


class Life(Aspect, frozen=True):
    """Whether a list is in sight. One that follows a condition follows it all the same."""

    archived: bool = False

    def must_be_live(self) -> None:
        if self.archived:
            raise ListIsArchived

    def archive(self, reason: str | None) -> Iterator[Event]:
        self.must_be_live()
        yield CaseListArchived(reason)

    def restore(self, reason: str | None) -> Iterator[Event]:
        if not self.archived:
            raise ListIsNotArchived
        yield CaseListRestored(reason)

    def evolve(self, event: Event) -> Self:
        match event:
            case CaseListArchived():
                return type(self)(archived=True)
            case CaseListRestored():
                return type(self)(archived=False)
            case _:
                return self


class CaseList(Aggregate, frozen=True):
    card: Card = Card()
    rule: Rule = Rule()
    life: Life = Life()

    @property
    def exists(self) -> bool:
        return self.card.kind is not None

    @property
    def is_hybrid(self) -> bool:
        return self.card.kind is ListKind.HYBRID

    def create(
        self, kind: ListKind, facts: Mapping[str, Plain], condition: Condition | None
    ) -> Iterator[Event]:
        if self.exists:
            raise ListExists
        if kind is ListKind.STATIC and condition is not None:
            raise ListHasNoCondition
        if kind is not ListKind.STATIC and condition is None:
            raise ConditionMissing
        known = {name: value for name, value in facts.items() if value is not None}
        yield CaseListCreated(kind, known, condition)

    def revise(self, given: Mapping[str, Plain]) -> Iterator[Event]:
        self.life.must_be_live()
        return self.card.revise(given)

    def follow(self, condition: Condition) -> Iterator[Event]:
        self.life.must_be_live()
        return self.rule.change(condition)

    def must_be_by_hand(self) -> None:
        """Refuses where nobody can be put on it or taken off it."""
        self.life.must_be_live()
        if self.card.kind is ListKind.DYNAMIC:
            raise ListFollowsACondition

    def must_take(self, type: UUID) -> None:
        """Refuses a case of a type that this list is not for."""
        self.must_be_by_hand()
        if self.card.type not in (None, type):
            raise NotOfListsType


def _of_condition(before: Condition | None, after: Condition | None) -> Mapping[str, Change]:
    if before == after:
        return {}
    was, now = (None if each is None else spelt(each) for each in (before, after))
    return {"condition": (was, now)}
