"""A view: a question about cases under a name, with the columns and the order of its answer.

It is somebody's own until it is shared; then it is the firm's, for good.
"""

from collections.abc import Iterator, Mapping
from typing import Self
from uuid import UUID

from msgspec.structs import replace

from domain.aggregate import Aggregate, Aspect
from domain.event import Change, Event
from domain.refusals import (
    ViewExists,
    ViewIsArchived,
    ViewIsNotArchived,
    ViewIsNotShared,
    ViewIsShared,
    ViewNotFound,
)
from domain.views.shape import Look, Question, differing


class ViewSaved(Event, frozen=True):
    name: str
    owner: UUID | None  # the person or key whose own it is; None: the firm's
    question: Question
    look: Look

    def says(self) -> str:
        return f"saved the {'view' if self.owner else 'shared view'} {self.name}"

    def changes(self) -> Mapping[str, Change]:
        shown = {**self.question.said(), **self.look.said()}
        return {"name": (None, self.name), **{n: (None, v) for n, v in shown.items() if v}}


class ViewRenamed(Event, frozen=True):
    name: tuple[str, str]

    def says(self) -> str:
        return "renamed a view"

    def changes(self) -> Mapping[str, Change]:
        return {"name": self.name}


class ViewQuestionChanged(Event, frozen=True):
    question: tuple[Question, Question]

    def says(self) -> str:
        return "changed what a view asks for"

    def changes(self) -> Mapping[str, Change]:
        return dict(differing(*self.question))


class ViewLookChanged(Event, frozen=True):
    look: tuple[Look, Look]

    def says(self) -> str:
        return "changed the columns of a view"

    def changes(self) -> Mapping[str, Change]:
        return dict(differing(*self.look))


class ViewShared(Event, frozen=True):
    owner: UUID  # whose own it was

    def says(self) -> str:
        return "shared a view with the firm"

    def changes(self) -> Mapping[str, Change]:
        return {"shared": (False, True)}


class ViewArchived(Event, frozen=True):
    reason: str | None = None

    def says(self) -> str:
        return "archived a view"

    def changes(self) -> Mapping[str, Change]:
        return {"archived": (False, True)}


class ViewRestored(Event, frozen=True):
    reason: str | None = None

    def says(self) -> str:
        return "restored a view"

    def changes(self) -> Mapping[str, Change]:
        return {"archived": (True, False)}


class Title(Aspect, frozen=True):
    """What a view is called, and whose it is."""

    name: str | None = None
    owner: UUID | None = None  # None: the firm's

    def evolve(self, event: Event) -> Self:
        match event:
            case ViewSaved(name=name, owner=owner):
                return type(self)(name, owner)
            case ViewRenamed(name=(_, name)):
                return replace(self, name=name)
            case ViewShared():
                return replace(self, owner=None)
            case _:
                return self


class Shown(Aspect, frozen=True):
    """What a view asks for, and how it shows it."""

    question: Question = Question()
    look: Look = Look()

    def evolve(self, event: Event) -> Self:
        match event:
            case ViewSaved(question=question, look=look):
                return type(self)(question, look)
            case ViewQuestionChanged(question=(_, question)):
                return replace(self, question=question)
            case ViewLookChanged(look=(_, look)):
                return replace(self, look=look)
            case _:
                return self


class Life(Aspect, frozen=True):
    archived: bool = False

    def evolve(self, event: Event) -> Self:
        match event:
            case ViewArchived():
                return type(self)(archived=True)
            case ViewRestored():
                return type(self)(archived=False)
            case _:
                return self


class View(Aggregate, frozen=True):
    title: Title = Title()
    shown: Shown = Shown()
    life: Life = Life()

    @property
    def exists(self) -> bool:
        return self.title.name is not None

    @property
    def name(self) -> str:
        return self.title.name or ""

    @property
    def shared(self) -> bool:
        return self.title.owner is None

    def is_seen_by(self, who: UUID) -> bool:
        return self.exists and self.title.owner in (None, who)

    def must_be_seen_by(self, who: UUID) -> None:
        if not self.is_seen_by(who):
            raise ViewNotFound

    def must_be_own(self, who: UUID) -> None:
        self.must_be_seen_by(who)
        if self.shared:
            raise ViewIsShared

    def must_be_shared(self, who: UUID) -> None:
        self.must_be_seen_by(who)
        if not self.shared:
            raise ViewIsNotShared

    def must_be_live(self) -> None:
        if self.life.archived:
            raise ViewIsArchived

    def save(
        self, name: str, owner: UUID | None, question: Question, look: Look
    ) -> Iterator[Event]:
        if self.exists:
            raise ViewExists
        yield ViewSaved(name, owner, question, look)

    def revise(self, name: str, question: Question, look: Look) -> Iterator[Event]:
        self.must_be_live()
        if name != self.name:
            yield ViewRenamed((self.name, name))
        if question != self.shown.question:
            yield ViewQuestionChanged((self.shown.question, question))
        if look != self.shown.look:
            yield ViewLookChanged((self.shown.look, look))

    def share(self) -> Iterator[Event]:
        self.must_be_live()
        if self.title.owner is None:
            raise ViewIsShared
        yield ViewShared(self.title.owner)

    def archive(self, reason: str | None) -> Iterator[Event]:
        self.must_be_live()
        yield ViewArchived(reason)

    def restore(self, reason: str | None) -> Iterator[Event]:
        if not self.life.archived:
            raise ViewIsNotArchived
        yield ViewRestored(reason)
