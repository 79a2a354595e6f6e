"""News for all browsers of this process: read once, and given to each that listens."""

from asyncio import AbstractEventLoop, Queue, QueueFull, get_running_loop
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, Literal
from uuid import UUID

from msgspec import Struct

from caseledger import operations
from caseledger.adapters import bell
from caseledger.adapters.ledger.pool import ask
from caseledger.wiring import House
from domain.ledger import Actor, Recorded

MOST = 1_000  # events, and news that wait for one slow browser
LONGEST = 10_000  # events that are gone through one by one
PATIENCE = 1.0  # seconds to wait for the read model, so that who asks on hearing finds it
CALM = 0.1  # between two readings
AGREED = 5.0  # seconds that the clocks of two machines may differ
OF_CASES = ("case.", "note.")
OF_CONTACTS = ("contact.", "point.")

HEAD = """
    select (select coalesce(max(position), 0) from ledger.event), (
           select coalesce(extract(epoch from clock_timestamp() - e.recorded_at) * 1000, 0)
             from (select min(position) as position from read.projection where serving) p
             join ledger.event e on e.position = p.position + 1), (
           select coalesce(min(position), 0) from read.projection where serving)"""


# The cases of contacts, and of the contacts that a number or an address reaches.
THEIRS = """
    select k.case_id, s.id from unnest(%s::uuid[]) as s (id)
      join read.case_contact k on k.contact = s.id
     union
    select k.case_id, s.id from unnest(%s::uuid[]) as s (id)
      join read.contact_line c on c.points @> array[s.id]
      join read.case_contact k on k.contact = c.id
     limit 1000"""


class Head(Struct, frozen=True):
    position: int
    lag_ms: int


class CaseChanged(Struct, frozen=True):
    id: UUID
    position: int
    actor: Actor


class Said(Struct, frozen=True):
    event: Literal["head", "operation", "case"]
    data: Any  # Head, Operation or CaseChanged
    id: int | None = None


class News:
    def __init__(self, house: House) -> None:
        self._house = house
        self._listeners: dict[Queue[Said], AbstractEventLoop] = {}
        self._lock, self._beginning, self._stop = Lock(), Lock(), Event()
        self._thread: Thread | None = None
        self._last, self._told = 0, Head(0, 0)

    @contextmanager
    def heard(self) -> Iterator["Queue[Said]"]:
        """What is said from now on. For a coroutine."""
        queue: Queue[Said] = Queue(MOST)
        with self._lock:
            self._listeners[queue] = get_running_loop()
        try:
            yield queue
        finally:
            with self._lock:
                del self._listeners[queue]

    def close(self) -> None:
        self._stop.set()
        if self._thread:
            self._thread.join()

    def since(self, position: int) -> list[Said]:
        """What a browser missed that was away a moment: first the head, then the cases.

        Ask after it began to hear, so that nothing falls between the two.
        """
        with self._beginning:
            self._begin()
        head = self._head()
        missed = self._house.ledger.read(position, MOST) if position else []
        return [Said("head", Head(head[0], head[1]), head[0]), *self._cases(missed)]

    def _begin(self) -> None:
        if self._thread is None:
            told = (self._began, self._on, self._quiet, self._stop)
            arguments = (self._house.dsn, ("ledger", "operation"), *told)
            self._last = self._head()[0]
            self._thread = Thread(target=bell.listen, args=arguments, name="news", daemon=True)
            self._thread.start()

    def _began(self, deaf: float) -> None:
        """How operations stand of which something may have been said that nobody heard."""
        lately = operations.since(self._house.pool, deaf + AGREED)
        self._tell([Said("operation", it) for it in lately])

    def _on(self, channel: str, payload: str) -> None:
        if channel == "operation" and (it := operations.one(self._house.pool, UUID(payload))):
            self._tell([Said("operation", it)])

    def _quiet(self) -> None:
        """Read on, once the read model has it too."""
        deadline = monotonic() + PATIENCE
        head, lag, projected = self._head()
        while projected < head and monotonic() < deadline and not self._stop.wait(0.02):
            head, lag, projected = self._head()
        self._last = max(self._last, head - LONGEST)  # who missed so much asks for all anew
        while fresh := self._house.ledger.read(self._last, MOST) if self._listeners else []:
            self._last = fresh[-1].position
            self._tell(self._cases(fresh))
        self._last = max(self._last, head)
        now = Head(self._last, lag)
        if now != self._told:
            self._told = now
            self._tell([Said("head", now, now.position)])
        self._stop.wait(CALM)

    def _head(self) -> tuple[int, int, int]:
        row = ask(self._house.pool, lambda db: db.execute(HEAD).fetchone())
        head, lag, projected = row or (0, 0, 0)
        return head, round(lag or 0), projected

    def _cases(self, records: Sequence[Recorded]) -> list[Said]:
        return ask(self._house.pool, lambda db: _changed(db, records)) if records else []

    def _tell(self, said: list[Said]) -> None:
        with self._lock:
            for queue, loop in self._listeners.items():
                loop.call_soon_threadsafe(_put, queue, said)


def _put(queue: Queue[Said], said: list[Said]) -> None:
    with suppress(QueueFull):  # who is so slow asks for the lists anyway
        for each in said:
            queue.put_nowait(each)


def _changed(db: Any, records: Sequence[Recorded]) -> list[Said]:  # a connection
    """The newest change of each case, in their order: its own, its notes', or its contacts'."""
    newest = {record.subject: record for record in records}
    others = [each for each, r in newest.items() if r.kind.startswith(OF_CONTACTS)]
    changes = [(each, r) for each, r in newest.items() if r.kind.startswith(OF_CASES)]
    if others:
        found = db.execute(THEIRS, (others, others)).fetchall()
        changes += [(case, newest[subject]) for case, subject in found]
    latest = dict(sorted(changes, key=lambda change: change[1].position))
    return [
        Said("case", CaseChanged(case, record.position, record.header.actor), record.position)
        for case, record in latest.items()
    ]
