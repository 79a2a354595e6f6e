"""A note about a case: its text in a Markdown subset, every version kept."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self
from uuid import UUID

from domain.aggregate import Aggregate, Aspect
from domain.case.opening import NOBODY
from domain.event import Change, Event
from domain.refusals import NoteIsHidden


class NoteWritten(Event, frozen=True):
    case: UUID
    text: str
    format: str = "markdown"

    category: ClassVar[str] = "note"

    def says(self) -> str:
        return "wrote a note"

    def changes(self) -> Mapping[str, Change]:
        return {"text": (None, self.text)}


class NoteRevised(Event, frozen=True):
    text: tuple[str, str]

    category: ClassVar[str] = "note"

    def says(self) -> str:
        return "revised a note"

    def changes(self) -> Mapping[str, Change]:
        return {"text": self.text}


class NoteHidden(Event, frozen=True):
    reason: str

    category: ClassVar[str] = "note"

    def says(self) -> str:
        return "hid a note"


class NoteShown(Event, frozen=True):
    category: ClassVar[str] = "note"

    def says(self) -> str:
        return "showed a hidden note again"


class Text(Aspect, frozen=True):
    case: UUID = NOBODY
    text: str = ""
    format: str = "markdown"
    hidden: bool = False

    def write(self, case: UUID, text: str) -> Iterator[Event]:
        if self.case == NOBODY:
            yield NoteWritten(case, text)

    def revise(self, text: str) -> Iterator[Event]:
        if self.hidden:
            raise NoteIsHidden
        if text != self.text:
            yield NoteRevised((self.text, text))

    def hide(self, reason: str) -> Iterator[Event]:
        if not self.hidden:
            yield NoteHidden(reason)

    def show(self) -> Iterator[Event]:
        if self.hidden:
            yield NoteShown()

    def evolve(self, event: Event) -> Self:
        match event:
            case NoteWritten(case=case, text=text, format=format):
                return type(self)(case, text, format)
            case NoteRevised(text=(_, text)):
                return type(self)(self.case, text, self.format, self.hidden)
            case NoteHidden() | NoteShown():
                hidden = isinstance(event, NoteHidden)
                return type(self)(self.case, self.text, self.format, hidden)
            case _:
                return self


class Note(Aggregate, frozen=True):
    content: Text = Text()

    @property
    def subject(self) -> UUID:
        return self.content.case

    @property
    def exists(self) -> bool:
        return self.content.case != NOBODY
