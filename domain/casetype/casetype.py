"""A type of case: its statuses, its fields, and whether it is still in use."""

from collections.abc import Iterator, Sequence
from typing import Self

from domain.aggregate import Aggregate
from domain.casetype.fields import FieldBound, Fields
from domain.casetype.life import DefaultStaffChanged, Life
from domain.casetype.status import DEFAULTS, Status
from domain.casetype.statuses import CaseTypeDefined, Statuses
from domain.casetype.transitions import AllowedNextChanged, Transitions
from domain.event import Event
from domain.refusals import NotNext, StatusExists, TypeIsDefined
from domain.words import folded


class CaseType(Aggregate, frozen=True):
    life: Life = Life()
    statuses: Statuses = Statuses()
    fields: Fields = Fields()
    transitions: Transitions = Transitions()

    @property
    def exists(self) -> bool:
        return bool(self.statuses.choices)

    def define(self, name: str, code: str, statuses: Sequence[Status] = ()) -> Iterator[Event]:
        """Without statuses of its own it has the seven that every firm knows."""
        if self.exists:
            raise TypeIsDefined
        chosen = tuple(statuses) or DEFAULTS
        names = [folded(status.name) for status in chosen]
        if twice := next((s.name for s in chosen if names.count(folded(s.name)) > 1), None):
            raise StatusExists(twice)
        yield CaseTypeDefined(name, code, chosen, chosen[0].key)

    def copy(self, other: Self, name: str, code: str) -> Iterator[Event]:
        """As the other type is now: its statuses, what follows them, its fields and its staff."""
        if self.exists:
            raise TypeIsDefined
        yield CaseTypeDefined(name, code, other.statuses.choices, other.statuses.initial)
        for key, following in other.transitions.allowed.items():
            yield AllowedNextChanged(key, (None, following))
        yield from map(FieldBound, other.fields.bindings)
        if other.life.staff:
            yield DefaultStaffChanged(((), other.life.staff))

    def allow(self, status: str, next: Sequence[str] | None) -> Iterator[Event]:
        """Let these statuses follow that one, and no others; None: any."""
        key = self.statuses.chosen(status)
        named = None if next is None else {self.statuses.chosen(each) for each in next} - {key}
        in_order = None if named is None else tuple(k for k in self.statuses.keys if k in named)
        return self.transitions.allow(key, in_order)

    def allows(self, now: str, next: str) -> bool:
        """From a status that was removed, any other can be reached."""
        allowed = self.transitions.after(now)
        return now == next or allowed is None or next in allowed

    def must_allow(self, now: str, next: str) -> None:
        if not self.allows(now, next):
            label = self.statuses.label
            allowed = self.transitions.after(now) or ()
            raise NotNext(label(now), label(next), [label(each) for each in allowed])


def code_of(name: str) -> str:
    """The letters that case numbers of a type begin with: `PI` for Personal Injury."""
    initials = [word[0] for word in folded(name).split() if word[0].isalnum()]
    return "".join(initials[:4]).upper() or "C"
