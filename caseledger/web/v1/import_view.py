"""An import as the API shows it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Raw, Struct

from caseledger.imports import OPEN
from caseledger.wiring import House
from domain.ledger import Actor
from domain.people.key import Key
from domain.people.person import Person
from domain.values import text
from queries.imports import PlannedRow, PresetRow
from reactions.importer.mapped import Choice
from reactions.importer.staged import OUTCOMES, Staged
from reactions.importer.targets import Target
from reactions.importer.wishes import Column, Options

SAMPLES = 5
PLANNED = ("planned", "running", "finished", "stopped")


class Repeat(Struct, frozen=True, rename={"id": "import"}):
    """An earlier import of the same file."""

    id: UUID
    at: datetime


class ImportedFile(Struct, frozen=True, kw_only=True):
    name: str
    size: int
    sha256: str
    format: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    sheets: Sequence[str]
    header_row: int
    rows: int
    repeats: Sequence[Repeat]


class ImportColumn(Struct, frozen=True, kw_only=True):
    header: str
    index: int
    samples: Sequence[str]
    target: str | None
    reason: str | None
    confidence: float | None
    format: str | None
    choices: Sequence[Choice]


class ImportProgress(Struct, frozen=True):
    done: int
    total: int
    rate: float | None  # rows a second


class Import(Struct, frozen=True, kw_only=True):
    id: UUID
    state: str
    kind: str
    file: ImportedFile
    columns: Sequence[ImportColumn]
    targets: Sequence[Target]
    options: Options
    like: UUID | None
    counts: Mapping[str, int] | None
    progress: ImportProgress | None
    warnings: Sequence[str]
    left_out: Sequence[str]
    error: str | None
    by: str | None
    at: datetime
    finished_at: datetime | None


class ImportList(Struct, frozen=True):
    imports: Sequence[Import]


class PresetList(Struct, frozen=True):
    presets: Sequence[PresetRow]


class ImportRow(Struct, frozen=True, kw_only=True):
    row: int
    outcome: str
    reason: str | None
    warnings: Sequence[str]
    case: UUID | None
    contact: UUID | None
    changes: Raw
    values: Mapping[str, str]  # the cells that something is made of, by their headers


class ImportRows(Struct, frozen=True):
    rows: Sequence[ImportRow]
    next: str | None


def seen(house: House, staged: Staged, *, whole: bool = True) -> Import:
    """`whole`: with what only its own page shows."""
    imports = house.imports()
    open_ = whole and staged.state in OPEN
    samples = [row.cells for row in imports.staging.rows(staged.id, 0, SAMPLES)] if whole else []
    chosen = imports.choices(staged) if open_ else {}
    known = imports.targets(staged) if whole else {}
    busy = staged.state in ("planning", "running")
    return Import(
        id=staged.id,
        state=staged.state,
        kind=staged.kind,
        file=_file(house, staged),
        columns=[_column(each, samples, chosen) for each in staged.columns] if whole else (),
        targets=list(known.values()),
        options=staged.options,
        like=staged.like,
        counts=_counts(house, staged) if staged.state in PLANNED else None,
        progress=ImportProgress(staged.done, staged.total, staged.rate) if busy else None,
        warnings=imports.remarks(staged) if whole else (),
        left_out=[column.header for column in staged.columns if column.target is None],
        error=staged.error,
        by=named(house, staged.by),
        at=staged.at,
        finished_at=staged.finished_at,
    )


def shown(staged: Staged, row: PlannedRow) -> ImportRow:
    taken = [column for column in staged.columns if column.target]
    return ImportRow(
        row=row.row,
        outcome=row.outcome,
        reason=row.reason,
        warnings=row.warnings,
        case=row.case,
        contact=row.contact,
        changes=row.changes,
        values={column.header: row.cells[column.index] for column in taken},
    )


def _file(house: House, staged: Staged) -> ImportedFile:
    found, repeats = staged.found, house.imports().repeats(staged)
    return ImportedFile(
        name=staged.name,
        size=staged.size,
        sha256=staged.sha256,
        format=found.format,
        encoding=found.encoding,
        delimiter=found.delimiter,
        sheet=found.sheet,
        sheets=found.sheets,
        header_row=found.header_row,
        rows=staged.rows,
        repeats=[Repeat(each.id, each.at) for each in repeats],
    )


def _column(
    column: Column, samples: Sequence[Sequence[str]], chosen: Mapping[int, Sequence[Choice]]
) -> ImportColumn:
    return ImportColumn(
        header=column.header,
        index=column.index,
        samples=[text(cells[column.index]) for cells in samples],
        target=column.target,
        reason=column.reason,
        confidence=column.confidence,
        format=column.format,
        choices=chosen.get(column.index, ()),
    )


def _counts(house: House, staged: Staged) -> Mapping[str, int]:
    counts = house.imports().staging.counts(staged.id)
    return {name: counts.get(name, 0) for name in (*OUTCOMES, "warn")}


def named(house: House, by: Actor) -> str | None:
    match by.kind:
        case "person":
            return house.ledger.load(Person, UUID(by.id)).profile.name
        case "key":
            return house.ledger.load(Key, UUID(by.id)).rights.name
        case _:
            return "The command line"
