"""How a change in bulk is spread over types of case: how many of each, and what they take."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import LiteralString
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from domain.casetype.casetype import CaseType
from domain.event import Plain
from domain.refusals import StatusNotOfType
from projections.tables import Db
from queries.filters.sql import Where
from queries.names import names

TYPES: LiteralString = (
    "select l.type, count(*) from ({}) as meant join read.case_line as l using (id)"
    " group by 1 order by 2 desc, 1"
)
OUTCOMES: LiteralString = (
    "select type, coalesce(outcome, planned), count(*) from staging.selected"
    " where bulk = %s and type is not null group by 1, 2 order by 1"
)


class TypeCases(Struct, frozen=True):
    """A type of case, and how many of those that are meant have it."""

    type: UUID
    name: str
    cases: int


class TypeOutcomes(Struct, frozen=True):
    """How the cases of a type come out. `status`: its key, where they are to take one."""

    type: UUID
    name: str
    status: str | None
    counts: Mapping[str, int]


def types(db: Db, meant: Where) -> Sequence[TypeCases]:
    """Exactly counted, the most frequent first."""
    statement, values = meant
    known = names(db)
    found = db.execute(SQL(TYPES).format(statement), values).fetchall()
    return [TypeCases(kind, known.type(kind), cases) for kind, cases in found]


def by_type(db: Db, id: UUID, given: Mapping[str, Plain]) -> Sequence[TypeOutcomes]:
    """By the types that the cases were judged by, the most frequent first."""
    known = names(db)
    found = db.execute(OUTCOMES, (id,)).fetchall()
    each = [
        TypeOutcomes(
            kind,
            known.type(kind),
            _status(known.types.get(kind), given),
            {outcome: cases for _, outcome, cases in some},
        )
        for kind, some in groupby(found, key=lambda row: row[0])
    ]
    return sorted(each, key=lambda it: (-sum(it.counts.values()), it.name))


def _status(kind: CaseType | None, given: Mapping[str, Plain]) -> str | None:
    statuses, others = given.get("statuses"), given.get("status")
    chosen = statuses if isinstance(statuses, Mapping) else {}
    said = chosen.get(str(kind.id), others) if kind else None
    try:
        return kind.statuses.chosen(said) if kind and isinstance(said, str) else None
    except StatusNotOfType:
        return None
