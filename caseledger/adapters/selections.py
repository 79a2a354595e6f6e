"""Where selections wait, in PostgreSQL: satisfies reactions.bulk.selection.Selections."""

from collections.abc import Iterable, Mapping, Sequence
from typing import LiteralString
from uuid import UUID

from msgspec.structs import replace
from psycopg.sql import SQL

from caseledger.adapters.shelf import Shelf
from domain.people.roles import LARGE
from domain.refusals import NothingSelected, TooManyForYou
from projections.tables import Db
from queries.filters.sql import Where
from reactions.bulk.selection import Chosen, Done, Judged, Selection

FREEZE: LiteralString = (
    "insert into staging.selected (bulk, n, case_id, base)"
    " select %s, row_number() over (order by id), id, version from ({}) as s"
)
DUE: LiteralString = "planned = 'changed' and outcome is null"
CHOSEN: LiteralString = "select n, case_id, base from staging.selected where bulk = %s and n > %s"
JUDGE: LiteralString = (
    "update staging.selected as s"
    " set base = j.base, planned = j.outcome, reason = j.reason, type = j.type"
    " from unnest(%s::int[], %s::int[], %s::text[], %s::text[], %s::uuid[])"
    " as j (n, base, outcome, reason, type)"
    " where s.bulk = %s and s.n = j.n"
)
DONE: LiteralString = (
    "update staging.selected as s set outcome = d.outcome, reason = d.reason,"
    " position = d.position"
    " from unnest(%s::int[], %s::text[], %s::text[], %s::bigint[])"
    " as d (n, outcome, reason, position)"
    " where s.bulk = %s and s.n = d.n and s.outcome is null"
)


class PostgresSelections(Shelf[Selection]):
    table = "selection"
    insert = "insert into staging.selection (id, state, at, body) values (%s, %s, %s, %s)"
    kind = Selection

    def freeze(self, db: Db, selection: Selection, cases: Where, most: int | None) -> Selection:
        """Keep a selection of all cases that a statement finds. For a transaction.

        Refuses NothingSelected and TooManyForYou.
        """
        statement, values = cases
        self._put(db, selection)
        many = db.execute(SQL(FREEZE).format(statement), (selection.id, *values)).rowcount
        if not many:
            raise NothingSelected
        if most is not None and many > most:
            raise TooManyForYou(LARGE, most, many)
        frozen = replace(selection, cases=many)
        self._put(db, frozen)
        return frozen

    def chosen(self, id: UUID, after: int, limit: int) -> Sequence[Chosen]:
        return self._chosen(CHOSEN + " order by n limit %s", id, after, limit)

    def due(self, id: UUID, after: int, limit: int) -> Sequence[Chosen]:
        return self._chosen(f"{CHOSEN} and {DUE} order by n limit %s", id, after, limit)

    def judge(self, id: UUID, judged: Iterable[Judged]) -> None:
        rows = [(it.n, it.base, it.outcome, it.reason, it.type) for it in judged]
        with self._pool.connection() as db:
            db.execute(JUDGE, (*map(list, zip(*rows, strict=True)), id))

    def done(self, id: UUID, outcomes: Iterable[Done]) -> None:
        rows = [(each.n, each.outcome, each.reason, each.position) for each in outcomes]
        with self._pool.connection() as db:
            db.execute(DONE, (*map(list, zip(*rows, strict=True)), id))

    def counts(self, id: UUID) -> Mapping[str, int]:
        query = (
            "select coalesce(outcome, planned), count(*) from staging.selected"
            " where bulk = %s and planned is not null group by 1"
        )
        with self._pool.connection() as db:
            return dict(db.execute(query, (id,)).fetchall())

    def left(self, id: UUID) -> int:
        query: LiteralString = f"select count(*) from staging.selected where bulk = %s and {DUE}"
        with self._pool.connection() as db:
            row = db.execute(query, (id,)).fetchone()
        return int(row[0]) if row else 0

    def _chosen(self, query: LiteralString, *values: object) -> Sequence[Chosen]:
        with self._pool.connection() as db:
            return [Chosen(*row) for row in db.execute(query, values)]
