"""`caseledger COMMAND`: each command in a file of its own, added here by name."""

import typer

app = typer.Typer(help="An event-sourced ledger of legal cases.", no_args_is_help=True)


@app.callback()
def caseledger() -> None:
    """An event-sourced ledger of legal cases."""


def main() -> None:
    app()
