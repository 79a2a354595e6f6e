"""`up`: the whole product, until Ctrl-C."""

import os
import webbrowser
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

from rich.console import Console
from rich.progress import Progress
from typer import Exit, Option, echo

from caseledger.cli.doors import Data, settings
from caseledger.home import Home
from caseledger.up import Up, until_told
from caseledger.up import up as running

if TYPE_CHECKING:
    from caseledger.wiring import House

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")

Port = Annotated[
    int | None,
    Option(min=0, max=65535, help="0: any free one.  [default: $CASELEDGER_PORT, else 8420]"),
]
Demo = Annotated[
    bool, Option("--demo", help="A firm to look at, in a folder of its own: 2,000 cases.")
]
Browser = Annotated[bool, Option("--browser/--no-browser", help="Open the browser when ready.")]


def up(port: Port = None, data: Data = None, demo: Demo = False, browser: Browser = True) -> None:
    """Run caseledger, and print its address with a one-time sign-in link."""
    says = settings()
    where = data or (_beside(says.data) if demo else says.data)
    says = says.model_copy(update={"data": where, **({} if port is None else {"port": port})})
    home = Home.at(where)
    with until_told() as stop, running(says, _say) as it:
        token = _prepare(it, home, demo, stop)
        if it.ready(stop):
            home.announce(it.address)
            _greet(it.address, home, f"{it.address}/sign-in?token={token}", browser)
        it.keep(stop)
    _say("caseledger has stopped.")


def _prepare(it: Up, home: Home, demo: bool, stop: Event) -> str:
    """Found the firm where nobody has; returns the token of a sign-in link."""
    # Loaded here, while the web process loads too: that is what a start consists of.
    from caseledger.console import found
    from caseledger.identity.door import issue_link
    from caseledger.wiring import open_house

    with open_house(it.database.dsn, it.database.secrets) as house:
        if demo:
            it.turn(it.work)
            _make_demo(house, home, stop)
        found(house.ledger)
        return issue_link(house)


def _beside(data: Path) -> Path:
    return data.with_name(f"{data.name}-demo")


def _make_demo(house: "House", home: Home, stop: Event) -> None:
    from caseledger.demo.make import make  # with all commands: not for every start

    whole = home.folder / "demo-is-whole"
    if whole.exists():
        return
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Telling the story of a firm", total=None)

        def heard(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)
            if stop.is_set():  # the next start goes on
                raise Exit

        make(house.ledger, heard)
    whole.touch()


def _greet(address: str, home: Home, link: str, browser: bool) -> None:
    echo(f"caseledger is running at {address}")
    echo(f"Sign in, once: {link}")
    echo(f"Its data lies in {home.folder}")
    echo("Stop with Ctrl-C.")
    if browser and any(os.environ.get(name) for name in SCREENS):  # else a text browser may start
        webbrowser.open(link)


def _say(what: str) -> None:
    echo(what, err=True)
