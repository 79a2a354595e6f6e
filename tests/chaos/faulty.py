"""A fault proxy before a server that speaks HTTP: it passes on, or does as an ill server does."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from enum import Enum
from threading import Event, Thread
from urllib.parse import urlsplit


class Fault(Enum):
    NONE = "it passes everything on"
    REFUSES = "it takes no connection"
    HANGS = "it hears and never answers"
    SLOW = "it answers after two seconds"
    BUSY = "it answers 429"
    RED = "it answers 503"


SLOWNESS = 2.0  # seconds
SAID = {
    Fault.BUSY: b"HTTP/1.1 429 Too Many Requests\r\n",
    Fault.RED: b"HTTP/1.1 503 Service Unavailable\r\n",
}
REST = b"content-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}"


class Faulty:
    def __init__(self, url: str) -> None:
        to = urlsplit(url)
        self._to = (to.hostname or "", to.port or 0)
        self.fault = Fault.NONE
        self.unanswered: list[bytes] = []  # what was heard while it hung
        self._over = Event()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._open: list[socket.socket] = []
        Thread(target=self._accept, daemon=True).start()

    def be(self, fault: Fault) -> None:
        """From now on, also on connections that are open already."""
        self.fault = fault
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._open = []

    def close(self) -> None:
        self._over.set()
        self.be(Fault.REFUSES)
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            if self.fault is Fault.REFUSES:
                client.close()
                continue
            self._open.append(client)
            Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        with closing(client), suppress(OSError):
            if answer := SAID.get(self.fault):
                client.recv(1 << 20)
                client.sendall(answer + REST)
            elif self.fault is Fault.HANGS:
                while said := client.recv(1 << 20):
                    self.unanswered.append(said)
            else:
                self._pass_on(client)

    def _pass_on(self, client: socket.socket) -> None:
        with socket.create_connection(self._to) as server:
            back = Thread(target=_pump, args=(server, client), daemon=True)
            back.start()
            while said := client.recv(1 << 20):
                if self.fault is Fault.SLOW:
                    self._over.wait(SLOWNESS)
                server.sendall(said)
            server.shutdown(socket.SHUT_RDWR)
            back.join()


def _pump(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while said := one.recv(1 << 20):
            other.sendall(said)


@contextmanager
def faulty(url: str) -> Iterator[Faulty]:
    it = Faulty(url)
    try:
        yield it
    finally:
        it.close()
