"""The product, running: PostgreSQL, one web process, one worker process, all on loopback."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection, HTTPException
from logging import getLogger
from threading import Event

from caseledger import database
from caseledger.adapters.postgres.locks import holding
from caseledger.adapters.postgres.refusal import CannotRun, InUse
from caseledger.database import LONG, Database
from caseledger.home import Home
from caseledger.process import Process
from caseledger.settings import Settings

LOOPBACK = "127.0.0.1"
TURN = 0.1  # seconds between looks at the children

log = getLogger(__name__)


class Up:
    """What runs, and where."""

    def __init__(self, found: Database, web: Process, work: Process, port: int) -> None:
        self.database, self.web, self.work, self.port = found, web, work, port

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def keep(self, stop: Event) -> None:
        """Start what has died, until told to stop."""
        while not stop.is_set():
            self.turn(self.web, self.work)
            stop.wait(TURN)

    def turn(self, *processes: Process) -> None:
        server = self.database.server
        if server and server.pid is None:
            log.warning("PostgreSQL has ended: it is started again.")
            try:
                server.start()
            except CannotRun as why:
                log.error("%s", why)
        for process in processes:
            if (code := process.keep()) is not None:
                log.warning("%s has ended with %s: it is started again.", process.name, code)

    def ready(self, stop: Event) -> bool:
        """Keep it going until the web process answers; False if told to stop before."""
        while not stop.is_set() and not _answers(self.port):
            self.turn(self.web)
            stop.wait(TURN / 2)
        return not stop.is_set()


@contextmanager
def up(says: Settings, say: Callable[[str], None]) -> Iterator[Up]:
    """Everything running, when entered; ended in order, the database last, when left.

    A command that uses the database meanwhile is waited for; another `up` refuses InUse.
    """
    home = Home.at(says.data)
    with ExitStack() as stack:
        twice = InUse(f"caseledger is already running on {home.folder}.")
        stack.enter_context(holding(home.up_lock, 0, twice))
        taken = stack.enter_context(listening(LOOPBACK, says.port))
        number, data = taken.fileno(), ("--data", str(home.folder))
        web = Process("serve", *data, "--socket", str(number), inherit=(number,))
        work = Process("work", *data)
        # The web process loads while the database starts. The other can wait until it answers.
        if says.database:
            found = stack.enter_context(database.elsewhere(says))
        else:
            found = _wait_for_commands(home, stack, lambda: web.keep(), say)
        for process in (work, web):  # the last is ended first
            stack.callback(process.end)
        yield Up(found, web, work, taken.getsockname()[1])


def _wait_for_commands(
    home: Home, stack: ExitStack, begin: Callable[[], object], say: Callable[[str], None]
) -> Database:
    try:
        return stack.enter_context(database.run(home, meanwhile=begin))
    except InUse:
        say("Waiting for a command that uses this data folder to end …")
        return stack.enter_context(database.run(home, LONG, begin))


def listening(host: str, port: int) -> socket.socket:
    """Kept here, so that who connects while the web process is started again only waits."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError:
        made.close()
        raise CannotRun(f"Port {port} is in use: choose another with --port.") from None
    made.listen(512)
    return made


def _answers(port: int) -> bool:
    with closing(HTTPConnection(LOOPBACK, port, timeout=1)) as web:  # knows of no proxy
        try:
            web.request("GET", "/health")
            web.getresponse()
        except (OSError, HTTPException):
            return False
    return True


@contextmanager
def until_told() -> Iterator[Event]:
    """An event that Ctrl-C and SIGTERM set. For the main thread."""
    stop = Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
