"""A store in memory for the runner's own protocol: transactions that come undone, rows that are
locked, processes that take turns and die between any two of their steps."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any, TypeAlias
from uuid import UUID

from greenlet import getcurrent, greenlet
from psycopg import OperationalError

from projections import quarantine
from projections.checkpoints import At
from projections.due import FIRST
from projections.quarantine import Quarantined

Place: TypeAlias = tuple[str, Any]  # a table and a key in it
GONE = object()
PATIENCE = 2_000  # turns: who waits so long for a row waits for ever
DEATHS, TURNS = 0.02, 0.3  # of all steps


class Killed(BaseException):
    """The process is no more: none of its handlers runs."""


class Disk:
    """What is committed, who holds which row, and whose turn it is."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.rows: dict[str, dict[Any, Any]] = {}
        self.holders: dict[Place, Store] = {}
        self.quiet = False  # from now on nobody dies, and one goes after the other

    def step(self) -> None:
        """A moment in which another goes on, the connection ends or the process does."""
        if not self.quiet:
            chance = self.dice.random()
            if chance < DEATHS:
                raise Killed if chance < DEATHS / 2 else OperationalError("the server is gone")
            if chance > 1 - TURNS:
                self.turn()

    def turn(self) -> None:
        hub = getcurrent().parent
        assert isinstance(hub, greenlet)
        hub.switch()


class Store:
    """Satisfies projections.store.Store, as read committed does: a connection of one process."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self._layers: list[dict[Place, Any]] = []

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.disk.step()
        self._layers.append({})
        try:
            yield
            self.disk.step()
            for (table, key), value in self._layers.pop().items():
                self._write(self.disk.rows.setdefault(table, {}), key, value)
        finally:
            self._layers.clear()
            mine = [place for place, holder in self.disk.holders.items() if holder is self]
            for place in mine:
                del self.disk.holders[place]
        self.disk.step()

    @contextmanager
    def attempt(self) -> Iterator[None]:
        self._layers.append({})
        depth = len(self._layers)
        try:
            yield
        except BaseException:
            del self._layers[depth - 1 :]
            raise
        done = self._layers.pop()
        self._layers[-1].update(done)

    def get(self, table: str, key: Any) -> Any:
        for layer in reversed(self._layers):
            if (table, key) in layer:
                found = layer[table, key]
                return None if found is GONE else found
        return self.disk.rows.get(table, {}).get(key)

    def all(self, table: str) -> dict[Any, Any]:
        rows = dict(self.disk.rows.get(table, {}))
        for layer in self._layers:
            for (of, key), value in layer.items():
                if of == table:
                    self._write(rows, key, value)
        return rows

    def put(self, table: str, key: Any, value: Any) -> None:
        self.disk.step()
        self._hold(table, key)
        self._layers[-1][table, key] = value

    def drop(self, table: str, key: Any) -> None:
        self.put(table, key, GONE)

    def _hold(self, table: str, key: Any) -> None:
        for _ in range(PATIENCE):
            if self.disk.holders.setdefault((table, key), self) is self:
                return
            self.disk.turn()
        raise AssertionError(f"{table} {key}: two wait for each other")

    @staticmethod
    def _write(rows: dict[Any, Any], key: Any, value: Any) -> None:
        if value is GONE:
            rows.pop(key, None)
        else:
            rows[key] = value

    def standing(self, names: Sequence[str]) -> Mapping[str, At]:
        at, stopped = self.all("at"), self.all("stopped")
        return {name: At(at.get(name, 0), name in stopped) for name in names}

    def lock(self, names: Iterable[str]) -> Mapping[str, int]:
        chosen = sorted(names)
        for name in chosen:
            self._hold("at", name)
            self.disk.step()
        return {name: self.get("at", name) or 0 for name in chosen}

    def move(self, names: Iterable[str], position: int) -> None:
        for name in names:
            self.put("at", name, position)

    def stop(self, name: str, why: str) -> None:
        self.put("stopped", name, why)

    def waiting(self, names: Iterable[str]) -> set[str]:
        return {name for name, _ in self.all("due")}.intersection(names)

    def set_aside(self, name: str, subject: UUID, position: int, error: Exception) -> None:
        if isinstance(error, OperationalError):  # nobody's poison, and for all to see at the end
            self.disk.rows["blamed"] = {(name, subject): error}
        was = self.get("aside", (name, subject))
        now = Quarantined(name, subject, position, str(error), was.attempts + 1 if was else 1)
        self.put("aside", (name, subject), now)

    def all_aside(self, names: Sequence[str]) -> Mapping[str, set[UUID]]:
        found: dict[str, set[UUID]] = {}
        for name, subject in self.all("aside"):
            found.setdefault(name, set()).add(subject)
        return found

    def lift(self, name: str, subject: UUID) -> Quarantined | None:
        was: Quarantined | None = self.get("aside", (name, subject))
        if was:
            self.drop("aside", (name, subject))
        return was

    def again(self, was: Quarantined) -> bool:
        return self.get("aside", (was.projection, was.subject)) is not None

    def overrun(self, names: Sequence[str]) -> Sequence[str]:
        aside = self.all_aside(names)
        return [name for name in names if len(aside.get(name, ())) > quarantine.MANY]


class Queue:
    """Satisfies projections.due.Queue."""

    def __init__(self, store: Store, name: str, through: Callable[[UUID], list[UUID]]) -> None:
        self._store, self._name, self._through = store, name, through

    def lines(
        self, sources: Iterable[UUID], limit: int, after: UUID = FIRST
    ) -> list[tuple[UUID, UUID]]:
        self._store.disk.step()
        return [
            (source, line)
            for source in sources
            for line in [each for each in self._through(source) if each > after][:limit]
        ]

    def due(self) -> Sequence[tuple[UUID, UUID, int]]:
        rows = self._store.all("due").items()
        mine = [(source, *row) for (name, source), row in rows if name == self._name]
        return sorted(mine, key=lambda row: (-row[1].int, row[0]))

    def note(self, sources: Iterable[UUID], position: int) -> None:
        for source in sorted(sources):
            was = self._store.get("due", (self._name, source))
            self._store.put("due", (self._name, source), (FIRST, was[1] if was else position))

    def go_on(self, source: UUID, after: UUID) -> None:
        _, position = self._store.get("due", (self._name, source))
        self._store.put("due", (self._name, source), (after, position))

    def done(self, sources: Iterable[UUID]) -> None:
        for source in sorted(sources):
            self._store.drop("due", (self._name, source))
