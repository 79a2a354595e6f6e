"""A fault proxy: stands between us and PostgreSQL, and cuts the next call where it is told to."""

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from threading import Lock, Thread

from psycopg.conninfo import conninfo_to_dict, make_conninfo

LONG = 200  # bytes: an append is longer than anything else that is said


class Cut(Enum):
    BEFORE = "the server never hears of it"
    HALF = "the server hears half of it"
    INSIDE = "the server hears it, and we are gone before it answers"
    AFTER = "the server has answered, and nobody hears"
    IN_ANSWER = "we hear half of the answer"


class Proxy:
    """Takes connections at `dsn` and passes everything on, until it is armed."""

    def __init__(self, folder: Path, dsn: str) -> None:
        self.dsn = make_conninfo(dsn, host=str(folder), port=5432)
        it = conninfo_to_dict(dsn)
        self._to = f"{it['host']}/.s.PGSQL.{it.get('port') or 5432}"
        self._armed: list[Cut] = []
        self._lock = Lock()
        self.cuts = 0
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / ".s.PGSQL.5432"))
        self._door.listen()
        self._thread = Thread(target=self._accept, daemon=True)
        self._thread.start()

    def arm(self, *cuts: Cut) -> None:
        """Cut the next long calls, one each."""
        with self._lock:
            self._armed = list(cuts)

    def close(self) -> None:
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._thread.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        server = socket.socket(socket.AF_UNIX)
        with client, server, DefaultSelector() as ready, suppress(OSError):
            server.connect(self._to)
            ready.register(client, EVENT_READ)
            ready.register(server, EVENT_READ)
            cut: Cut | None = None
            while True:
                for key, _ in ready.select():
                    said = key.fileobj.recv(1 << 20)  # type: ignore[union-attr]  # a socket
                    if not said:
                        return
                    if key.fileobj is client:
                        cut = cut or self._next(said)
                        if not _forward(said, server, cut):
                            return
                    elif not _answer(said, client, cut):
                        return

    def _next(self, said: bytes) -> Cut | None:
        with self._lock:
            if len(said) < LONG or not self._armed:
                return None
            self.cuts += 1
            return self._armed.pop(0)


def _forward(said: bytes, server: socket.socket, cut: Cut | None) -> bool:
    match cut:
        case Cut.BEFORE:
            return False
        case Cut.HALF:
            server.sendall(said[: len(said) // 2])
            return False
        case Cut.INSIDE:
            server.sendall(said)
            return False
    server.sendall(said)
    return True


def _answer(said: bytes, client: socket.socket, cut: Cut | None) -> bool:
    match cut:
        case Cut.AFTER:
            return False
        case Cut.IN_ANSWER:
            client.sendall(said[: len(said) // 2])
            return False
    client.sendall(said)
    return True


@contextmanager
def proxy(dsn: str) -> Iterator[Proxy]:
    with tempfile.TemporaryDirectory(prefix="proxy-") as folder:
        os.chmod(folder, 0o711)
        it = Proxy(Path(folder), dsn)
        try:
            yield it
        finally:
            it.close()
