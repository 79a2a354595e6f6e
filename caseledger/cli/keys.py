"""`keys rotate`: the secrets that prove who wrote an event."""

import typer

from caseledger.adapters.postgres.firm import head_of
from caseledger.cli.doors import Data, told
from caseledger.database import alone
from caseledger.home import Home

keys = typer.Typer(no_args_is_help=True)


@keys.callback()
def _alone() -> None:
    """The secrets of the ledger, which lie in the data folder."""


@keys.command()
def rotate(data: Data = None) -> None:
    """Begin a new command key; those before it go on vouching for what they sealed.

    Stop caseledger first, on every machine; then give each of them the new keys.
    """
    says = told(data)
    home = Home.at(says.data)
    with alone(says) as found:
        head = head_of(found.dsn)
        number = home.rotate(head)
    typer.echo(f"Key {number} seals what comes after position {head}. Back up {home.folder}/keys.")
