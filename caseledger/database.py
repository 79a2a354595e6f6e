"""The firm's database: run by us, or joined where another process runs it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from time import monotonic, sleep

from caseledger.adapters.postgres.firm import application, make_firm
from caseledger.adapters.postgres.locks import holding
from caseledger.adapters.postgres.refusal import CannotRun, InUse, Unreachable
from caseledger.adapters.postgres.server import Server, claimed, running
from caseledger.home import Home
from caseledger.secrets import Secrets

PATIENCE = 60.0  # for a server to start
LONG = 3600.0  # for a command to end
SETTINGS = {"max_connections": "100", "shared_buffers": "256MB", "max_wal_size": "2GB"}


@dataclass(frozen=True)
class Database:
    dsn: str  # as the application
    secrets: Secrets
    server: Server | None = None  # None: another process runs it


@contextmanager
def run(
    home: Home, wait: float = 0, meanwhile: Callable[[], object] | None = None
) -> Iterator[Database]:
    """Run the server. Refuses InUse when another still does after `wait` seconds.

    `meanwhile` is called when nobody else can run it any more, before it runs.
    """
    secrets = home.secrets()
    with claimed(home.postgres, SETTINGS, wait) as server:
        if meanwhile:
            meanwhile()
        server.start()
        yield Database(application(make_firm(server.owner, secrets.keys.ledger)), secrets, server)


@contextmanager
def join(home: Home) -> Iterator[Database]:
    """Use the server that another runs, once it takes connections."""
    with ExitStack() as stack:
        yield _patiently(home, lambda: _join(home, stack))


@contextmanager
def reach(home: Home) -> Iterator[Database]:
    """Join the server that runs, else run it. Call it in the main thread."""
    with ExitStack() as stack:
        yield _patiently(home, lambda: _join(home, stack) or _run(home, stack))


def _patiently(home: Home, attempt: Callable[[], Database | None]) -> Database:
    deadline = monotonic() + PATIENCE
    while not (found := attempt()):
        if monotonic() > deadline:
            raise CannotRun(f"The database of {home.folder} cannot be reached.")
        sleep(0.02)
    return found


def _run(home: Home, stack: ExitStack) -> Database | None:
    """Run it, and at the end wait for those who joined meanwhile, and let nobody join any more."""
    with ExitStack() as ours:
        leaving = ours.enter_context(ExitStack())
        try:
            database = ours.enter_context(run(home))
        except InUse:
            return None
        busy = CannotRun(f"A command goes on using {home.folder}.")
        ours.callback(lambda: leaving.enter_context(holding(home.guests_lock, LONG, busy)))
        stack.enter_context(ours.pop_all())
        return database


def _join(home: Home, stack: ExitStack) -> Database | None:
    """None where nobody runs it, or whoever does is starting or about to stop."""
    with ExitStack() as ours, suppress(Unreachable):
        gone = Unreachable(f"The database of {home.folder} is about to stop.")
        ours.enter_context(holding(home.guests_lock, 0, gone, shared=True))
        if owner := running(home.postgres):
            database = Database(application(owner), home.secrets())
            stack.enter_context(ours.pop_all())
            return database
    return None
