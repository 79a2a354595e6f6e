"""An import as it stands, and the ports to where its file, its rows and its plan are kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, Protocol, TypeAlias
from uuid import UUID

from msgspec import Struct

from domain.event import Plain
from domain.imports.imports import ImportKind
from domain.imports.table import Found, Row
from domain.run import Counts
from reactions.carrying import Kept, Tell
from reactions.importer.wishes import Column, Options

State: TypeAlias = Literal[
    "uploaded", "planning", "planned", "running", "finished", "stopped", "failed"
]
Outcome: TypeAlias = Literal["create", "update", "skip", "fail"]
OUTCOMES: tuple[Outcome, ...] = ("create", "update", "skip", "fail")
PAST: Mapping[str, str] = {
    "create": "created", "update": "updated", "skip": "skipped", "fail": "failed",
}  # fmt: skip


class Setup(Struct, frozen=True):
    """A command that must be given before the rows: a type, a field, an option."""

    command: str  # its class's name
    body: str


class Staged(Kept, frozen=True, kw_only=True):
    state: State = "uploaded"
    kind: ImportKind
    name: str
    size: int
    sha256: str
    found: Found
    rows: int
    columns: tuple[Column, ...]
    options: Options = Options()
    like: UUID | None = None  # an earlier import, whose settings it has
    setup: tuple[Setup, ...] = ()
    mapping: Mapping[str, str] = {}  # as planned: the target of each header
    warnings: tuple[str, ...] = ()


class Changed(Struct, frozen=True):
    """What a row changes of one fact."""

    name: str
    label: str
    before: Plain
    after: Plain


class Planned(Struct, frozen=True, kw_only=True):
    """What will become of a row. `turn`: after how many others that touch the same records."""

    row: int
    outcome: Outcome
    reason: str | None = None
    warnings: tuple[str, ...] = ()
    turn: int = 0
    command: str | None = None  # an ImportRow; None: nothing is done
    bases: Mapping[UUID, int] = {}  # the versions of what it changes, as they were
    changes: tuple[Changed, ...] = ()
    case: UUID | None = None
    contact: UUID | None = None


class Done(Struct, frozen=True):
    """What became of a row."""

    row: int
    outcome: Outcome
    reason: str | None = None
    position: int | None = None


class Staging(Tell, Protocol):
    def get(self, id: UUID) -> Staged:
        """Refuses NotFound."""
        ...

    def put(self, it: Staged) -> None: ...

    def rows(self, id: UUID, after: int, limit: int) -> Sequence[Row]: ...

    def values(self, id: UUID, index: int, limit: int | None = None) -> Sequence[tuple[str, int]]:
        """The different values of a column, trimmed and not blank, the most frequent first."""
        ...

    def plan(self, id: UUID, planned: Iterable[Planned]) -> None: ...

    def forget_plan(self, id: UUID) -> None: ...

    def due(self, id: UUID, after: tuple[int, int], limit: int) -> Sequence[Planned]:
        """What is to be done and not done yet after a turn and row, all of one turn, in order."""
        ...

    def done(self, id: UUID, outcomes: Iterable[Done]) -> None: ...

    def counts(self, id: UUID) -> Mapping[str, int]:
        """How many rows have which outcome, or will have; and how many of them have warnings."""
        ...


class Finder(Protocol):
    """Who is known already, as far as the read model has come."""

    def wait(self, position: int) -> bool: ...

    def holders_of(self, points: Sequence[UUID]) -> Mapping[UUID, Sequence[UUID]]:
        """The contacts that hold each number or address."""
        ...

    def born(self, names: Sequence[tuple[str, date]]) -> Mapping[tuple[str, date], Sequence[UUID]]:
        """The contacts of each folded full name and date of birth."""
        ...


def past(counts: Mapping[str, int]) -> Counts:
    """`{"create": 3}` as `{"created": 3, …}`, each of them there."""
    return {said: counts.get(outcome, 0) for outcome, said in PAST.items()}
