"""What is asked about imports: their rows, who is known already, which fields the firm has."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from msgspec import Raw, Struct, json
from msgspec.structs import replace

from domain.casetype.field import Field
from domain.imports.preset import ImportPreset
from domain.words import folded
from projections.tables import Db
from queries.labelled import labelled
from queries.names import names

ROWS: LiteralString = (
    "select p.row, coalesce(o.outcome, p.outcome), coalesce(o.reason, p.reason), p.warnings,"
    " p.case_id, p.contact, p.changes, r.cells"
    " from staging.plan as p join staging.row as r using (import, row)"
    " left join staging.outcome as o using (import, row)"
    " where p.import = %s and p.row > %s and (%s::text is null or"
    " coalesce(o.outcome, p.outcome) = %s) order by p.row limit %s"
)
WARNED: LiteralString = (
    "select says, count(*), (array_agg(row order by row))[:%s] from"
    " (select distinct row, unnest(warnings) as says from staging.plan where import = %s) as w"
    " group by says order by min(row), says"
)
FEW = 3  # more say no more about who is meant than these do
FIELDS: LiteralString = (
    "select body::text from read.state where kind = 'field'"
    " and kind not in ('case', 'contact', 'point', 'note')"  # as its index says
)
PRESETS: LiteralString = (
    "select body::text from read.state where kind = 'import-preset'"
    " and kind not in ('case', 'contact', 'point', 'note')"
)
HOLDERS: LiteralString = (
    "select p.id, c.id from unnest(%s::uuid[]) as p (id) cross join lateral"
    " (select id from read.contact_line where points @> array[p.id] limit %s) as c"
)
BORN: LiteralString = (
    "select w.name, w.born, c.id from unnest(%s::text[], %s::date[]) as w (name, born)"
    " join read.contact_line as c on c.name_key = w.name and c.date_of_birth = w.born"
)


class PresetRow(Struct, frozen=True):
    """Settings that the firm keeps under a name. `headers`: of the columns that it knows."""

    id: UUID
    name: str
    kind: str
    headers: Sequence[str]


def presets(db: Db) -> Sequence[PresetRow]:
    """Those that were not removed, by name."""
    found = [json.decode(body, type=ImportPreset) for (body,) in db.execute(PRESETS)]
    kept = sorted((it for it in found if not it.card.removed), key=lambda it: folded(it.card.name))
    return [
        PresetRow(it.id, it.card.name, it.card.kind, [c.header for c in it.card.settings.columns])
        for it in kept
    ]


def fields(db: Db) -> Mapping[str, Field]:
    """All custom fields of the firm, by key."""
    found = [json.decode(body, type=Field) for (body,) in db.execute(FIELDS)]
    return {field.definition.key: field for field in found}


def holders_of(db: Db, points: Sequence[UUID]) -> Mapping[UUID, Sequence[UUID]]:
    """The contacts that hold each number or address."""
    return _grouped((point, who) for point, who in db.execute(HOLDERS, (list(points), FEW)))


def born(db: Db, wanted: Sequence[tuple[str, date]]) -> Mapping[tuple[str, date], Sequence[UUID]]:
    """The contacts of each folded full name and date of birth."""
    columns = [folded(name) for name, _ in wanted], [day for _, day in wanted]
    return _grouped(((name, day), who) for name, day, who in db.execute(BORN, columns))


class PlannedRow(Struct, frozen=True, kw_only=True):
    """A row as it stands: what is planned for it, or what became of it."""

    row: int
    outcome: str
    reason: str | None
    warnings: tuple[str, ...]
    case: UUID | None
    contact: UUID | None
    changes: Raw
    cells: tuple[str, ...]


class Which(Struct, frozen=True):
    outcome: str | None = None
    after: int = 0
    limit: int = 50


def rows(db: Db, id: UUID, which: Which) -> Sequence[PlannedRow]:
    """The rows of an import that have an outcome, in the order of the file."""
    wanted = (id, which.after, which.outcome, which.outcome, which.limit)
    found, known = [_row(*row) for row in db.execute(ROWS, wanted)], names(db)
    return [
        replace(row, reason=labelled(row.reason, known)) if row.reason else row for row in found
    ]


class Warned(Struct, frozen=True):
    """What is said about one row or about many."""

    says: str
    rows: int
    first: Sequence[int]

    def __str__(self) -> str:
        more = self.rows - len(self.first)
        *others, last = [*map(str, self.first), *([f"{more:,} more"] if more else [])]
        which = f"Rows {', '.join(others)} and {last}" if others else f"Row {last}"
        return f"{which}: {self.says}"


def warned(db: Db, id: UUID) -> Sequence[Warned]:
    """Every warning once, with how many rows have it and the first of them, in their order."""
    return [Warned(*row) for row in db.execute(WARNED, (FEW, id))]


def _row(
    row: int,
    outcome: str,
    reason: str | None,
    warnings: list[str],
    case: UUID | None,
    contact: UUID | None,
    changes: str,
    cells: list[str],
) -> PlannedRow:
    return PlannedRow(
        row=row,
        outcome=outcome,
        reason=reason,
        warnings=tuple(warnings),
        case=case,
        contact=contact,
        changes=Raw(changes.encode()),
        cells=tuple(cells),
    )


def _grouped(pairs: Any) -> dict[Any, list[UUID]]:  # of whatever the two questions are keyed by
    found: dict[Any, list[UUID]] = {}
    for key, who in pairs:
        found.setdefault(key, []).append(who)
    return found
