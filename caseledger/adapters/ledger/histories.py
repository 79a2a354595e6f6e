"""What a record adds up from: the state that the projector keeps of it, and the events since.

A state is read by the shape of its fold. While old code still runs, the plain view may show
states of a new shape, and those would be misread.
"""

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString, TypeAlias
from uuid import UUID

import psycopg
from psycopg.sql import SQL, Composed, Identifier

from caseledger.adapters.ledger.pool import Pool, ask
from caseledger.adapters.ledger.stored import Followed, History, Kept
from projections.states import States

Db: TypeAlias = psycopg.Connection[Any]
Row: TypeAlias = tuple[Any, ...]  # of as many types as it has columns

SHAPED = (
    "select version from read.projection where name = %s and shape = %s"
    " and stage in ('building', 'serving', 'previous') order by version desc limit 1"
)
# A state may have taken in what turned out to be forged: such a record is read from its beginning.
STATE: LiteralString = (
    "select stream, version, kind, convert_to(body::text, 'UTF8') as body from {table} k"
    " where stream = any(%(ids)b::uuid[])"
    " and not exists (select from ledger.forged f where f.stream = k.stream)"
)
NO_STATE: LiteralString = (
    "select null::uuid as stream, 0 as version, '' as kind, ''::bytea as body where false"
)
EVENT: LiteralString = (
    "select stream, position, version, uuid_send(subject) as subject, kind, header, mac,"
    " coalesce(body, '') as body from ledger.event"
)
# One statement, one snapshot: a state that moves on meanwhile could not be told from its tail.
# Position 0 is the state.
BOTH: LiteralString = (
    "with kept as materialized ({{state}})"
    " select stream, 0::bigint as position, version, ''::bytea as subject, kind,"
    " ''::bytea as header, ''::bytea as mac, body from kept"
    " union all {tail} order by position"
)
# One id is asked for in other words than many: that is twice as fast.
ONE: LiteralString = BOTH.format(
    tail=f"{EVENT} where stream = (%(ids)b::uuid[])[1]"
    " and version > coalesce((select version from kept), 0)"
)
MANY: LiteralString = BOTH.format(
    tail="select e.* from unnest(%(ids)b::uuid[]) as s (id) left join kept k on k.stream = s.id"
    f" cross join lateral ({EVENT} where stream = s.id and version > coalesce(k.version, 0)"
    " order by version offset 0) as e"
)


class Histories:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._known: tuple[Composed, Composed] | None = None  # for one and for many

    def of(self, ids: Sequence[UUID]) -> Mapping[UUID, History]:
        """Those of which anything was recorded."""
        found: dict[UUID, list[Row]] = {}
        for row in ask(self._pool, lambda db: self._rows(db, ids)):
            found.setdefault(row[0], []).append(row)
        return {stream: _history(stream, rows) for stream, rows in found.items()}

    def _rows(self, db: Db, ids: Sequence[UUID]) -> list[Row]:
        try:
            return _fetched(db, self._known or self._find(db), ids)
        except psycopg.errors.UndefinedTable:  # a rebuild has put another in its place
            self._known = None
            return _fetched(db, self._find(db), ids)

    def _find(self, db: Db) -> tuple[Composed, Composed]:
        """By the table of states that this code can read; only a found one is remembered."""
        try:
            row = db.execute(SHAPED, (States.name, States().shape)).fetchone()
        except psycopg.errors.UndefinedTable:  # no read model yet
            row = None
        if row is None:
            return _queries(SQL(NO_STATE).format())
        table = Identifier("read", f"{States.name}_{row[0]}")
        self._known = _queries(SQL(STATE).format(table=table))
        return self._known


def _queries(state: Composed) -> tuple[Composed, Composed]:
    return SQL(ONE).format(state=state), SQL(MANY).format(state=state)


def _fetched(db: Db, queries: tuple[Composed, Composed], ids: Sequence[UUID]) -> list[Row]:
    query = queries[0] if len(ids) == 1 else queries[1]
    with db.cursor(binary=True) as cursor:
        return cursor.execute(query, {"ids": list(ids)}, prepare=True).fetchall()


def _history(stream: UUID, rows: Sequence[Row]) -> History:
    _, position, version, _, kind, _, _, body = rows[0]
    kept = None if position else Kept(kind, version, body)
    return History(stream, kept, [Followed(*row[1:]) for row in (rows if position else rows[1:])])
