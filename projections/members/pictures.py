"""Pictures of cases, step by step: each as it was after everything that changed what it shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Self
from uuid import UUID

from msgspec import Struct

from domain.case.case import Case
from domain.case.contacts import CLIENT, ContactLinked
from domain.case.picture import Picture
from domain.contact.contact import Contact
from domain.contact.point import Point
from domain.contact.reach import PointLinked
from projections.members.fold import Life, Snap
from projections.members.histories import Step, histories
from projections.members.values import Look
from projections.states import State
from projections.tables import Db

Steps = Mapping[UUID, Sequence[Step]]


class Marks(Struct, frozen=True):
    """When a case began and last changed, by which command and through which doors."""

    command: UUID
    opened_at: datetime
    origin: str
    updated_at: datetime
    update_origin: str | None = None

    @classmethod
    def of_first(cls, step: Step) -> Self:
        return cls(step.command, step.at, step.channel, step.at)

    @classmethod
    def of_state(cls, it: State) -> Self:
        return cls(it.began_with, it.began_at, it.began_via, it.changed_at, it.changed_via)

    def after(self, step: Step) -> Self:
        through = self.update_origin if step.command == self.command else step.channel
        return type(self)(self.command, self.opened_at, self.origin, step.at, through)


class Album:
    """One case and everybody who is or becomes its client, before some steps to them."""

    def __init__(
        self,
        case: Case,
        marks: Marks,
        contacts: Mapping[UUID, Contact],
        points: Mapping[UUID, Point],
        steps: Iterable[Step],
    ) -> None:
        self._case, self._marks = case, marks
        self._contacts, self._points = dict(contacts), dict(points)
        self._steps = sorted(steps, key=lambda step: step.position)

    def life(self) -> Life:
        """Raises ValueError for a step that is unreadable."""
        begin = Look(self._picture()) if self._case.exists else None
        return Life(self._case.id, begin, list(self._snaps()))

    def _snaps(self) -> Iterator[Snap]:
        for step in self._steps:
            if self._takes(step) and self._case.exists:
                yield Snap(step, Look(self._picture()))

    def _takes(self, step: Step) -> bool:
        """Take a step in; whether the case shows it."""
        if step.stream == self._case.id:
            self._case = self._case.after([step.event])
            self._marks = self._marks.after(step)
            return True
        held = self._case.contacts.clients
        if step.stream in self._contacts:
            self._contacts[step.stream] = self._contacts[step.stream].after([step.event])
            return step.stream in held
        self._points[step.stream] = self._points[step.stream].after([step.event])
        return any(h.point == step.stream for c in held for h in self._contacts[c].reach.points)

    def _picture(self) -> Picture:
        return Picture(
            case=self._case,
            contacts=dict(self._contacts),
            points=dict(self._points),
            opened_at=self._marks.opened_at,
            updated_at=self._marks.updated_at,
            origin=self._marks.origin,
            update_origin=self._marks.update_origin,
        )


def told(db: Db, cases: Sequence[UUID], until: int, with_clients: bool) -> Mapping[UUID, Life]:
    """By the case, from its first event; those without history are left out.

    Clients are looked at only if asked: most conditions are about the case alone. Raises ValueError
    for what is unreadable.
    """
    own = histories(db, cases, until)
    clients = histories(db, linked(own.values()), until) if with_clients else {}
    points = histories(db, reached(clients.values()), until)
    return {case: _whole(steps, clients, points).life() for case, steps in own.items()}


def linked(streams: Iterable[Sequence[Step]]) -> set[UUID]:
    """Who became a client of a case in these steps."""
    events = _events(streams)
    return {e.contact for e in events if isinstance(e, ContactLinked) and e.role == CLIENT}


def reached(streams: Iterable[Sequence[Step]]) -> set[UUID]:
    """By what a contact became to be reached in these steps."""
    return {e.point for e in _events(streams) if isinstance(e, PointLinked)}


def _whole(own: Sequence[Step], clients: Steps, points: Steps) -> Album:
    near = {each: clients[each] for each in linked([own]) if each in clients}
    far = {each: points[each] for each in reached(near.values()) if each in points}
    return Album(
        Case(own[0].stream),
        Marks.of_first(own[0]),
        {each: Contact(each) for each in near},
        {each: Point(each) for each in far},
        (step for steps in (own, *near.values(), *far.values()) for step in steps),
    )


def _events(streams: Iterable[Sequence[Step]]) -> Iterable[object]:
    return (step.event for steps in streams for step in steps)
