"""What is asked about changes in bulk: which cases are meant, why, and how each came out."""

from collections.abc import Sequence
from typing import LiteralString
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace
from psycopg.sql import SQL

from projections.tables import Db
from queries import cases
from queries.filters.sql import Where
from queries.labelled import labelled
from queries.names import names
from queries.rows import CaseRow
from queries.sought import Asked

MOST_REASONS = 100
EXAMPLES = 3  # of each reason
PICKED: LiteralString = (
    "select p.id, l.version from (select distinct unnest(%s::uuid[]) as id) as p"
    " left join read.case_line as l using (id)"
)
MATCHING: LiteralString = (
    "select l.id, l.version from read.case_line as l where {} and l.id <> all(%s)"
)
DIFFERS: LiteralString = (
    "with now as ({}), frozen as (select case_id as id from staging.selected where bulk = %s)"
    " select (select count(*) from (select id from now except select id from frozen) as m),"
    " (select count(*) from (select id from frozen except select id from now) as f)"
)
REASONS: LiteralString = (
    "select coalesce(outcome, planned), reason, count(*), (array_agg(case_id order by n))[:%s]"
    " from staging.selected where bulk = %s and reason is not null"
    " group by 1, 2 order by 3 desc, min(n) limit %s"
)
ITEMS: LiteralString = (
    "select n, case_id, coalesce(outcome, planned), outcome is not null or planned <> 'changed',"
    " reason, position from staging.selected"
    " where bulk = %s and n > %s and planned is not null"
    " and (%s::text is null or coalesce(outcome, planned) = %s)"
    " and (%s::text is null or reason = %s) order by n limit %s"
)


class Example(Struct, frozen=True):
    """One of the cases that come out so."""

    case: UUID
    number: str
    name: str


class Reason(Struct, frozen=True):
    """Why some cases come out so, how many, and the first few of them."""

    outcome: str
    reason: str  # as it is kept
    says: str  # the same by the labels of fields
    cases: int
    examples: Sequence[Example] = ()


class Difference(Struct, frozen=True):
    """What the filter finds by now beside what was frozen."""

    more: int
    fewer: int


class BulkItem(Struct, frozen=True, kw_only=True):
    """A case of a selection. `done`: that is how it came out, else how it would."""

    n: int
    case: UUID
    number: str | None
    name: str | None
    outcome: str
    done: bool
    reason: str | None
    position: int | None


class Which(Struct, frozen=True):
    outcome: str | None = None
    reason: str | None = None
    after: int = 0
    limit: int = 50


def picked(ids: Sequence[UUID]) -> Where:
    """The statement that finds these cases, each with its version in the lists."""
    return SQL(PICKED), [list(ids)]


def matching(db: Db, asked: Asked, excluded: Sequence[UUID]) -> Where:
    """The statement that finds all that a list would show, without some. Refuses Invalid."""
    tested, values = cases.meant(db, asked)
    return SQL(MATCHING).format(tested), [*values, list(excluded)]


def differs(db: Db, id: UUID, now: Where) -> Difference:
    statement, values = now
    row = db.execute(SQL(DIFFERS).format(statement), (*values, id)).fetchone()
    return Difference(*row) if row else Difference(0, 0)


def reasons(db: Db, id: UUID) -> Sequence[Reason]:
    """The most frequent first."""
    found = db.execute(REASONS, (EXAMPLES, id, MOST_REASONS)).fetchall()
    known, ids = names(db), [case for *_, some in found for case in some]
    rows = {row.id: row for row in cases.rows(db, ids, known)}

    def shown(some: Sequence[UUID]) -> Sequence[Example]:
        return [Example(it.id, it.number, it.name) for each in some if (it := rows.get(each))]

    return [
        Reason(outcome, reason, labelled(reason, known), many, shown(some))
        for outcome, reason, many, some in found
    ]


def items(db: Db, id: UUID, which: Which) -> Sequence[BulkItem]:
    """The cases of a selection in its order, with what would become of them or did."""
    wanted = (which.outcome, which.outcome, which.reason, which.reason, which.limit)
    found = db.execute(ITEMS, (id, which.after, *wanted)).fetchall()
    known = names(db)
    rows = {row.id: row for row in cases.rows(db, [case for _, case, *_ in found], known)}
    shown = [_item(rows.get(case), n, case, *rest) for n, case, *rest in found]
    return [replace(it, reason=labelled(it.reason, known)) if it.reason else it for it in shown]


def _item(
    row: CaseRow | None,
    n: int,
    case: UUID,
    outcome: str,
    done: bool,
    reason: str | None,
    position: int | None,
) -> BulkItem:
    return BulkItem(
        n=n,
        case=case,
        number=row.number if row else None,
        name=row.name if row else None,
        outcome=outcome,
        done=done,
        reason=reason,
        position=position,
    )
