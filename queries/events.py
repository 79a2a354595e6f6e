"""One event, as it is stored and in words: what set it off, and what it set off."""

from collections.abc import Sequence
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from msgspec import DecodeError, Struct, json

from domain.ledger import History, Sealed, Source
from domain.refusals import NotFound
from projections.tables import Db
from queries.entries import Entry, entries
from queries.log import told
from queries.names import Names, names

DEEPEST = 100  # causes of causes
MOST = 500  # consequences

CAUSES: LiteralString = """
with recursive cause as (
    select c.position, c.subject, c.causation, 1 as depth
      from read.log_line as e join read.log_line as c on c.event_id = e.causation
     where e.position = %s
     union
    select c.position, c.subject, c.causation, e.depth + 1
      from cause as e join read.log_line as c on c.event_id = e.causation
     where e.depth < %s)
select position, subject from cause
"""
CONSEQUENCES: LiteralString = """
with recursive effect as (
    select c.position, c.subject, c.event_id
      from read.log_line as e join read.log_line as c on c.causation = e.event_id
     where e.position = %s
     union
    select c.position, c.subject, c.event_id
      from effect as e join read.log_line as c on c.causation = e.event_id)
select position, subject from effect order by position limit %s
"""


class Stored(Struct, frozen=True, kw_only=True):
    """An event as the ledger keeps it."""

    position: int
    stream: UUID
    version: int
    subject: UUID
    kind: str
    header: object  # JSON of any shape
    body: object
    recorded_at: datetime


class LeafOf(Struct, frozen=True):
    digest: str
    previous: str


class EventDetail(Struct, frozen=True, kw_only=True):
    event: Stored
    leaf: LeafOf | None  # None: the notary has not come to it yet
    entry: Entry
    causes: Sequence[Entry]  # what set it off, the nearest first
    consequences: Sequence[Entry]  # what it set off, in order


def event(db: Db, ledger: Source, position: int) -> EventDetail:
    """Refuses NotFound."""
    sealed = ledger.sealed(position - 1, 1)
    records = ledger.read(position - 1, 1)
    if position < 1 or not sealed or not records:
        raise NotFound
    known = names(db)
    return EventDetail(
        event=_stored(sealed[0]),
        leaf=_leaf(db, position),
        entry=entries(db, known, records)[0],
        causes=why(db, ledger, position, known),
        consequences=consequences(db, ledger, position, known),
    )


def why(db: Db, history: History, position: int, known: Names) -> Sequence[Entry]:
    """The event that set this one off, the one that set that off, and so on."""
    found = db.execute(CAUSES, (position, DEEPEST)).fetchall()
    return entries(db, known, told(history, found))


def consequences(db: Db, history: History, position: int, known: Names) -> Sequence[Entry]:
    """All that an event set off, directly or not."""
    found = db.execute(CONSEQUENCES, (position, MOST)).fetchall()
    return entries(db, known, told(history, found))[::-1]


def _stored(sealed: Sealed) -> Stored:
    return Stored(
        position=sealed.position,
        stream=sealed.stream,
        version=sealed.version,
        subject=sealed.subject,
        kind=sealed.kind,
        header=_json(sealed.header),
        body=_json(sealed.body),
        recorded_at=sealed.recorded_at,
    )


def _json(stored: bytes) -> object:
    """What somebody tampered with may be no JSON any more: then as text."""
    try:
        return json.decode(stored)
    except (DecodeError, UnicodeDecodeError):
        return stored.decode(errors="replace")


def _leaf(db: Db, position: int) -> LeafOf | None:
    query = (
        "select encode(digest, 'hex'), encode(previous, 'hex') from ledger.leaf where position = %s"
    )
    row = db.execute(query, (position,)).fetchone()
    return LeafOf(*row) if row else None
