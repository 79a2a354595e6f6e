"""What imports ask of the read model: who is known already, and which fields the firm has."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from msgspec import json

from domain.casetype.field import Field
from domain.words import folded
from projections.tables import Db

FEW = 3  # more say no more about who is meant than these do
FIELDS: LiteralString = (
    "select body::text from read.state where kind = 'field'"
    " and kind not in ('case', 'contact', 'point', 'note')"  # as its index says
)
HOLDERS: LiteralString = (
    "select p.id, c.id from unnest(%s::uuid[]) as p (id) cross join lateral"
    " (select id from read.contact_line where points @> array[p.id] limit %s) as c"
)
BORN: LiteralString = (
    "select w.name, w.born, c.id from unnest(%s::text[], %s::date[]) as w (name, born)"
    " join read.contact_line as c on c.name_key = w.name and c.date_of_birth = w.born"
)


def fields(db: Db) -> Mapping[str, Field]:
    """All custom fields of the firm, by key."""
    found = [json.decode(body, type=Field) for (body,) in db.execute(FIELDS)]
    return {field.definition.key: field for field in found}


def holders_of(db: Db, points: Sequence[UUID]) -> Mapping[UUID, Sequence[UUID]]:
    """The contacts that hold each number or address."""
    return _grouped((point, who) for point, who in db.execute(HOLDERS, (list(points), FEW)))


def born(db: Db, names: Sequence[tuple[str, date]]) -> Mapping[tuple[str, date], Sequence[UUID]]:
    """The contacts of each folded full name and date of birth."""
    columns = [folded(name) for name, _ in names], [day for _, day in names]
    return _grouped(((name, day), who) for name, day, who in db.execute(BORN, columns))


def _grouped(pairs: Any) -> dict[Any, list[UUID]]:  # of whatever the two questions are keyed by
    found: dict[Any, list[UUID]] = {}
    for key, who in pairs:
        found.setdefault(key, []).append(who)
    return found
