"""A selection as it stands, what is to be done with it, and the port to where it is kept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, Protocol, TypeAlias
from uuid import UUID

from msgspec import Struct

from domain.event import Plain
from domain.run import Counts
from reactions.carrying import Kept, Tell

State: TypeAlias = Literal["planning", "planned", "running", "finished", "stopped", "failed"]
Outcome: TypeAlias = Literal["changed", "unchanged", "refused", "moved"]
OUTCOMES: tuple[Outcome, ...] = ("changed", "unchanged", "refused", "moved")


class Selection(Kept, frozen=True, kw_only=True):
    """`position`: as of which it was frozen. `where`: the filter; None: the cases were picked."""

    state: State = "planning"
    action: str
    given: Mapping[str, Plain]
    where: str | None = None
    excluded: tuple[UUID, ...] = ()
    cases: int = 0
    reads: tuple[UUID, ...] = ()  # what judging read beside the cases: types, a person, a list


class Chosen(Struct, frozen=True):
    """A case of a selection, at the version that was frozen; None: the lists did not know it."""

    n: int
    case: UUID
    base: int | None


class Judged(Struct, frozen=True):
    """What would become of a case, and the version and type that this was judged by."""

    n: int
    base: int
    outcome: Outcome
    reason: str | None = None
    type: UUID | None = None


class Done(Struct, frozen=True):
    """What became of a case."""

    n: int
    outcome: Outcome
    reason: str | None = None
    position: int | None = None


class Selections(Tell, Protocol):
    def chosen(self, id: UUID, after: int, limit: int) -> Sequence[Chosen]:
        """All of a selection, in its order."""
        ...

    def judge(self, id: UUID, judged: Iterable[Judged]) -> None: ...

    def due(self, id: UUID, after: int, limit: int) -> Sequence[Chosen]:
        """Those that are to be changed and have no outcome yet, in order."""
        ...

    def done(self, id: UUID, outcomes: Iterable[Done]) -> None: ...

    def counts(self, id: UUID) -> Mapping[str, int]:
        """How many have which outcome, or will have."""
        ...

    def left(self, id: UUID) -> int:
        """How many are due."""
        ...


def counted(counts: Mapping[str, int]) -> Counts:
    """Each outcome with how many it has."""
    return {outcome: counts.get(outcome, 0) for outcome in OUTCOMES}


def came(counts: Mapping[str, int], left: int) -> Counts:
    """The same without those that are still to be changed."""
    return {**counted(counts), "changed": counts.get("changed", 0) - left}
