"""Pictures of cases, step by step: each as it was after everything that changed what it shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from domain.aggregate import Aggregate
from domain.case.case import Case
from domain.case.contacts import CLIENT, ContactLinked
from domain.case.picture import Picture
from domain.contact.contact import Contact
from domain.contact.point import Point
from domain.contact.reach import PointLinked
from projections.members.fold import Snap
from projections.members.histories import Step, histories
from projections.tables import Db

A = TypeVar("A", bound=Aggregate)
Steps = Mapping[UUID, Sequence[Step]]


def snaps(
    db: Db, cases: Sequence[UUID], until: int, with_clients: bool
) -> Mapping[UUID, Sequence[Snap]]:
    """By the case; those without history are left out. Raises ValueError for what is unreadable.

    Clients are looked at only if asked: most conditions are about the case alone.
    """
    own = histories(db, cases, until)
    clients = histories(db, _clients(own), until) if with_clients else {}
    points = histories(db, _points(clients), until)
    return {case: list(_Album(steps, clients, points).snaps()) for case, steps in own.items()}


class _Album:
    """One case and everybody who ever was its client, as far as its history was read."""

    def __init__(self, own: Sequence[Step], clients: Steps, points: Steps) -> None:
        self._own, self._case = own, Case(own[0].stream)
        near = _these(clients, _clients({self._case.id: own}))
        far = _these(points, _points(near))
        streams = (own, *near.values(), *far.values())
        self._steps = sorted((s for each in streams for s in each), key=lambda s: s.position)
        self._contacts = {each: Contact(each) for each in near}
        self._points = {each: Point(each) for each in far}
        self._changed = own[0]
        self._through: str | None = None  # the door of what followed the first command

    def snaps(self) -> Iterator[Snap]:
        for step in self._steps:
            if self._takes(step) and self._case.exists:
                yield Snap(step, self._picture())

    def _takes(self, step: Step) -> bool:
        """Take a step in; whether the case shows it."""
        if step.stream == self._case.id:
            self._case = self._case.after([step.event])
            self._changed = step
            if step.command != self._own[0].command:
                self._through = step.channel
            return True
        held = self._case.contacts.clients
        if step.stream in self._contacts:
            self._contacts[step.stream] = self._contacts[step.stream].after([step.event])
            return step.stream in held
        self._points[step.stream] = self._points[step.stream].after([step.event])
        return any(h.point == step.stream for c in held for h in self._contacts[c].reach.points)

    def _picture(self) -> Picture:
        first = self._own[0]
        return Picture(
            case=self._case,
            contacts=dict(self._contacts),
            points=dict(self._points),
            opened_at=first.at,
            updated_at=self._changed.at,
            origin=first.channel,
            update_origin=self._through,
        )


def _these(streams: Steps, ids: Iterable[UUID]) -> Steps:
    return {each: streams[each] for each in ids if each in streams}


def _clients(cases: Steps) -> set[UUID]:
    """Who ever was a client of these."""
    events = _events(cases)
    return {e.contact for e in events if isinstance(e, ContactLinked) and e.role == CLIENT}


def _points(contacts: Steps) -> set[UUID]:
    """What these ever were reached by."""
    return {e.point for e in _events(contacts) if isinstance(e, PointLinked)}


def _events(streams: Steps) -> Iterable[object]:
    return (step.event for steps in streams.values() for step in steps)
