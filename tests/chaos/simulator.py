"""The runner's protocol, run with everything that may happen in between, from one seed.

`projections.taking`, `parts` and `due` as they are, over a store in memory: two processes that take
turns and die between any two steps, a feed that repeats or leaves out, events that cannot be taken
in until somebody mends the code, projections that fail as a whole. One seed again, with its story:

    ./run tool python -m tests.chaos.simulator 1234
"""

import logging
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any, ClassVar
from uuid import UUID

import pytest
from greenlet import greenlet
from psycopg import OperationalError

from domain.event import Event
from domain.ledger import Recorded, Sealed, Span
from projections import due, quarantine, taking
from projections.parts import TooMuchPoison, take_in_parts
from projections.projection import Batch
from projections.store import Taker
from projections.taking import Gap
from tests.chaos.memory import Disk, Killed, Queue, Store
from tests.scenario import header

CASES = [UUID(int=n) for n in range(1, 5)]
CONTACTS = [UUID(int=n) for n in range(11, 13)]
NOTES = {UUID(int=20 + n): case for n, case in enumerate(CASES)}  # a stream, and its subject
NAMES = ("state", "log", "line")
BY = header()


class Said(Event, frozen=True):
    """Something that happened to a record: of a case, that this is its client now."""

    client: UUID
    poison: str  # the projection that cannot take it in until its code is mended


class World:
    """What happened, how much of it is written by now, and how well the code is."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.disk = Disk(self.dice)
        self.log = list(_history(self.dice))
        self.head = 0
        self.mended = self.dice.random() < 0.4
        self.ill: set[str] = set()

    def read(self, after: int, limit: int) -> Sequence[Recorded]:
        """Satisfies Feed; some deliveries are not what they should be."""
        self.disk.step()
        records = self.log[after : min(self.head, after + limit)]
        wrong = 1 if self.disk.quiet or not records else self.dice.random()
        if wrong < 0.01:
            return [*self.log[max(0, after - 1) : after], *records[: limit - 1]]
        return records[1:] if wrong < 0.02 else records

    def sealed(self, after: int, limit: int) -> Sequence[Sealed]:
        return ()

    def stream(self, id: UUID, after_version: int = 0) -> Sequence[Recorded]:
        return ()

    def of(
        self, spans: Sequence[Span], limit: int | None, kinds: Collection[str] = ()
    ) -> Sequence[Recorded]:
        (span,) = spans
        near = [record for record in self.log if span.after < record.position < span.before]
        return [record for record in reversed(near) if record.subject == span.subject][:limit]

    def sick(self, name: str, record: Recorded) -> None:
        assert isinstance(record.event, Said)
        if record.event.poison == name and not self.mended:
            raise ValueError(f"{record.position} is poison")


def _history(dice: Random) -> Iterator[Recorded]:
    versions: dict[UUID, int] = {}
    streams = [*CASES, *CONTACTS, *CONTACTS, *NOTES]
    for position in range(1, dice.randint(4, 14)):
        stream = dice.choice(streams)
        versions[stream] = versions.get(stream, 0) + 1
        poison = dice.choice(NAMES) if dice.random() < 0.1 else ""
        said = Said(dice.choice(CONTACTS), poison)
        subject = NOTES.get(stream, stream)
        yield Recorded(
            stream, versions[stream], said, BY, UUID(int=position), subject, position=position
        )


class Folds:
    """As States: a stream's events, each once, in order."""

    name = "state"
    needs: ClassVar[tuple[str, ...]] = ()

    def __init__(self, world: World, store: Store) -> None:
        self._world, self._store = world, store

    def apply(self, batch: Batch) -> None:
        _well(self._world, self.name)
        for stream, records in batch.streams.items():
            seen, _ = self._store.get(self.name, stream) or ((), None)
            if len(seen) + 1 != records[0].originator_version:
                raise ValueError(f"{stream} skipped a version")
            for record in records:
                self._world.sick(self.name, record)
            self._store.put(self.name, stream, _folded(seen, records))

    def apply_carefully(self, batch: Batch) -> None:
        take_in_parts(self._store, self, batch)

    def settle(self) -> None: ...


class Log(Folds):
    """As LogLines: a row an event, which cannot be put in twice."""

    name = "log"

    def apply(self, batch: Batch) -> None:
        _well(self._world, self.name)
        for record in batch.records:
            self._world.sick(self.name, record)
            if self._store.get(self.name, record.position):
                raise ValueError(f"{record.position} is there")
            self._store.put(self.name, record.position, record.event_id)


class Lines(Folds):
    """As Lines: of each case, joined with its client, whose news reach all its cases."""

    name = "line"
    needs = ("state",)

    def apply(self, batch: Batch) -> None:
        _well(self._world, self.name)
        for case in self._due(batch):
            self._write(case)

    def apply_carefully(self, batch: Batch) -> None:
        _well(self._world, self.name)
        self._write_carefully(self._due(batch))

    def settle(self) -> None:
        if chunk := due.next_chunk(self._queue()):
            aside = self._store.all_aside([self.name]).get(self.name, set())
            self._write_carefully(sorted(chunk.lines - aside))

    def _due(self, batch: Batch) -> list[UUID]:
        lines = {each for each in batch.streams if each in CASES}
        if sources := {each for each in batch.streams if each in CONTACTS}:
            lines |= due.now_or_later(self._queue(), sources, batch.records[0].position)
        return sorted(lines.difference(batch.aside))

    def _write_carefully(self, cases: Sequence[UUID]) -> None:
        for case in cases:
            try:
                with self._store.attempt():
                    self._write(case)
            except ValueError as error:
                seen, _ = self._store.get("state", case)
                self._store.set_aside(self.name, case, seen[-1], error)

    def _write(self, case: UUID) -> None:
        if state := self._store.get("state", case):
            seen, client = state
            self._world.sick(self.name, self._world.log[seen[-1] - 1])
            self._store.put(self.name, case, (seen, client, self._store.get("state", client)))

    def _queue(self) -> Queue:
        return Queue(self._store, self.name, self._cases_of)

    def _cases_of(self, client: UUID) -> list[UUID]:
        states = self._store.all("state")
        return [case for case in CASES if case in states and states[case][1] == client]


def _well(world: World, name: str) -> None:
    if name in world.ill:
        raise TooMuchPoison(name)


def _folded(seen: tuple[int, ...], records: Sequence[Recorded]) -> tuple[tuple[int, ...], UUID]:
    last = records[-1].event
    assert isinstance(last, Said)
    return (*seen, *(record.position for record in records)), last.client


class Process:
    """Takes along and releases until it dies, and is started again."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._begin()

    def _begin(self) -> None:
        self._store = Store(self._world.disk)
        kinds = (Folds, Log, Lines)
        self._takers: list[Taker] = [kind(self._world, self._store) for kind in kinds]

    def live(self) -> None:
        for _ in range(self._world.dice.randint(1, 6)):
            try:
                self._work()
            except (Killed, OperationalError, Gap, TooMuchPoison) as why:
                logging.info("died: %r", why)
                self._begin()

    def _work(self) -> None:
        aside = sorted(self._store.all("aside"))
        if aside and self._world.dice.random() < 0.3:
            self.release(*self._world.dice.choice(aside))
        else:
            self.take_along(self._world.dice.choice((1, 2, 5)))

    def take_along(self, size: int) -> int:
        at = self._store.standing(NAMES)
        self._world.disk.step()
        took = taking.take_along(self._store, self._world, self._takers, at, None, size)
        logging.info("took %s along from %s", took, at)
        return took

    def release(self, name: str, subject: UUID) -> None:
        done = taking.release(self._store, self._world, self._takers, name, subject)
        logging.info("released %s of %s: %s", subject.int, name, done)

    def end_well(self) -> None:
        """Everything is mended, goes on, is released and taken along."""
        self._world.disk.rows.pop("stopped", None)
        while self.take_along(5):
            pass
        for name, subject in self._store.all("aside"):
            self.release(name, subject)
        while self.take_along(5):
            pass


def differences(seed: int) -> Mapping[str, Any]:
    """Run one seed; what the store has at the end, and should not or otherwise; empty: right."""
    world = World(seed)
    alive = [greenlet(Process(world).live) for _ in range(2)]
    while alive := [each for each in alive if not each.dead]:
        if world.dice.random() < 0.15:  # mostly the last one: so one falls asleep for long
            world.dice.shuffle(alive)
        if world.head < len(world.log) and world.dice.random() < 0.3:
            world.head += 1
        if world.dice.random() < 0.02:
            world.ill = {world.dice.choice(NAMES)} - world.ill
        if world.dice.random() < 0.02:
            world.mended = not world.mended
        alive[-1].switch()
    world.mended, world.ill, world.head, world.disk.quiet = True, set(), len(world.log), True
    Process(world).end_well()
    has = {name: rows for name, rows in world.disk.rows.items() if rows}
    should = _from_zero(world.log)
    both = {name: (has.get(name), should.get(name)) for name in [*has, *should]}
    return {name: (one, other) for name, (one, other) in both.items() if one != other}


def _from_zero(log: Sequence[Recorded]) -> dict[str, dict[Any, Any]]:
    """What it adds up to, with no protocol at all."""
    state: dict[UUID, Any] = {}
    for record in log:
        seen, _ = state.get(record.originator_id, ((), None))
        state[record.originator_id] = _folded(seen, [record])
    lines = {case: (*state[case], state.get(state[case][1])) for case in CASES if case in state}
    log_lines = {record.position: record.event_id for record in log}
    at = {name: len(log) for name in NAMES}
    rows: dict[str, dict[Any, Any]] = {"state": state, "log": log_lines, "line": lines, "at": at}
    return {name: each for name, each in rows.items() if each}


@contextmanager
def small() -> Iterator[None]:
    """Limits that so little comes up against."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(due, "AT_ONCE", 1)
        patch.setattr(due, "CHUNK", 1)
        patch.setattr(quarantine, "MANY", 2)
        patch.setattr(taking.log, "disabled", True)
        yield


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with small():
        logging.info("%s", differences(int(sys.argv[1])) or "no difference")
