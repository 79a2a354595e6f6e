"""`caseledger COMMAND`: each command in a file of its own, added here by name."""

import sys

import typer

from caseledger.adapters.postgres.refusal import TROUBLE, CannotRun
from caseledger.application import WrongLedger
from caseledger.cli.doors import said
from caseledger.cli.people import key, person, sign_in
from caseledger.cli.processes import serve, work
from caseledger.cli.projections import projections
from caseledger.cli.up import up
from caseledger.cli.verify import verify
from domain.refusals import Refused

COULD_NOT = 2

app = typer.Typer(
    help="An event-sourced ledger of legal cases.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(up)
app.command()(sign_in)
app.add_typer(person, name="person")
app.add_typer(key, name="key")
app.command()(verify)
app.add_typer(projections, name="projections")
app.command(hidden=True)(serve)
app.command(hidden=True)(work)


def main() -> None:
    """Run a command. What it cannot do it says in a sentence, with exit code 2."""
    try:
        app()
    except (Refused, CannotRun, WrongLedger, OSError, *TROUBLE) as why:
        typer.echo(f"caseledger: {said(why)}", err=True)
        sys.exit(COULD_NOT)
