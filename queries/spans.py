"""Spans: whose events belong to the history of a case or a contact, and while what held."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from uuid import UUID

from domain.case.contacts import CLIENT, ContactLinked, ContactUnlinked
from domain.contact.reach import PointLinked, PointUnlinked
from domain.ledger import History, Recorded, Span
from domain.refusals import NotFound


def of_case(history: History, own: Sequence[Recorded]) -> Sequence[Span]:
    """The case of these events with all that belongs to it, its clients and what reaches them,
    while they were that. Refuses NotFound."""
    must_begin_with("case.opened", own)
    clients = list(_linked(own))
    points = chain.from_iterable(_of_points(history, span) for span in clients)
    return apart([Span(own[0].subject), *clients, *points])


def of_contact(history: History, contact: UUID) -> Sequence[Span]:
    """The contact itself, and its numbers and addresses while it had them. Refuses NotFound."""
    must_begin_with("contact.added", history.stream(contact))
    return apart([Span(contact), *_of_points(history, Span(contact))])


def apart(spans: Iterable[Span]) -> Sequence[Span]:
    """The same, none overlapping another: a number that two clients have is told once."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.subject, s.after)):
        last = merged[-1] if merged else None
        if last and last.subject == span.subject and span.after < last.before:
            merged[-1] = Span(span.subject, last.after, max(last.before, span.before))
        else:
            merged.append(span)
    return merged


def must_begin_with(kind: str, own: Sequence[Recorded]) -> None:
    """Refuses NotFound. By the stored name: what was forged since began so all the same."""
    if not own or own[0].kind != kind:
        raise NotFound


def _linked(own: Sequence[Recorded]) -> Iterator[Span]:
    since: dict[UUID, int] = {}
    for record in own:
        match record.event:
            case ContactLinked(contact=client, role=role) if role == CLIENT:
                since[client] = record.position
            case ContactUnlinked(contact=client, role=role) if role == CLIENT and client in since:
                yield Span(client, since.pop(client), record.position)
    yield from (Span(client, position) for client, position in since.items())


def _of_points(history: History, span: Span) -> Iterator[Span]:
    """What the contact of a span was reached by, while it lasted."""
    for held in _held(history.stream(span.subject)):
        after, before = max(held.after, span.after), min(held.before, span.before)
        if after < before:
            yield Span(held.subject, after, before)


def _held(own: Sequence[Recorded]) -> Iterator[Span]:
    since: dict[UUID, int] = {}
    for record in own:
        match record.event:
            case PointLinked(point=point):
                since[point] = record.position
            case PointUnlinked(point=point) if point in since:
                yield Span(point, since.pop(point), record.position)
    yield from (Span(point, position) for point, position in since.items())
