"""One server in a folder of its own: started, asked, frozen, killed, stopped."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from pwd import getpwuid
from time import monotonic, sleep

from caseledger.adapters.postgres.account import account
from caseledger.adapters.postgres.refusal import CannotRun
from tests.services.programs import fetched, java
from tests.services.recipes import LOOPBACK, Recipe

PATIENCE = 240.0
BELOW_THOSE_OF_CLIENTS = range(20_000, 32_000)


@dataclass(frozen=True)
class Server:
    recipe: Recipe
    home: Path
    ports: Mapping[str, int]

    @classmethod
    def at(cls, recipe: Recipe, home: Path) -> "Server":
        """The server of this folder, with the ports it has had, or new ones."""
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o755)
        said = home / "ports.json"
        if not said.exists():
            said.write_text(json.dumps({name: _free_port() for name in recipe.ports}))
        return cls(recipe, home, json.loads(said.read_text()))

    def address(self, port: str) -> str:
        return f"{LOOPBACK}:{self.ports[port]}"

    @property
    def pid(self) -> int | None:
        """Its process, if that lives and is the one that was started."""
        with suppress(OSError, ValueError):
            number, began = (self.home / "pid").read_text().split()
            if _began(number) == began:
                return int(number)
        return None

    def serves(self) -> bool:
        return all(_says(self.ports[port], *proof) for port, proof in self.recipe.proofs.items())

    def start(self) -> None:
        """Returns when it serves. Does nothing where it does already."""
        if not self.pid:
            self._spawn()
        deadline = monotonic() + PATIENCE
        while not self.serves():
            if not self.pid or monotonic() > deadline:
                says = (self.home / "log").read_text(errors="replace")[-1500:]
                raise CannotRun(f"{self.recipe.label} does not serve:\n{says}")
            sleep(0.05)

    def stop(self) -> None:
        """In order: returns when it is gone."""
        self._end(self.recipe.stop)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def freeze(self) -> None:
        """Let it hang: connections are taken, and nothing is answered."""
        self._tell(signal.SIGSTOP)

    def thaw(self) -> None:
        self._tell(signal.SIGCONT)

    def forget(self) -> None:
        """Stop it, and let it begin anew at its next start, with other ports."""
        self.thaw()
        self.stop()
        shutil.rmtree(self.home / "data", ignore_errors=True)
        (self.home / "ports.json").unlink(missing_ok=True)

    def _tell(self, number: signal.Signals) -> None:
        if pid := self.pid:
            os.kill(pid, number)

    def _end(self, number: signal.Signals) -> None:
        deadline = monotonic() + PATIENCE
        self._tell(number)
        while self.pid:
            if monotonic() > deadline:
                self._tell(signal.SIGKILL)
            sleep(0.02)

    def _spawn(self) -> None:
        """Not our child: whoever asks next for the shared one must find it alive."""
        data = self.home / "data"
        user = getpwuid(os.geteuid()) if os.geteuid() else account(data)
        data.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            os.chown(data, user.pw_uid, user.pw_gid)
        needed = java(self.recipe.java) if self.recipe.java else None
        with (self.home / "log").open("wb") as log:
            began = subprocess.run(
                ["sh", "-c", 'sh -c "$1" >&2 & echo $!', "sh", self._script()],
                cwd=data,
                env={
                    **{name: str(port) for name, port in self.ports.items()},
                    "PATH": os.environ["PATH"],
                    "HOME": str(data),
                    "LC_ALL": "C.UTF-8",
                    "FETCHED": str(fetched(self.recipe)),
                    "JAVA": str(needed or ""),
                },
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                check=True,
                user=user.pw_uid if os.geteuid() == 0 else None,
                group=user.pw_gid if os.geteuid() == 0 else None,
                extra_groups=[] if os.geteuid() == 0 else None,
            )
        number = began.stdout.strip()
        (self.home / "pid").write_text(f"{number} {_began(number)}")

    def _script(self) -> str:
        return (self.recipe.folder / "start.sh").read_text()  # its user may not see the checkout


def _began(pid: str) -> str:
    """When a process began, in the kernel's ticks; empty for a dead one and for a zombie."""
    try:
        state, *rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if state in "ZX" else rest[18]


def _says(port: int, sent: bytes, expected: bytes) -> bool:
    """Whether what is sent to that port is answered so within 5 seconds."""
    answer = b""
    with suppress(OSError), socket.create_connection((LOOPBACK, port), 5) as connection:
        connection.sendall(sent)
        while expected not in answer and (more := connection.recv(4096)):
            answer += more
    return expected in answer


def _free_port() -> int:
    """One that no client is given meanwhile."""
    while True:
        port = random.choice(BELOW_THOSE_OF_CLIENTS)
        with suppress(OSError), socket.create_server((LOOPBACK, port)):
            return port
