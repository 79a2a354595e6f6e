"""PostgreSQL as a child of this process: no port, no root, no orphan, no lost write. Linux only."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from pwd import struct_passwd
from time import monotonic, sleep

from psycopg.conninfo import make_conninfo

from caseledger.adapters.postgres.account import account, check_reachable, give
from caseledger.adapters.postgres.binaries import find_binaries
from caseledger.adapters.postgres.child import last_words, spawn, stop
from caseledger.adapters.postgres.cluster import OWNER, make_cluster
from caseledger.adapters.postgres.locks import holding
from caseledger.adapters.postgres.refusal import CannotRun, InUse

DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
PRIVATE = {"listen_addresses": "", "unix_socket_permissions": "0700"}
CLOCK = {"timezone": "UTC", "log_timezone": "UTC"}


class Server:
    """A server of one folder. Start it in a thread that lives as long as the program does."""

    def __init__(self, home: Path, user: struct_passwd, sockets: Path, settings: list[str]) -> None:
        self._home, self._user, self._settings = home, user, settings
        self.owner = make_conninfo(host=str(sockets), port=5432, user=OWNER, dbname="postgres")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self, patience: float = 60) -> None:
        """Returns when it takes connections. May be called again when the server has died."""
        binaries = find_binaries(self._home)
        left = CannotRun(f"The PostgreSQL left in {self._home} does not end: see postgres.log.")
        # The server inherits this lock, so it stays held until the last of its processes is
        # gone, whoever killed us; we keep no hand on it ourselves.
        with holding(self._home / "postgres.lock", patience, left) as lock:
            data = make_cluster(self._home, binaries, self._user)
            _forget_the_dead(data / "postmaster.pid")
            self._process = spawn(
                self._home, self._user, binaries / "postgres", "-D", data, *self._settings,
                inherit=(lock.fileno(),),
            )  # fmt: skip
        self._wait(data / "postmaster.pid", monotonic() + patience)

    def stop(self) -> None:
        if self._process:
            stop(self._process)

    def _wait(self, pid_file: Path, deadline: float) -> None:
        while not is_ready(pid_file, self.pid):
            if self.pid is None or monotonic() > deadline:
                self.stop()
                raise CannotRun(f"PostgreSQL did not start:\n{last_words(self._home)}")
            sleep(0.01)


@contextmanager
def postgres(home: Path, **settings: str) -> Iterator[Server]:
    """A running server with its data in `home`, which nobody else runs meanwhile."""
    with claimed(home, settings) as server:
        server.start()
        yield server


@contextmanager
def claimed(home: Path, settings: Mapping[str, str], wait: float = 0) -> Iterator[Server]:
    """The same, yet to be started. Refuses InUse if another still runs it after `wait` seconds."""
    home = home.resolve()
    check_reachable(home)
    user = account(home / "data")
    give(home, user)
    with ExitStack() as stack:
        used = InUse(f"{home} is in use by another running caseledger.")
        stack.enter_context(holding(home / "supervisor.lock", wait, used))
        sockets = _sockets(home, user, stack)
        fixed = {**DURABLE, **PRIVATE, **CLOCK, "unix_socket_directories": str(sockets)}
        options = [f"{name}={value}" for name, value in {**settings, **fixed}.items()]
        server = Server(home, user, sockets, [part for each in options for part in ("-c", each)])
        stack.callback(server.stop)
        yield server


def _sockets(home: Path, user: struct_passwd, stack: ExitStack) -> Path:
    """A folder for the socket: short, and without a comma, at which libpq splits hosts."""
    folder = home / "run"
    if "," in str(folder) or len(os.fsencode(folder)) > 90:  # the kernel takes 107 bytes
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="caseledger-")))
    give(folder, user)
    return folder


def running(home: Path) -> str | None:
    """How to reach, as the owner, the server that somebody runs in `home`; None: not yet."""
    pid_file = home.resolve() / "data/postmaster.pid"
    with suppress(FileNotFoundError, IndexError, ValueError):
        lines = pid_file.read_text().splitlines()
        if is_ready(pid_file, int(lines[0])):
            return make_conninfo(host=lines[4], port=5432, user=OWNER, dbname="postgres")
    return None


def is_ready(pid_file: Path, pid: int | None) -> bool:
    """Whether the server of this process says, in its pid file, that it takes connections."""
    try:  # a server that starts takes away the file of the one before it and writes its own
        lines = pid_file.read_text().splitlines()
    except FileNotFoundError:
        return False
    return lines[:1] == [str(pid)] and lines[7:8] == ["ready   "]


def _forget_the_dead(pid_file: Path) -> None:
    """Nobody holds the lock, so the process named here is a zombie or a stranger: forget it.

    PostgreSQL would take it for a running server and refuse to start.
    """
    with suppress(FileNotFoundError, ProcessLookupError, IndexError):
        number = pid_file.read_text().split()[0]
        stat = Path(f"/proc/{number}/stat").read_text()
        name, state = stat.split("(", 1)[1].rsplit(") ", 1)
        if name != "postgres" or state.startswith("Z"):
            pid_file.unlink()
