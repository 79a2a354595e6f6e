"""`type export` and `type import`: a type of case as one file."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

from msgspec import json
from typer import Argument, Exit, Option, Typer, echo

from caseledger.adapters.postgres.refusal import CannotRun
from caseledger.cli.doors import Data, house_of
from caseledger.console import give, header
from caseledger.type_file import MOST_BYTES, asked, source
from commands.typefiles.report import TypeFileLine, TypeFileReport, unusable
from commands.typefiles.take import tried
from domain.refusals import TypeFileUnusable
from domain.words import folded
from queries.names import Names, names
from queries.type_file import file_of, written

CANNOT = 1  # as a check that fails: what was asked could be done
MARKS = {"refuses": "✗", "warns": "!"}

types = Typer(help="Types of case, taken along as files.", no_args_is_help=True)

File = Annotated[Path, Argument(help="One that was exported.", exists=True, dir_okay=False)]
Name = Annotated[str | None, Option(help="What to call it, if not as the file does.")]
Code = Annotated[str | None, Option(help="Of its case numbers, likewise.")]
DryRun = Annotated[bool, Option("--dry-run", help="Only show what would happen.")]
Json = Annotated[bool, Option("--json", help="Print one line of JSON.")]


@types.command("export")
def export(
    name: Annotated[str, Argument(help="Of the type, in any case.")], data: Data = None
) -> None:
    """Print a type of case as a file: no ids, no people."""
    with house_of(data) as house, house.pool.connection() as db:
        content = written(file_of(known := names(db), _called(known, name)))
    echo(content, nl=False)


@types.command("import")
def import_(
    file: File,
    name: Name = None,
    code: Code = None,
    dry_run: DryRun = False,
    json_: Json = False,
    data: Data = None,
) -> None:
    """Make a type of case as a file says it: all of it or nothing."""
    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    try:
        command = asked(content, name, code)
    except TypeFileUnusable as why:
        report = unusable(why, name, code)
    else:
        with house_of(data) as house:
            report = tried(command, house.ledger, header())
            if not report.problems and not dry_run:
                give(command, house.ledger, source(file.name, content))
    echo(json.encode(report).decode() if json_ else _worded(report, dry_run))
    if report.problems:
        raise Exit(CANNOT)


def _called(known: Names, name: str) -> UUID:
    for found, kind in known.types.items():
        if folded(kind.life.name) == folded(name):
            return found
    raise CannotRun(f"There is no case type called {name}.")


def _worded(report: TypeFileReport, dry_run: bool) -> str:
    if report.problems:
        free = f" A name that is free: {report.free_name}" if report.free_name else ""
        ended = f"{TypeFileUnusable({})}{free}"
    else:
        ended = f"{'Would be' if dry_run else 'Was'} imported as {report.name} ({report.code})."
    return "\n".join([*map(_line, report.lines), ended])


def _line(it: TypeFileLine) -> str:
    """What is wrong or doubtful says where; all else says it itself."""
    says = f"{it.says} {it.more}" if it.more else it.says
    return f"{MARKS[it.does]} {it.at}: {says}" if it.does in MARKS else f"  {says}"
