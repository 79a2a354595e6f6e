"""A phone number or e-mail address, with what was said about using it. It outlives its holders."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from domain.aggregate import Aggregate, Aspect
from domain.contact.consent import Channel, Grounds
from domain.contact.reach import Medium
from domain.contact.replies import Meaning
from domain.event import Change, Event

CHANNEL = {Medium.PHONE: Channel.SMS, Medium.EMAIL: Channel.EMAIL}
WORD = {Channel.CALL: "calls", Channel.SMS: "texts", Channel.EMAIL: "e-mails"}


class PointRecorded(Event, frozen=True):
    medium: Medium
    value: str

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return f"recorded {self.value}"


class PointOptedOut(Event, frozen=True):
    channel: Channel
    grounds: Grounds

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return f"opted out of {WORD[self.channel]}"

    def changes(self) -> Mapping[str, Change]:
        return {f"{self.channel}_opted_out": (False, True)}


class PointOptedIn(Event, frozen=True):
    channel: Channel
    grounds: Grounds

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return f"opted in to {WORD[self.channel]}"

    def changes(self) -> Mapping[str, Change]:
        return {f"{self.channel}_opted_out": (True, False)}


class ReplyReceived(Event, frozen=True):
    """Somebody answered from this point; `message` is the provider's id of it."""

    text: str
    message: str
    meaning: Meaning

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return "replied"

    def changes(self) -> Mapping[str, Change]:
        return {"text": (None, self.text)}


class Line(Aspect, frozen=True):
    """What the point is, and whether it may be written to."""

    medium: Medium | None = None
    value: str = ""
    opted_out: bool = False
    replies: tuple[str, ...] = ()  # provider's ids of the latest, so that none counts twice

    def begin(self, medium: Medium, value: str) -> Iterator[Event]:
        if self.medium is None:
            yield PointRecorded(medium, value)

    def opt_out(self, grounds: Grounds) -> Iterator[Event]:
        if self.medium and not self.opted_out:
            yield PointOptedOut(CHANNEL[self.medium], grounds)

    def opt_in(self, grounds: Grounds) -> Iterator[Event]:
        if self.medium and self.opted_out:
            yield PointOptedIn(CHANNEL[self.medium], grounds)

    def receive(self, text: str, message: str, meaning: Meaning) -> Iterator[Event]:
        if message in self.replies:
            return
        yield ReplyReceived(text, message, meaning)
        grounds = Grounds(source="reply", wording=text, evidence={"message": message})
        match meaning:
            case Meaning.STOP:
                yield from self.opt_out(grounds)
            case Meaning.START:
                yield from self.opt_in(grounds)
            case Meaning.OTHER:
                pass

    def evolve(self, event: Event) -> Self:
        match event:
            case PointRecorded(medium=medium, value=value):
                return type(self)(medium, value, self.opted_out, self.replies)
            case PointOptedOut() | PointOptedIn():
                out = isinstance(event, PointOptedOut)
                return type(self)(self.medium, self.value, out, self.replies)
            case ReplyReceived(message=message):
                latest = (*self.replies, message)[-100:]
                return type(self)(self.medium, self.value, self.opted_out, latest)
            case _:
                return self


class Point(Aggregate, frozen=True):
    line: Line = Line()

    @property
    def exists(self) -> bool:
        return self.line.medium is not None
