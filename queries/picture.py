"""Pictures: one case with everybody on it, as it is now or as it was at a position."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from domain.aggregate import Aggregate
from domain.case.case import Case
from domain.case.picture import Picture
from domain.casetype.casetype import CaseType
from domain.casetype.field import Field
from domain.contact.contact import Contact
from domain.contact.point import Point
from domain.event import legible
from domain.ledger import History, Recorded
from domain.refusals import NotFound, NotYet
from projections import checkpoints
from projections.states import State, states
from projections.tables import Db
from queries.names import Names
from queries.spans import must_begin_with

A = TypeVar("A", bound=Aggregate)


def now(db: Db, case: UUID) -> Picture:
    """As the read model has it. Refuses NotFound."""
    tables = checkpoints.serving(db)
    state = states(db, tables, [case]).get(case)
    if state is None or not isinstance(it := state.it, Case):
        raise NotFound
    linked = states(db, tables, _linked(it))
    contacts = _each(Contact, linked.values())
    held = states(db, tables, _held(contacts.values()))
    each = (state, *linked.values(), *held.values())
    return Picture(
        case=it,
        contacts=contacts,
        points=_each(Point, held.values()),
        positions={one.stream: one.position for one in each},
        opened_at=state.began_at,
        updated_at=state.changed_at,
        origin=state.began_via,
        update_origin=state.changed_via,
    )


def at(history: History, case: UUID, position: int) -> Picture:
    """As it was at a position: a fold of what was recorded until then, and of nothing else.

    Refuses NotFound, and NotYet where the case was opened later.
    """
    own = _until(history, case, position)
    it = _fold(Case, case, own)
    streams = {each: _events(history, each, position) for each in _linked(it)}
    contacts = {each: _fold(Contact, each, records) for each, records in streams.items()}
    held = {each: _events(history, each, position) for each in _held(contacts.values())}
    each = {case: own, **streams, **held}
    later = [r for r in own if r.header.command != own[0].header.command]
    return Picture(
        case=it,
        contacts=contacts,
        points={each: _fold(Point, each, records) for each, records in held.items()},
        positions={stream: records[-1].position for stream, records in each.items() if records},
        opened_at=own[0].header.occurred_at,
        updated_at=own[-1].header.occurred_at,
        origin=own[0].header.channel,
        update_origin=later[-1].header.channel if later else None,
    )


def names_at(names: Names, history: History, type: UUID, position: int) -> Names:
    """The names, but for a type and its fields, which are as they were."""
    kind = _fold(CaseType, type, _events(history, type, position))
    bound = (binding.field for binding in kind.fields.bindings)
    fields = [_fold(Field, each, _events(history, each, position)) for each in bound]
    return names.with_([kind], fields)


def _until(history: History, case: UUID, position: int) -> Sequence[Recorded]:
    """The events of a case up to a position."""
    own = history.stream(case)
    must_begin_with("case.opened", own)
    if own[0].position > position:
        raise NotYet(own[0].recorded_at or own[0].header.occurred_at)
    return [record for record in own if record.position <= position]


def _events(history: History, stream: UUID, position: int) -> Sequence[Recorded]:
    return [record for record in history.stream(stream) if record.position <= position]


def _fold(kind: type[A], id: UUID, records: Iterable[Recorded]) -> A:
    return kind(id).after(legible(record.event) for record in records)


def _linked(case: Case) -> list[UUID]:
    return list(dict.fromkeys(link.contact for link in case.contacts.links))


def _held(contacts: Iterable[Contact]) -> list[UUID]:
    return list({held.point for contact in contacts for held in contact.reach.points})


def _each(kind: type[A], found: Iterable[State]) -> Mapping[UUID, A]:
    return {state.it.id: state.it for state in found if isinstance(state.it, kind)}
