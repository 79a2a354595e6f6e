"""`import`: a spreadsheet becomes cases or contacts, after it was planned row by row."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import Event
from typing import Annotated, TypeAlias
from uuid import UUID

from msgspec import Struct, json
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from typer import Argument, Option, echo

from caseledger.adapters.ledger.pool import Pool
from caseledger.adapters.staging import PostgresStaging
from caseledger.adapters.tables.limits import MOST_BYTES
from caseledger.cli.doors import Data, home_of, ledger_of
from caseledger.cli.import_words import mapped
from caseledger.console import CONSOLE
from caseledger.console import found as begin
from caseledger.error_file import error_file
from caseledger.home import Home
from caseledger.imports import Imports, Received
from caseledger.wiring import House
from commands.ids import new_id
from domain.imports.table import How
from domain.ledger import Header
from domain.refusals import CannotImport, DateUnclear, NoCaseType, UnreadableFile
from queries.imports import warned
from reactions.importer.staged import Staged, past
from reactions.importer.wishes import Options

Say: TypeAlias = Callable[[str, int, int | None], None]  # what is done, how much of how much
SHOWN = 10  # warnings
LONG = 20  # times as long as a reader waits for the lists


class Kind(StrEnum):
    CASES = "cases"
    CONTACTS = "contacts"


class Duplicates(StrEnum):
    SKIP = "skip"
    UPDATE = "update"
    CREATE = "create"


class Report(Struct, frozen=True, kw_only=True):
    """How an import came out: all of `--json`."""

    id: str
    rows: int
    created: int
    updated: int
    skipped: int
    failed: int
    warnings: Sequence[str]  # each once, with the rows that it is about
    left_out: Sequence[str]  # columns that nothing was made of
    error_file: str | None


File = Annotated[Path, Argument(help="A CSV, TSV, XLSX or XLS file.", exists=True, dir_okay=False)]
KindOf = Annotated[Kind, Option("--kind", help="What a row is.")]
Map = Annotated[
    list[str] | None,
    Option("--map", help="'Header=fact', 'Header=fact:dd/mm/yyyy', 'Header=new:text', 'Header='."),
]
Values = Annotated[
    list[str] | None,
    Option("--map-value", help="'Header:value=what it stands for', or =create. * fits anything."),
]
Type = Annotated[str | None, Option("--type", help="Of all cases; made if it is missing.")]
ListOf = Annotated[
    str | None, Option("--list", help="The list that all cases are put on; made if it is missing.")
]
Same = Annotated[Duplicates, Option(help="For what is there already. create: another beside it.")]


def import_(
    file: File,
    kind: KindOf = Kind.CASES,
    preset: Annotated[str | None, Option(help="Such as law-ruler.")] = None,
    type_: Type = None,
    list_: ListOf = None,
    map_: Map = None,
    map_value: Values = None,
    duplicates: Same = Duplicates.SKIP,
    date_format: Annotated[str | None, Option(help="Such as dd/mm/yyyy.")] = None,
    header_row: Annotated[int | None, Option(help="The number of the row of headers.")] = None,
    sheet: Annotated[str | None, Option(help="Of a workbook.")] = None,
    encoding: Annotated[str | None, Option(help="Of a text, such as cp1252.")] = None,
    delimiter: Annotated[str | None, Option(help="Of a text, such as ';'.")] = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Only show what would happen.")] = False,
    json_: Annotated[bool, Option("--json", help="Print one line of JSON.")] = False,
    data: Data = None,
) -> None:
    """Import cases or contacts from a spreadsheet. What is not sure is left out, and said."""
    received = Received(
        name=file.name,
        kind=kind.value,
        by=CONSOLE,
        how=How(encoding=encoding, delimiter=delimiter, sheet=sheet, header_row=header_row),
        options=Options(
            type=type_,
            preset=preset,
            duplicates=duplicates.value,
            date_format=date_format,
            list=list_,
        ),
    )
    with _house(data) as house, _progress() as tell:
        imports = house.imports()
        imports.staging = Told(house.pool, tell)
        staged = _staged(imports, file, received)
        staged = _mapped(imports, staged, map_ or [], map_value or [])
        ended = _ended(imports, staged, dry_run)
        if not dry_run:
            _listed(imports, ended, tell)
        report = _report(house, home_of(data), ended)
    echo(json.encode(report).decode() if json_ else _worded(report, ended))


class Told(PostgresStaging):
    """Says how far an import is to whoever waits for it here, too."""

    def __init__(self, pool: Pool, say: Say) -> None:
        super().__init__(pool)
        self.say = say

    def tell(self, id: UUID, done: int, total: int, rate: float | None) -> bool:
        self.say("Importing" if self.get(id).state == "running" else "Planning", done, total)
        return super().tell(id, done, total, rate)


@contextmanager
def _house(data: Data) -> Iterator[House]:
    """The house, and where nobody else runs it, the read model following us meanwhile."""
    with ledger_of(data) as (house, ours):
        begin(house.ledger)
        if ours:
            house.settle()
        with house.following() if ours else nullcontext():
            yield house
        if ours:
            house.settle()


@contextmanager
def _progress() -> Iterator[Say]:
    bars = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*bars, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda what, done, total: bar.update(
            task, description=what, completed=done, total=total
        )


def _staged(imports: Imports, file: Path, received: Received) -> Staged:
    if file.stat().st_size > MOST_BYTES:
        raise UnreadableFile("it is larger than 50 MB")
    with file.open("rb") as opened:
        return imports.receive(opened, received)


def _mapped(imports: Imports, staged: Staged, maps: Sequence[str], values: Sequence[str]) -> Staged:
    """As asked for; an import of the same file that was broken off, if it asks for the same."""
    if maps or values:
        known = imports.targets(staged)
        seen = {c.index: [said for said, _ in imports.staging.values(staged.id, c.index, 1_000)]
                for c in staged.columns} if values else {}  # fmt: skip
        wishes = mapped(staged, known, seen, maps, values)
        staged = imports.wish(staged.id, wishes, staged.options)
    if begun := _broken_off(imports, staged):
        imports.staging.forget(staged.id)
        return begun
    return staged


def _broken_off(imports: Imports, staged: Staged) -> Staged | None:
    for other in imports.staging.same_file(staged.sha256):
        if other.state in ("running", "stopped") and _asks(other) == _asks(staged):
            return other
    return None


def _asks(staged: Staged) -> object:
    columns = [(column.target, column.format, dict(column.choices)) for column in staged.columns]
    return staged.kind, staged.options, columns


def _ended(imports: Imports, staged: Staged, dry_run: bool) -> Staged:
    """Planned and, if wanted, run, by us alone. Refuses what must be settled before."""
    with imports.alone(staged.id, Event()):
        staged = imports.staging.get(staged.id)
        if staged.state not in ("running", "stopped", "finished"):
            staged = _planned(imports, staged)
        if staged.state != "finished" and staged.error is None and not dry_run:
            header = Header.begin(
                new_id(), CONSOLE, "import", datetime.now(UTC), correlation=staged.id
            )
            staged = imports.run(imports.ask_run(staged.id, header))
    if staged.error:
        raise CannotImport(staged.error)
    return staged


def _planned(imports: Imports, staged: Staged) -> Staged:
    try:
        return imports.plan(staged)
    except NoCaseType as why:
        raise CannotImport(f"{why} For all: --type NAME.") from None
    except DateUnclear as why:
        known = imports.targets(staged)
        dates = [c for c in staged.columns if c.target and known[c.target].type == "date"]
        column = next(c for c in dates if not c.format)
        fact = (column.target or "").partition(".")[2]
        hint = f"--map '{column.header}={fact}:dd/mm/yyyy'"
        raise CannotImport(f"{why} For example: {hint}.") from None


def _listed(imports: Imports, staged: Staged, tell: Say) -> None:
    """Wait until the lists show it."""
    for _ in range(LONG):
        tell("Listing", 0, None)
        if imports.finder.wait(staged.position):
            return


def _report(house: House, home: Home, staged: Staged) -> Report:
    imports = house.imports()
    counts = past(imports.staging.counts(staged.id))
    failed = home.files / f"import-{staged.id}-errors.csv" if counts["failed"] else None
    if failed:
        with failed.open("w", encoding="utf-8", newline="") as file:
            file.writelines(error_file(house.pool, staged))
    with house.pool.connection() as db:
        said = [str(each) for each in warned(db, staged.id)]
    return Report(
        id=str(staged.id),
        rows=staged.rows,
        warnings=[*imports.remarks(staged), *said],
        left_out=[column.header for column in staged.columns if column.target is None],
        error_file=str(failed) if failed else None,
        **counts,
    )


def _worded(report: Report, staged: Staged) -> str:
    found, planned = staged.found, staged.state == "planned"
    how = [found.format.upper(), found.encoding, found.sheet and f"sheet “{found.sheet}”"]
    if found.delimiter:
        how.append("tabs" if found.delimiter == "\t" else f"“{found.delimiter}” between cells")
    lines = [
        f"{staged.name}: {report.rows:,} rows under the header in row {found.header_row}"
        f" ({', '.join(filter(None, how))})",
        *(f"  {c.header} → {c.target}" for c in staged.columns if c.target),
        *([f"  left out: {', '.join(report.left_out)}"] if report.left_out else []),
        f"{'Would be' if planned else 'Done'}: {report.created:,} created, {report.updated:,}"
        f" updated, {report.skipped:,} skipped, {report.failed:,} failed.",
        *report.warnings[:SHOWN],
    ]
    if len(report.warnings) > SHOWN:
        lines.append(f"… and {len(report.warnings) - SHOWN:,} more warnings: see --json.")
    if report.error_file:
        lines.append(f"The rows that failed, each with its reason: {report.error_file}")
    return "\n".join(lines)
