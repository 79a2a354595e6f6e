"""What a view asks for and how it shows it: by keys and ids that no renaming changes."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from domain.conditions import And, Condition, spelt
from domain.event import Plain

LATEST = "-updated_at"


class Sight(StrEnum):
    """Which cases are looked at."""

    LIVE = "live"
    ARCHIVED = "archived"
    ANY = "any"


class Density(StrEnum):
    NORMAL = "normal"
    COMPACT = "compact"


class Question(Struct, frozen=True):
    """Which cases, and in what order."""

    condition: Condition = And()
    cases: Sight = Sight.LIVE
    sort: str = LATEST

    def said(self) -> Mapping[str, Plain]:
        return {
            "condition": None if self.condition == And() else spelt(self.condition),
            "cases": self.cases,
            "sort": self.sort,
        }


class Look(Struct, frozen=True):
    """The columns by the keys of their facts, from left to right; none: the usual ones."""

    columns: tuple[str, ...] = ()
    density: Density = Density.NORMAL

    def said(self) -> Mapping[str, Plain]:
        return {"columns": self.columns, "density": self.density}


def differing(
    before: Question | Look, after: Question | Look
) -> Iterator[tuple[str, tuple[Plain, Plain]]]:
    """What of one is otherwise in the other."""
    was = before.said()
    for name, now in after.said().items():
        if was[name] != now:
            yield name, (was[name], now)
