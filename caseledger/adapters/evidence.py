"""Leaves, and all that `verify` recomputes: PostgreSQL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString
from uuid import UUID

from msgspec.structs import astuple

from caseledger.adapters.ledger.pool import Pool
from domain.leaf import Leaf
from domain.ledger import Sealed
from domain.refusals import Forged
from projections import checkpoints, quarantine
from projections.tables import Db

BATCH = 2_000

EVENTS: LiteralString = (
    "select position, stream, version, subject, kind, header, mac, coalesce(body, ''), key,"
    " recorded_at from ledger.event order by position"
)
LEAVES: LiteralString = (
    "select position, subject, stream, version, recorded_at, header, body, key, previous, digest"
    " from ledger.leaf order by position"
)
# The server sorts, so that we need not remember a hash for every record.
BROKEN_STREAM: LiteralString = (
    "select min(position) from (select position, version,"
    " lag(version, 1, 0) over w as version_before, lag(position, 1, 0) over w as position_before"
    " from ledger.event window w as (partition by stream order by version)) as e"
    " where version <> version_before + 1 or position < position_before"
)
BROKEN_CHAIN: LiteralString = (
    "select min(position) from (select position, previous, lag(digest, 1, %s) over"
    " (partition by subject order by position) as before from ledger.leaf) as l"
    " where previous <> before"
)


class PostgresLeaves:
    """Satisfies reactions.notary.Leaves."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def newest(self, subjects: Iterable[UUID], until: int) -> Mapping[UUID, bytes]:
        query = (
            "select s.id, l.digest from unnest(%s::uuid[]) as s (id) cross join lateral"
            " (select digest from ledger.leaf where subject = s.id and position <= %s"
            " order by position desc limit 1) as l"
        )
        with self._pool.connection() as db:
            return dict(db.execute(query, (list(subjects), until), binary=True))

    def add(self, leaves: Sequence[tuple[Leaf, bytes]], forged: Sequence[Sealed]) -> None:
        add: LiteralString = (
            "select ledger.add_leaves(%b::bigint[], %b::uuid[], %b::uuid[], %b::int[],"
            " %b::bigint[], %b::bytea[], %b::bytea[], %b::bytea[], %b::bytea[], %b::bytea[])"
        )
        mark: LiteralString = "select ledger.mark_forged(%b::bigint[], %b::uuid[], %b::uuid[])"
        rows = [(*astuple(leaf), digest) for leaf, digest in leaves]
        marks = [(each.position, each.stream, each.subject) for each in forged]
        with self._pool.connection() as db, db.transaction():
            if rows:
                db.execute(add, [list(column) for column in zip(*rows, strict=True)])
            if marks:
                db.execute(mark, [list(column) for column in zip(*marks, strict=True)])
            _set_aside(db, forged)


def _set_aside(db: Db, forged: Sequence[Sealed]) -> None:
    """Nothing is projected any more of a subject that has a forged row, until a person looked."""
    tables = checkpoints.serving(db)
    for name in tables.versions if forged else ():
        for each in forged:
            quarantine.add(db, tables, name, each.subject, each.position, Forged())


class PostgresEvidence:
    """Satisfies queries.verify.Evidence, as of one moment."""

    def __init__(self, db: Db) -> None:
        self._db = db

    def ledger(self) -> UUID | None:
        row = self._db.execute("select id from ledger.identity").fetchone()
        return row[0] if row else None

    def size(self) -> int:
        row = self._db.execute("select count(*) from ledger.event").fetchone()
        return row[0] if row else 0

    def events(self) -> Iterator[Sealed]:
        return (Sealed(*row) for row in self._rows("events", EVENTS))

    def leaves(self) -> Iterator[tuple[Leaf, bytes]]:
        return ((Leaf(*row[:-1]), row[-1]) for row in self._rows("leaves", LEAVES))

    def broken_stream(self) -> int | None:
        row = self._db.execute(BROKEN_STREAM).fetchone()
        return row[0] if row else None

    def broken_chain(self) -> int | None:
        row = self._db.execute(BROKEN_CHAIN, (bytes(32),)).fetchone()
        return row[0] if row else None

    def has_event(self, stream: UUID, version: int) -> bool:
        query = "select from ledger.event where stream = %s and version = %s"
        return self._db.execute(query, (stream, version)).fetchone() is not None

    def has_leaf(self, stream: UUID, version: int) -> bool:
        query = "select from ledger.leaf where stream = %s and version = %s limit 1"
        return self._db.execute(query, (stream, version)).fetchone() is not None

    # Any: a row is of as many types as it has columns.
    def _rows(self, name: str, query: LiteralString) -> Iterator[tuple[Any, ...]]:
        with self._db.cursor(name) as cursor:
            cursor.itersize = BATCH
            yield from cursor.execute(query, binary=True)


@contextmanager
def evidence(pool: Pool) -> Iterator[PostgresEvidence]:
    with pool.connection() as db, db.transaction():
        db.execute("set transaction isolation level repeatable read, read only")
        yield PostgresEvidence(db)
