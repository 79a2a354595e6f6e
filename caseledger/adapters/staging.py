"""Where imports wait, in PostgreSQL: satisfies reactions.importer.staged.Staging."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from itertools import takewhile
from typing import Any, LiteralString
from uuid import UUID

from msgspec import json

from caseledger.adapters.shelf import Shelf
from domain.imports.table import Row
from domain.refusals import NotFound
from domain.values import text
from projections.tables import Db
from reactions.importer.staged import Changed, Done, Planned, Staged

PLAN: LiteralString = (
    "select row, outcome, reason, warnings, turn, command, bases, changes, case_id, contact"
    " from staging.plan as p"
)
PLANNED: LiteralString = (
    "copy staging.plan (import, row, turn, outcome, reason, warnings, command, bases, changes,"
    " case_id, contact) from stdin"
)


def install(db: Db) -> None:
    """Make the tables, where there is a place for them."""
    db.execute(_ours())


def _ours() -> LiteralString:
    # A file of the package is as literal as its code.
    return (files("caseledger.adapters") / "staging.sql").read_text()


class PostgresStaging(Shelf[Staged]):
    table = "import"
    insert = "insert into staging.import (id, state, at, body, sha256) values (%s, %s, %s, %s, %s)"
    kind = Staged

    def begin(self, staged: Staged, content: bytes, rows: Iterable[Row]) -> int:
        """Keep an import, its file and its rows, all or nothing; returns how many rows."""
        with self._pool.connection() as db, db.transaction():
            self._put(db, staged)
            file = "insert into staging.file values (%s, %b) on conflict do nothing"
            db.execute(file, (staged.id, content))
            db.execute("delete from staging.row where import = %s", (staged.id,))
            with db.cursor() as cursor:
                with cursor.copy("copy staging.row from stdin") as copy:
                    for row in rows:
                        copy.write_row((staged.id, row.number, list(row.cells)))
                return cursor.rowcount

    def content(self, id: UUID) -> bytes:
        with self._pool.connection() as db, db.cursor(binary=True) as cursor:
            query = "select content from staging.file where import = %s"
            row = cursor.execute(query, (id,)).fetchone()
        if row is None:
            raise NotFound
        return bytes(row[0])

    def same_file(self, sha256: str) -> Sequence[Staged]:
        return self._found(" where sha256 = %s order by at desc, id", sha256)

    def drop_file(self, id: UUID) -> None:
        """Once it runs, its rows are enough."""
        with self._pool.connection() as db:
            db.execute("delete from staging.file where import = %s", (id,))

    def rows(self, id: UUID, after: int, limit: int) -> Sequence[Row]:
        query = (
            "select row, cells from staging.row where import = %s and row > %s"
            " order by row limit %s"
        )
        with self._pool.connection() as db:
            return [Row(n, tuple(cells)) for n, cells in db.execute(query, (id, after, limit))]

    def values(self, id: UUID, index: int, limit: int | None = None) -> Sequence[tuple[str, int]]:
        query = "select cells[%s], count(*) from staging.row where import = %s group by 1"
        found: Counter[str] = Counter()
        with self._pool.connection() as db:
            for said, many in db.execute(query, (index + 1, id)):
                found[text(said or "")] += many
        del found[""]
        return sorted(found.items(), key=lambda each: (-each[1], each[0]))[:limit]

    def plan(self, id: UUID, planned: Iterable[Planned]) -> None:
        with self._pool.connection() as db, db.cursor() as cursor, cursor.copy(PLANNED) as copy:
            for each in planned:
                copy.write_row((id, *_written(each)))

    def forget_plan(self, id: UUID) -> None:
        with self._pool.connection() as db:
            db.execute("delete from staging.plan where import = %s", (id,))

    def due(self, id: UUID, after: tuple[int, int], limit: int) -> Sequence[Planned]:
        query: LiteralString = PLAN + (
            " where import = %s and (turn, row) > (%s, %s) and command is not null"
            " and not exists (select from staging.outcome as o"
            " where o.import = p.import and o.row = p.row)"
            " order by turn, row limit %s"
        )
        with self._pool.connection() as db:
            found = [_read(row) for row in db.execute(query, (id, *after, limit))]
        return list(takewhile(lambda planned: planned.turn == found[0].turn, found))

    def done(self, id: UUID, outcomes: Iterable[Done]) -> None:
        query = "insert into staging.outcome values (%s, %s, %s, %s, %s) on conflict do nothing"
        values = [(id, each.row, each.outcome, each.reason, each.position) for each in outcomes]
        with self._pool.connection() as db, db.transaction(), db.cursor() as cursor:
            cursor.executemany(query, values)

    def counts(self, id: UUID) -> Mapping[str, int]:
        query = (
            "select coalesce(o.outcome, p.outcome), count(*),"
            " count(*) filter (where cardinality(p.warnings) > 0)"
            " from staging.plan as p left join staging.outcome as o using (import, row)"
            " where p.import = %s group by 1"
        )
        with self._pool.connection() as db:
            found = db.execute(query, (id,)).fetchall()
        counts = {outcome: many for outcome, many, _ in found}
        return {**counts, "warn": sum(warned for *_, warned in found)}

    def _more(self, it: Staged) -> tuple[object, ...]:
        return (it.sha256,)


def _written(planned: Planned) -> tuple[object, ...]:
    bases = json.encode({str(each): version for each, version in planned.bases.items()}).decode()
    changes = json.encode(planned.changes).decode()
    said = (planned.turn, planned.outcome, planned.reason, list(planned.warnings), planned.command)
    return (planned.row, *said, bases, changes, planned.case, planned.contact)


def _read(row: Sequence[Any]) -> Planned:
    number, outcome, reason, warnings, turn, command, bases, changes, case, contact = row
    return Planned(
        row=number,
        outcome=outcome,
        reason=reason,
        warnings=tuple(warnings),
        turn=turn,
        command=command,
        bases=json.decode(bases, type=dict[UUID, int]),
        changes=json.decode(changes, type=tuple[Changed, ...]),
        case=case,
        contact=contact,
    )
