"""`caseledger COMMAND`: each command in a file of its own, added here by name."""

import sys

import typer

from caseledger.adapters.postgres.refusal import AWAY, CannotRun
from caseledger.cli.processes import serve, work
from caseledger.cli.up import up
from domain.refusals import Refused

COULD_NOT = 2

app = typer.Typer(
    help="An event-sourced ledger of legal cases.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(up)
app.command(hidden=True)(serve)
app.command(hidden=True)(work)


def main() -> None:
    """Run a command. What it cannot do it says in a sentence, with exit code 2."""
    try:
        app()
    except (Refused, CannotRun, OSError, *AWAY) as why:
        typer.echo(f"caseledger: {str(why).strip()}", err=True)
        sys.exit(COULD_NOT)
