"""`up`: the whole product, until Ctrl-C."""

import os
import webbrowser
from typing import Annotated

from rich.console import Console
from typer import Option, echo

from caseledger.cli.doors import Data, home_of, settings
from caseledger.up import Up, until_told
from caseledger.up import up as running

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")

Port = Annotated[
    int | None,
    Option(min=0, max=65535, help="0: any free one.  [default: $CASELEDGER_PORT, else 8420]"),
]
Browser = Annotated[bool, Option("--browser/--no-browser", help="Open the browser when ready.")]


def up(port: Port = None, data: Data = None, browser: Browser = True) -> None:
    """Run caseledger, and print its address with a one-time sign-in link."""
    console = Console(stderr=True)
    home, port = home_of(data), settings().port if port is None else port
    with until_told() as stop, running(home, port, console.print) as it:
        if it.ready(stop):
            _greet(it, browser)
            it.keep(stop)
    console.print("caseledger has stopped.")


def _greet(it: Up, browser: bool) -> None:
    link = it.address
    echo(f"caseledger is running at {it.address}")
    echo("Stop with Ctrl-C.")
    if browser and any(os.environ.get(name) for name in SCREENS):  # else a text browser may start
        webbrowser.open(link)
