"""Uses: how many cases have a status, a field or an option, for who is about to change one."""

from collections.abc import Sequence
from typing import LiteralString
from uuid import UUID

from msgspec import Struct

from domain.casetype.field import CHOICES
from domain.refusals import NotFound
from projections.tables import Db
from queries.names import Names

STATUSES: LiteralString = (
    "select status, count(*) filter (where not archived), count(*) filter (where archived)"
    " from read.case_line where type = %s group by status"
)
TYPES: LiteralString = (
    "select l.type::text, count(*) filter (where not archived), count(*) filter (where archived)"
    " from read.case_value as v join read.case_line as l on l.id = v.case_id"
    " where v.field = %s and v.n = 0 group by l.type"
)
OPTIONS: LiteralString = (
    "select v.text, count(*) filter (where not archived), count(*) filter (where archived)"
    " from read.case_value as v join read.case_line as l on l.id = v.case_id"
    " where v.field = %s group by v.text"
)


class Use(Struct, frozen=True):
    """Of a status, a type or an option, by its key or id."""

    key: str
    cases: int
    archived: int


class TypeUse(Struct, frozen=True):
    statuses: Sequence[Use]


class FieldUse(Struct, frozen=True):
    """Which cases have a value: by their types, and by what they have chosen."""

    types: Sequence[Use]
    options: Sequence[Use]


def of_type(db: Db, names: Names, type: UUID) -> TypeUse:
    """Refuses NotFound."""
    if type not in names.types:
        raise NotFound
    return TypeUse(_counted(db, STATUSES, type))


def of_field(db: Db, names: Names, field: UUID) -> FieldUse:
    """Refuses NotFound."""
    it = next((each.definition for each in names.fields.values() if each.id == field), None)
    if it is None:
        raise NotFound
    chosen = _counted(db, OPTIONS, it.key) if it.kind in CHOICES else ()
    return FieldUse(_counted(db, TYPES, it.key), chosen)


def _counted(db: Db, query: LiteralString, of: UUID | str) -> Sequence[Use]:
    return [Use(*row) for row in db.execute(query, (of,)).fetchall()]
