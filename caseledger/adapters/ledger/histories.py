"""What a record adds up from: the state that the projector keeps of it, and the events since.

A state is read by the shape of its fold. While old code still runs, the plain view may show
states of a new shape, and those would be misread.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import psycopg
from psycopg.sql import SQL, Composable, Identifier

from caseledger.adapters.ledger.pool import Pool, ask
from caseledger.adapters.ledger.stored import Entry
from projections.states import States

SHAPED = (
    "select version from read.projection where name = %s and shape = %s"
    " order by serving desc, version desc limit 1"
)
# One statement, one snapshot: a state that moves on meanwhile could not be told from its tail.
HISTORIES = SQL(
    "with kept as materialized ({kept})"
    " select stream, version, 'snapshot.' || kind, convert_to(body::text, 'UTF8'), 0, stream,"
    " null, null, null, null from kept"
    " union all"
    " select e.* from unnest(%(ids)b::uuid[]) as s (id) left join kept k on k.stream = s.id"
    " cross join lateral (select stream, version, kind, coalesce(body, ''), position, subject,"
    " header, mac, key, recorded_at from ledger.event"
    " where stream = s.id and version > coalesce(k.version, 0) order by version offset 0) as e"
    " order by 5"
)
# A state may have taken in what turned out to be forged: such a record is read from its beginning.
KEPT = SQL(
    "select stream, version, kind, body from {} k where stream = any(%(ids)b::uuid[])"
    " and not exists (select from ledger.forged f where f.stream = k.stream)"
)
NONE = SQL("select null::uuid stream, 0 as version, '' as kind, '' as body where false")


class Histories:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._kept: Composable | None = None

    def of(self, ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Entry]]:
        """Each record's state first, if one is kept, then its tail. Unknown ids are left out."""
        return ask(self._pool, lambda db: self._read(db, ids))

    def _read(self, db: psycopg.Connection[Any], ids: Sequence[UUID]) -> dict[UUID, list[Entry]]:
        kept = self._kept or self._find(db)
        try:
            return _gathered(db, kept, ids)
        except psycopg.errors.UndefinedTable:  # a rebuild has put another in its place
            self._kept = None
            return _gathered(db, self._find(db), ids)

    def _find(self, db: psycopg.Connection[Any]) -> Composable:
        """The table of states that this code can read; only a found one is remembered."""
        try:
            row = db.execute(SHAPED, (States.name, States.shape)).fetchone()
        except psycopg.errors.UndefinedTable:  # no read model yet
            return NONE
        if row is None:
            return NONE
        self._kept = KEPT.format(Identifier("read", f"{States.name}_{row[0]}"))
        return self._kept


def _gathered(
    db: psycopg.Connection[Any], kept: Composable, ids: Sequence[UUID]
) -> dict[UUID, list[Entry]]:
    found: dict[UUID, list[Entry]] = defaultdict(list)
    with db.cursor(binary=True) as cursor:
        for row in cursor.execute(HISTORIES.format(kept=kept), {"ids": list(ids)}, prepare=True):
            found[row[0]].append(Entry(*row))
    return found
