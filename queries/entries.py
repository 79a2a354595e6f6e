"""Entries: events in the words of the people who read them. The text comes from the ledger."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.event import Plain
from domain.ledger import Actor, History, Recorded
from projections.tables import Db
from queries.changes import Change, Labels, changes, record_names
from queries.names import Names, names

# What one command can set back to what it was before.
REVERTIBLE = frozenset(
    {
        "case.details-revised",
        "case.status-changed",
        "case.type-changed",
        "case.lead-changed",
        "case.primary-client-changed",
        "contact.details-revised",
        "note.revised",
    }
)
ACTORS: Mapping[str, str] = {
    "key": "A key",
    "integration": "An integration",
    "automation": "An automation",
    "system": "The system",
}


class Who(Struct, frozen=True):
    kind: str
    id: str
    name: str


class Entry(Struct, frozen=True, kw_only=True):
    """One event. `says` follows the name of who did it; `at` is when, `position` the order."""

    position: int
    event_id: UUID
    kind: str
    category: str
    at: datetime
    recorded_at: datetime
    actor: Who
    channel: str
    correlation: UUID
    causation: UUID
    reference: Mapping[str, Plain] | None
    subject: UUID
    stream: UUID
    version: int
    says: str
    changes: Sequence[Change]
    reason: str | None
    revertible: bool


def entries(
    db: Db, names: Names, records: Sequence[Recorded], type: UUID | None = None
) -> Sequence[Entry]:
    """In the order of the records; statuses as `type` words them, where it is known."""
    contacts = record_names(db, (record.event for record in records))
    labels = Labels(names, contacts, type)
    return [entry(record, labels) for record in records]


def since(db: Db, history: History, stream: UUID, version: int) -> Sequence[Entry]:
    """What happened to a record after the version that somebody saw."""
    return entries(db, names(db), history.stream(stream, after_version=version))


def entry(record: Recorded, labels: Labels) -> Entry:
    header, event = record.header, record.event
    return Entry(
        position=record.position,
        event_id=record.event_id,
        kind=record.kind,
        category=event.category,
        at=header.occurred_at,
        recorded_at=record.recorded_at or header.occurred_at,
        actor=who(header.actor, labels.names),
        channel=header.channel,
        correlation=header.correlation,
        causation=header.causation,
        reference=header.reference,
        subject=record.subject,
        stream=record.originator_id,
        version=record.originator_version,
        says=event.says(),
        changes=tuple(changes(record.kind, event, labels)),
        reason=getattr(event, "reason", None),
        revertible=record.kind in REVERTIBLE,
    )


def who(actor: Actor, names: Names) -> Who:
    return Who(actor.kind, actor.id, _name(actor, names) or ACTORS.get(actor.kind, actor.id))


def _name(actor: Actor, names: Names) -> str | None:
    with suppress(ValueError):
        who = UUID(actor.id)
        if person := names.people.get(who):
            return person.profile.name
        if key := names.keys.get(who):
            return key.rights.name
    return None
