"""Where projections are kept, as those see it who take them along: a port, and its PostgreSQL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from projections import checkpoints, due, quarantine
from projections.projection import Batch, Projection
from projections.quarantine import Quarantined
from projections.tables import Db, Tables

# What is lost is projected again. And plans made while tables were small must not scan them for
# ever; what must be scanned then looks costly enough to be compiled, which it never is.
FAST = "set local synchronous_commit = off; set local enable_seqscan = off; set local jit = off"


class Taker(Protocol):
    """A projection in its place: see `projection.Projection`."""

    @property
    def name(self) -> str: ...

    @property
    def needs(self) -> tuple[str, ...]: ...

    def apply(self, batch: Batch) -> None: ...

    def apply_carefully(self, batch: Batch) -> None: ...

    def settle(self) -> None: ...


class Store(Protocol):
    def transaction(self) -> AbstractContextManager[None]: ...

    def attempt(self) -> AbstractContextManager[object]:
        """A part of a transaction: what is raised in it undoes it alone."""
        ...

    def lock(self, names: Iterable[str]) -> Mapping[str, int]:
        """Their positions, which nobody else moves before this transaction ends."""
        ...

    def move(self, names: Iterable[str], position: int) -> None: ...

    def stop(self, name: str, why: str) -> None: ...

    def waiting(self, names: Iterable[str]) -> set[str]:
        """Those that have put something off."""
        ...

    def set_aside(self, name: str, subject: UUID, position: int, error: Exception) -> None: ...

    def all_aside(self, names: Sequence[str]) -> Mapping[str, set[UUID]]: ...

    def lift(self, name: str, subject: UUID) -> Quarantined | None: ...

    def again(self, was: Quarantined) -> bool: ...

    def overrun(self, names: Sequence[str]) -> Sequence[str]: ...


@dataclass(frozen=True)
class PostgresStore:
    """Satisfies Store: a connection, and which version of each projection is meant."""

    db: Db
    tables: Tables

    def place(self, projection: Projection) -> Taker:
        return _Placed(projection, self.db, self.tables)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self.db.transaction():
            self.db.execute(FAST, prepare=False)
            yield

    def attempt(self) -> AbstractContextManager[object]:
        return self.db.transaction()

    def lock(self, names: Iterable[str]) -> Mapping[str, int]:
        return checkpoints.lock(self.db, self.tables, names)

    def move(self, names: Iterable[str], position: int) -> None:
        checkpoints.move(self.db, self.tables, names, position)

    def stop(self, name: str, why: str) -> None:
        checkpoints.stop(self.db, self.tables, name, why)

    def waiting(self, names: Iterable[str]) -> set[str]:
        return due.waiting(self.db, self.tables, names)

    def set_aside(self, name: str, subject: UUID, position: int, error: Exception) -> None:
        quarantine.add(self.db, self.tables, name, subject, position, error)

    def all_aside(self, names: Sequence[str]) -> Mapping[str, set[UUID]]:
        return quarantine.all_aside(self.db, self.tables, names)

    def lift(self, name: str, subject: UUID) -> Quarantined | None:
        return quarantine.lift(self.db, self.tables, name, subject)

    def again(self, was: Quarantined) -> bool:
        return quarantine.again(self.db, self.tables, was)

    def overrun(self, names: Sequence[str]) -> Sequence[str]:
        return quarantine.overrun(self.db, self.tables, names)


@dataclass(frozen=True)
class _Placed:
    projection: Projection
    db: Db
    tables: Tables

    @property
    def name(self) -> str:
        return self.projection.name

    @property
    def needs(self) -> tuple[str, ...]:
        return self.projection.needs

    def apply(self, batch: Batch) -> None:
        self.projection.apply(self.db, self.tables, batch)

    def apply_carefully(self, batch: Batch) -> None:
        self.projection.apply_carefully(self.db, self.tables, batch)

    def settle(self) -> None:
        self.projection.settle(self.db, self.tables)
        checkpoints.touch(self.db, self.tables, [self.name])
