"""Spans: whose events belong to the history of a case or a contact, and while what held."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from uuid import UUID

from domain.case.contacts import CLIENT, ContactLinked, ContactUnlinked
from domain.case.opening import CaseOpened, CaseTypeChanged
from domain.contact.card import ContactAdded
from domain.contact.reach import PointLinked, PointUnlinked
from domain.event import Event
from domain.kinds import NAMES
from domain.ledger import History, Recorded, Span
from domain.refusals import NotFound


def named(*kinds: type[Event]) -> tuple[str, ...]:
    return tuple(NAMES[kind] for kind in kinds)


OF_CASES = named(CaseOpened, CaseTypeChanged, ContactLinked, ContactUnlinked)
OF_CONTACTS = named(ContactAdded, PointLinked, PointUnlinked)


def turns_of_case(history: History, case: UUID) -> Sequence[Recorded]:
    """How it began, and what changed its type and who is on it. Refuses NotFound."""
    own = history.of([Span(case)], None, OF_CASES)[::-1]
    must_begin_with("case.opened", own)
    return own


def of_case(history: History, turns: Sequence[Recorded]) -> Sequence[Span]:
    """The case of these turns with all that belongs to it, its clients and what reaches them,
    while they were that."""
    clients = list(_linked(turns))
    points = chain.from_iterable(_of_points(history, span) for span in clients)
    return apart([Span(turns[0].subject), *clients, *points])


def of_contact(history: History, contact: UUID) -> Sequence[Span]:
    """The contact itself, and its numbers and addresses while it had them. Refuses NotFound."""
    must_begin_with("contact.added", history.of([Span(contact)], None, OF_CONTACTS)[::-1])
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
    for held in _held(history.of([Span(span.subject)], None, OF_CONTACTS)[::-1]):
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
