"""The firm's log: found by an index, told by the ledger."""

from collections.abc import Iterator, Sequence
from typing import LiteralString
from uuid import UUID

from psycopg.sql import SQL, Identifier

from domain.ledger import History, Recorded, Span
from projections.tables import Db
from queries.activity import Asked, EntryPage, page
from queries.filters.sql import Where, joined

LAST = 2**63 - 1


def log(db: Db, history: History, asked: Asked, before: int | None, limit: int) -> EntryPage:
    """What happened in the firm, the newest first."""
    tests = [*_tests(asked), (SQL("position < %s"), [before or LAST])]
    tested, values = joined(tests, " and ", "true")
    query = SQL(
        "select position, subject from read.log_line where {} order by position desc limit %s"
    )
    found = db.execute(query.format(tested), (*values, limit + 1)).fetchall()
    return page(db, told(history, found), limit)


def told(history: History, found: Sequence[tuple[int, UUID]]) -> Sequence[Recorded]:
    """The events at these positions of these subjects, the newest first."""
    spans = [Span(subject, position - 1, position + 1) for position, subject in found]
    return history.of(spans, len(spans)) if spans else []


def _tests(asked: Asked) -> Iterator[Where]:
    columns: dict[LiteralString, Sequence[object]] = {
        "kind": asked.kind,
        "category": asked.category,
        "actor": asked.actor,
        "channel": asked.channel,
        "correlation": asked.correlation,
        "subject": asked.subject,
    }
    for column, wanted in columns.items():
        if wanted:
            yield SQL("{} = any(%s)").format(Identifier(column)), [list(wanted)]
    if asked.field:
        yield SQL("fields && %s"), [list(asked.field)]
    if asked.since:
        yield SQL("occurred_at >= %s"), [asked.since]
    if asked.until:
        yield SQL("occurred_at <= %s"), [asked.until]
