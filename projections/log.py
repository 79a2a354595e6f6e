"""The firm's log as an index: who did what, when, and what set it off. The ledger has the text."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID
from zlib import crc32

from msgspec import Struct, json
from psycopg.sql import SQL

from domain.event import Unreadable
from domain.ledger import Recorded
from projections.indexes import LOG_LINE
from projections.parts import take_in_parts
from projections.projection import Batch
from projections.shape import Shape
from projections.store import PostgresStore
from projections.tables import Db, Tables, copy_in, create

FOLD = 2  # raised when the same events make other lines


class LogLine(Struct, frozen=True, gc=False):
    position: int
    event_id: UUID
    stream: UUID
    version: int
    subject: UUID
    kind: str
    category: str
    fields: tuple[str, ...]  # the facts that it changed
    actor_kind: str
    actor: str
    channel: str
    command: UUID
    correlation: UUID
    causation: UUID
    occurred_at: datetime
    recorded_at: datetime


class LogLines:
    name: str = "log_line"
    needs: tuple[str, ...] = ()
    table = Shape(LogLine, ("position",))

    @property
    def shape(self) -> int:
        return crc32(json.encode([FOLD, self.table.types, LOG_LINE])) >> 1

    def create(self, db: Db, tables: Tables) -> None:
        create(db, tables[self.name], self.table)

    def fill(self, db: Db, tables: Tables) -> Iterator[int]:
        return iter(())

    def index(self, db: Db, tables: Tables) -> None:
        for each in LOG_LINE:
            db.execute(SQL(each).format(table=tables[self.name]))

    def apply(self, db: Db, tables: Tables, batch: Batch) -> None:
        table, values = tables[self.name], self.table.values(self.table.names)
        copy_in(db, table, self.table.names, self.table, map(values, map(_line, batch.records)))

    def apply_carefully(self, db: Db, tables: Tables, batch: Batch) -> None:
        store = PostgresStore(db, tables)
        take_in_parts(store, store.place(self), batch)

    def settle(self, db: Db, tables: Tables) -> None:
        """Nothing is ever put off."""


def _line(record: Recorded) -> LogLine:
    header, event = record.header, record.event
    if isinstance(event, Unreadable):
        raise ValueError(f"{event.kind}: {event.why}")
    return LogLine(
        position=record.position,
        event_id=record.event_id,
        stream=record.originator_id,
        version=record.originator_version,
        subject=record.subject,
        kind=record.kind,
        category=event.category,
        fields=tuple(event.changes()),
        actor_kind=header.actor.kind,
        actor=header.actor.id,
        channel=header.channel,
        command=header.command,
        correlation=header.correlation,
        causation=header.causation,
        occurred_at=header.occurred_at,
        recorded_at=record.recorded_at or header.occurred_at,
    )
