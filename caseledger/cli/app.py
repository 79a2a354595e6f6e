"""`caseledger COMMAND`: each command in a module of its own, named here."""

import sys
from collections.abc import Iterable
from importlib import import_module

import typer

from caseledger.adapters.postgres.refusal import TROUBLE, CannotRun
from caseledger.cli.doors import said
from domain.refusals import Refused

COULD_NOT = 2

# Each is a function or a group of its module. Only the one that is asked for is loaded: all of
# them together take longer than a start may.
COMMANDS = {
    "up": "caseledger.cli.up:up",
    "sign-in": "caseledger.cli.people:sign_in",
    "person": "caseledger.cli.people:person",
    "key": "caseledger.cli.people:key",
    "keys": "caseledger.cli.keys:keys",
    "case": "caseledger.cli.case:case",
    "import": "caseledger.cli.import_:import_",
    "type": "caseledger.cli.types:types",
    "verify": "caseledger.cli.verify:verify",
    "projections": "caseledger.cli.projections:projections",
    "doctor": "caseledger.cli.doctor:doctor",
    "serve": "caseledger.cli.processes:serve",
    "work": "caseledger.cli.processes:work",
}


def app(names: Iterable[str]) -> typer.Typer:
    """The command line with these commands."""
    made = typer.Typer(
        help="An event-sourced ledger of legal cases.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    made.callback()(_alone)
    for name in names:
        module, _, part = COMMANDS[name].partition(":")
        what = getattr(import_module(module), part)
        if isinstance(what, typer.Typer):
            made.add_typer(what, name=name)
        else:
            made.command(name)(what)
    return made


def main() -> None:
    """Run a command. What it cannot do it says in a sentence, with exit code 2."""
    asked = sys.argv[1:2]
    try:
        app(asked if set(asked) <= COMMANDS.keys() and asked else COMMANDS)()
    except (Refused, CannotRun, OSError, *TROUBLE) as why:
        typer.echo(f"caseledger: {said(why)}", err=True)
        sys.exit(COULD_NOT)


def _alone() -> None:
    """An event-sourced ledger of legal cases."""
