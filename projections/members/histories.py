"""What happened to records up to a position, read from the ledger itself.

States tell only the end. Who was on a list, and since which event, is said by each step to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from msgspec import MsgspecError, Struct, json

from domain.event import Event, Unreadable
from domain.kinds import read
from domain.ledger import Recorded
from projections.tables import Db

# By the index on streams: the planner would else walk all positions.
QUERY: LiteralString = (
    "select stream, version, position, kind, header, body from ledger.event"
    " where stream = any(%s) and position <= %s order by stream, version"
)


class Step(Struct, frozen=True, gc=False):
    """One event of a history, with what its header says."""

    position: int
    stream: UUID
    event: Event
    event_id: UUID
    command: UUID
    channel: str
    at: datetime


class Head(Struct, frozen=True, gc=False):
    kind: str
    schema: int
    event_id: UUID
    command: UUID
    channel: str
    occurred_at: datetime


_HEAD = json.Decoder(Head)


def histories(db: Db, ids: Iterable[UUID], until: int) -> Mapping[UUID, Sequence[Step]]:
    """By the stream, in order. Those of which nothing was recorded are left out."""
    found: dict[UUID, list[Step]] = {}
    with db.cursor(binary=True) as cursor:
        for stream, _, position, kind, header, body in cursor.execute(QUERY, (list(ids), until)):
            found.setdefault(stream, []).append(_step(stream, position, kind, header, body))
    return found


def step_of(it: Recorded) -> Step:
    header = it.header
    return Step(
        it.position, it.originator_id, it.event, it.event_id, header.command, header.channel,
        header.occurred_at,
    )  # fmt: skip


def command_at(db: Db, position: int) -> UUID | None:
    """Which command an event was recorded by; None: there is none."""
    query = "select header from ledger.event where position = %s"
    row = db.execute(query, (position,), binary=True).fetchone()
    return _HEAD.decode(row[0]).command if row else None


def _step(stream: UUID, position: int, kind: str, header: bytes, body: bytes) -> Step:
    """Raises ValueError where the header cannot be read: MsgspecError is one."""
    try:
        head = _HEAD.decode(header)
    except MsgspecError as error:
        raise ValueError(f"{kind}: its header: {error}") from None
    event = read(kind, head.schema, body)
    if head.kind != kind:  # the column has no MAC, the header has
        event = Unreadable(kind, f"its header says {head.kind}")
    return Step(
        position, stream, event, head.event_id, head.command, head.channel, head.occurred_at
    )
