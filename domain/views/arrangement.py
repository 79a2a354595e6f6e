"""An arrangement: how somebody has the list of cases where no view is chosen, and which one is
chosen where they begin. The firm has one too, for whoever chose none.
"""

from collections.abc import Iterator, Mapping
from typing import Self
from uuid import UUID

from msgspec.structs import replace

from domain.aggregate import Aggregate, Aspect
from domain.event import Change, Event, of_ids
from domain.views.shape import Look, differing


class DefaultViewChosen(Event, frozen=True):
    owner: UUID | None  # who begins with it; None: the firm
    view: tuple[UUID | None, UUID | None]

    def says(self) -> str:
        whose = "of their own" if self.owner else "for the firm"
        return f"chose a view to begin with, {whose}"

    def changes(self) -> Mapping[str, Change]:
        return {"view": of_ids(self.view)}


class CasesArranged(Event, frozen=True):
    owner: UUID | None
    look: tuple[Look, Look]

    def says(self) -> str:
        return "arranged the columns of their list of cases"

    def changes(self) -> Mapping[str, Change]:
        return dict(differing(*self.look))


class Habits(Aspect, frozen=True):
    begun: bool = False
    owner: UUID | None = None
    view: UUID | None = None
    look: Look = Look()

    def evolve(self, event: Event) -> Self:
        match event:
            case DefaultViewChosen(owner=owner, view=(_, view)):
                return replace(self, begun=True, owner=owner, view=view)
            case CasesArranged(owner=owner, look=(_, look)):
                return replace(self, begun=True, owner=owner, look=look)
            case _:
                return self


class Arrangement(Aggregate, frozen=True):
    habits: Habits = Habits()

    @property
    def exists(self) -> bool:
        return self.habits.begun

    def begin_with(self, owner: UUID | None, view: UUID | None) -> Iterator[Event]:
        if view != self.habits.view:
            yield DefaultViewChosen(owner, (self.habits.view, view))

    def arrange(self, owner: UUID | None, look: Look) -> Iterator[Event]:
        if look != self.habits.look:
            yield CasesArranged(owner, (self.habits.look, look))
