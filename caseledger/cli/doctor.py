"""`doctor`: what is used for what, whether it answers, and what is wrong."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import json
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from typer import Exit, Option, echo

from caseledger.cli.doors import Data, told
from caseledger.doctor import Finding, examine

ROOMY = 96  # columns: below it what is said stands under its part
WRONG = 1


def doctor(
    data: Data = None,
    json_: Annotated[bool, Option("--json", help="Print one line of JSON.")] = False,
) -> None:
    """Say what is used for what, and what is wrong with it. Exit code 1: something is."""
    found = list(examine(told(data)))
    wrong = sum(not each.well for each in found)
    if json_:
        echo(json.encode({"well": not wrong, "findings": found}).decode())
    else:
        _show(Console(highlight=False), found)
    raise Exit(WRONG if wrong else 0)


def _show(console: Console, found: Sequence[Finding]) -> None:
    roomy = console.width >= ROOMY
    table = Table.grid(padding=(0, 2, 0, 0))
    for each in found:
        mark = "[green]✓[/]" if each.well else "[bold red]✗[/]"
        style = "" if each.well else "red"
        says = f"[{style}]{escape(each.says)}[/]" if style else escape(each.says)
        twin = f"[dim]{escape(each.twin)}[/]"
        if roomy:
            table.add_row(mark, f"[bold]{each.part}[/]", twin, says)
        else:
            table.add_row(mark, f"[bold]{each.part}[/]  {twin}".rstrip())
            table.add_row("", says)
    console.print(table)
    wrong = sum(not each.well for each in found)
    console.print(f"\n{_verdict(wrong)}")


def _verdict(wrong: int) -> str:
    match wrong:
        case 0:
            return "[green]All is well.[/]"
        case 1:
            return "[bold red]One thing is wrong.[/]"
        case _:
            return f"[bold red]{wrong} things are wrong.[/]"
