"""`serve` and `work`: the web and what follows the ledger, on one machine or on many."""

import gc
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from logging import INFO, WARNING
from typing import Annotated

from typer import Option, echo

from caseledger.cli.doors import Data, told
from caseledger.database import joined
from caseledger.process import live_under
from caseledger.settings import Settings
from caseledger.up import LOOPBACK, listening, until_told
from caseledger.wiring import House, open_house

Under = Annotated[int | None, Option(help="The process to end with.", hidden=True)]
Socket = Annotated[
    int | None, Option("--socket", help="An inherited listening socket.", hidden=True)
]
Host = Annotated[str, Option(help="The address to listen on. TLS is for a proxy before it.")]
Port = Annotated[
    int | None, Option(min=0, max=65535, help="[default: $CASELEDGER_PORT, else 8420]")
]


def serve(
    host: Host = LOOPBACK,
    port: Port = None,
    data: Data = None,
    number: Socket = None,
    under: Under = None,
) -> None:
    """Answer HTTP; as many of these as you like. The database is one that runs already."""
    import uvicorn  # by the web process alone

    from caseledger.web.app import create_app

    says = told(data)
    with _told(under, says, "web"), _house(says) as house:
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
        with closing(_listening(number, host, says.port if port is None else port)) as open_:
            server.run(sockets=[open_])


def work(data: Data = None, under: Under = None) -> None:
    """Follow the ledger: the read model, and all that reacts. Who is more than one waits."""
    from caseledger.workers import work as follow

    says = told(data)
    with _told(under, says, "worker"), until_told() as stop, _house(says) as house:
        follow(house, stop)


@contextmanager
def _house(says: Settings) -> Iterator[House]:
    with joined(says) as found, open_house(found.dsn, found.secrets, settings=says) as house:
        gc.freeze()  # what a process began with is not looked through again, 50 ms at a time
        yield house


def _listening(number: int | None, host: str, port: int) -> socket.socket:
    if number is not None:
        return socket.socket(fileno=number)
    made = listening(host, port)
    echo(f"caseledger answers at http://{host}:{made.getsockname()[1]}")
    return made


@contextmanager
def _told(parent: int | None, says: Settings, process: str) -> Iterator[None]:
    """Alone it says all in its log; below `up`, in somebody's terminal, what needs looking at."""
    from caseledger import logs, traces

    logs.begin(INFO if parent is None else WARNING)
    if parent is not None:
        live_under(parent)
    end = traces.begin(says.traces, process)
    try:
        yield
    finally:
        end()
