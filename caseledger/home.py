"""The data folder: the database in `postgres/`, the secrets in `keys/`, uploaded files beside."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from uuid import UUID, uuid4

from caseledger.adapters.postgres.locks import holding
from caseledger.adapters.postgres.refusal import CannotRun
from caseledger.secrets import Secrets
from domain.mac import CommandKey, Keys


@dataclass(frozen=True)
class Home:
    folder: Path

    @classmethod
    def at(cls, folder: Path) -> "Home":
        """The folder, made if need be. Refuses one that we cannot write to."""
        folder = folder.expanduser().resolve()
        # The server's user must pass through it, and nobody else need look into it.
        mode = 0o711 if os.geteuid() == 0 else 0o700
        try:
            folder.mkdir(mode=mode, parents=True, exist_ok=True)
            folder.chmod(mode)
        except OSError as why:
            raise CannotRun(f"The data folder {folder} cannot be used: {why.strerror}.") from None
        return cls(folder)

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def up_lock(self) -> Path:
        """Held while the product runs here."""
        return self.folder / "up.lock"

    @property
    def guests_lock(self) -> Path:
        """Shared by commands that joined a database which another command runs."""
        return self.folder / "guests.lock"

    @property
    def files(self) -> Path:
        """Uploaded files."""
        made = self.folder / "files"
        made.mkdir(mode=0o700, exist_ok=True)
        return made

    def announce(self, address: str) -> None:
        """Let other processes know where the pages are."""
        (self.folder / "address").write_text(address)

    @property
    def address(self) -> str | None:
        """Where the pages were, the last time they ran."""
        with suppress(FileNotFoundError):
            return (self.folder / "address").read_text()
        return None

    def secrets(self) -> Secrets:
        """Read, or made where nothing was ever recorded. Ask before the database is made."""
        keys = self.folder / "keys"
        slow = CannotRun(f"Another process makes the keys of {self.folder} and does not end.")
        with holding(self.folder / "keys.lock", 10, slow):
            if not (keys / "command-1").exists():
                self._make(keys)
        ledger = UUID((keys / "ledger").read_text().strip())
        command = {int(path.name.split("-")[1]): _key(path) for path in keys.glob("command-*[0-9]")}
        return Secrets(bytes.fromhex((keys / "claims").read_text()), Keys(ledger, command))

    def rotate(self, until: int) -> int:
        """Begin a new command key, and let those before it vouch for nothing after a position.

        Returns its number. Nobody may hold the old ones meanwhile: they would go on sealing.
        """
        keys = self.folder / "keys"
        before = {int(path.name.split("-")[1]): path for path in keys.glob("command-*[0-9]")}
        number = max(before) + 1
        _write(keys / f"command-{number}", token_hex(32))
        for path in before.values():
            if _key(path).until is None:
                _write(path, f"{path.read_text().strip()} {until}")
        return number

    def _make(self, keys: Path) -> None:
        if (self.postgres / "data").exists():
            raise CannotRun(f"The keys of this ledger are gone: put {keys} back from a backup.")
        keys.mkdir(mode=0o700, exist_ok=True)
        _write(keys / "ledger", str(uuid4()))
        _write(keys / "claims", token_hex(32))
        _write(keys / "command-1", token_hex(32))  # the last: with it the folder is whole


def _key(path: Path) -> CommandKey:
    """The secret and, of a key that is retired, the last position it may vouch for."""
    match path.read_text().split():
        case [secret, until]:
            return CommandKey(bytes.fromhex(secret), int(until))
        case words:
            return CommandKey(bytes.fromhex(words[0]))


def _write(path: Path, value: str) -> None:
    """Whole or not at all, for the owner alone, and on the disk before we go on."""
    partial = path.with_name(f"{path.name}.partial")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"{value}\n")
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(folder)
    os.close(folder)
