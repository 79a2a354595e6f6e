"""One set of servers for all test runs and workers of this machine; or one of your own."""

import fcntl
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO

from caseledger.adapters.postgres.locks import holding
from caseledger.adapters.postgres.refusal import CannotRun
from tests.absent import needs
from tests.services.programs import LONG, cache, fetched, needed
from tests.services.recipes import RECIPES
from tests.services.server import Server


@contextmanager
def borrowed(name: str) -> Iterator[Server]:
    """The server that all share. Who borrows it last ends it, unless `up` started it."""
    _provide(name)
    home = _home(name)
    with (home / "users").open("a") as users:
        with _alone(home):
            fcntl.flock(users, fcntl.LOCK_SH)
            server = Server.at(RECIPES[name], home)
            server.start()
        try:
            yield server
        finally:
            with _alone(home):
                if _is_last(users) and not (home / "kept").exists():
                    server.forget()


@contextmanager
def own(name: str) -> Iterator[Server]:
    """One that nobody shares, to be frozen and killed; gone afterwards, with its data."""
    _provide(name)
    folder = cache() / "own"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=f"{name}-") as home:
        server = Server.at(RECIPES[name], Path(home))
        try:
            server.start()
            yield server
        finally:
            server.forget()


def keep(name: str) -> Server:
    """Start it, and let it run until `down`."""
    home = _home(name)
    with _alone(home):
        (home / "kept").touch()
        server = Server.at(RECIPES[name], home)
        server.start()
    return server


def drop(name: str) -> None:
    """End it, and forget its data."""
    home = _home(name)
    with _alone(home):
        (home / "kept").unlink(missing_ok=True)
        Server.at(RECIPES[name], home).forget()


def seen(name: str) -> Server:
    return Server.at(RECIPES[name], _home(name))


def _provide(name: str) -> None:
    for each in needed(RECIPES[name]):
        needs(each.what, each.there, debian=each.debian)
    fetched(RECIPES[name])


def _home(name: str) -> Path:
    home = cache() / "run" / name
    home.mkdir(parents=True, exist_ok=True)
    return home


def _alone(home: Path) -> AbstractContextManager[IO[str]]:
    return holding(home / "lock", LONG, CannotRun(f"{home} is being used and not given back."))


def _is_last(users: IO[str]) -> bool:
    """Whether nobody else shares the lock that this file holds; lets it go."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        fcntl.flock(users, fcntl.LOCK_UN)
    return True
