"""`serve` and `work`: the processes that `up` starts. They join its database."""

import socket
from typing import Annotated

from typer import Option

from caseledger.cli.doors import Data, told
from caseledger.database import join
from caseledger.home import Home
from caseledger.process import live_under
from caseledger.up import until_told
from caseledger.wiring import open_house

Under = Annotated[int | None, Option(help="The process to end with.")]
Socket = Annotated[int, Option("--socket", help="The inherited listening socket.")]


def serve(number: Socket, data: Data = None, under: Under = None) -> None:
    """Answer HTTP on an inherited socket."""
    import uvicorn  # by the web process alone

    from caseledger.web.app import create_app

    _live_under(under)
    says = told(data)
    with (
        join(Home.at(says.data)) as found,
        open_house(found.dsn, found.secrets, settings=says) as house,
    ):
        app = create_app(house)
        config = uvicorn.Config(
            app,
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=3,
        )
        server = uvicorn.Server(config)
        app.state.stopping = lambda: server.should_exit  # so that streams end
        with socket.socket(fileno=number) as listening:
            server.run(sockets=[listening])


def work(data: Data = None, under: Under = None) -> None:
    """Follow the ledger: the read model, and all that reacts."""
    from caseledger.workers import work as follow

    _live_under(under)
    says = told(data)
    with (
        until_told() as stop,
        join(Home.at(says.data)) as found,
        open_house(found.dsn, found.secrets, settings=says) as house,
    ):
        follow(house, stop)


def _live_under(parent: int | None) -> None:
    if parent is not None:
        live_under(parent)
