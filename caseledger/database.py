"""The firm's database: run by us, joined where another process runs it, or on another's server."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from time import monotonic, sleep

import psycopg
from psycopg import OperationalError

from caseledger.adapters.postgres.firm import application, ledger_of, let_in, make_firm
from caseledger.adapters.postgres.locks import holding
from caseledger.adapters.postgres.refusal import CannotRun, InUse, Unreachable
from caseledger.adapters.postgres.server import Server, claimed, running
from caseledger.home import Home
from caseledger.secrets import Secrets
from caseledger.settings import Settings

PATIENCE = 60.0  # for a server to start
LONG = 3600.0  # for a command to end
OTHERS = """
    select count(*) from pg_stat_activity
     where datname = current_database() and usename = current_user and pid <> pg_backend_pid()"""
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
def used(says: Settings) -> Iterator[Database]:
    """The server that the settings name, else the one of the data folder, run if need be."""
    with elsewhere(says) if says.database else reach(Home.at(says.data)) as found:
        yield found


@contextmanager
def joined(says: Settings) -> Iterator[Database]:
    """The same, where the one of the data folder is run by another process."""
    with elsewhere(says) if says.database else join(Home.at(says.data)) as found:
        yield found


@contextmanager
def elsewhere(says: Settings) -> Iterator[Database]:
    """The firm on a server that others run; it is made there at first. The keys stay with us."""
    from caseledger.application import WrongLedger  # loads the library: only who needs it waits

    secrets, server = Home.at(says.data).secrets(), says.database or ""
    # Known to whoever holds the keys, so that processes on several machines agree.
    password = blake2b(b"application", key=secrets.claims, digest_size=24).hexdigest()
    try:
        owner = make_firm(server, secrets.keys.ledger)
    except OperationalError as why:
        raise Unreachable(f"The server of CASELEDGER_DATABASE cannot be used: {why}") from None
    # Asked before: a new password would lock out those who hold the right keys.
    if ledger_of(owner) != secrets.keys.ledger:
        raise WrongLedger
    let_in(owner, password)
    yield Database(application(owner, password), secrets)


@contextmanager
def alone(says: Settings) -> Iterator[Database]:
    """The database, while nobody else uses it. Refuses InUse."""
    home = Home.at(says.data)
    busy = InUse("caseledger is running: stop it, and all commands, first.")
    with used(says) as found, holding(home.guests_lock, 0, busy):
        if not says.database and not found.server:
            raise busy
        with closing(psycopg.connect(found.dsn)) as db:
            if db.execute(OTHERS).fetchone() != (0,):
                raise busy
        yield found


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
