"""An export: what somebody took out of the ledger as a file, for ever on record."""

from collections.abc import Iterator, Mapping
from typing import Literal, Self, TypeAlias
from uuid import UUID

from domain.aggregate import Aggregate, Aspect
from domain.event import Change, Event

ExportKind: TypeAlias = Literal["cases", "history"]
MOST_CHOSEN = 1_000  # records chosen one by one
NOUNS: Mapping[str, tuple[str, str]] = {  # of one, and of several
    "cases": ("case", "cases"),
    "history": ("entry of the log", "entries of the log"),
}


class ExportMade(Event, frozen=True, kw_only=True):
    """With the position and the filter, anybody can tell later what was in it."""

    kind: ExportKind
    format: str  # csv, xlsx, jsonl, html
    rows: int
    position: int  # it shows what was true then
    columns: tuple[str, ...]  # keys of facts
    filters: tuple[str, ...]  # as they are spelt in an address: `status=active,closed`
    sort: str | None = None
    chosen: tuple[UUID, ...] = ()  # one by one; else all that the filters let through
    size: int
    sha256: str  # of the file

    def says(self) -> str:
        one, several = NOUNS[self.kind]
        noun = one if self.rows == 1 else several
        return f"exported {self.rows:,} {noun} as {self.format.upper()}"

    def changes(self) -> Mapping[str, Change]:
        return {
            "columns": (None, self.columns or None),
            "filters": (None, self.filters or None),
        }


class ExportOpened(Event, frozen=True, kw_only=True):
    """Somebody took the file, by a link to it."""

    kind: ExportKind
    format: str
    sha256: str  # of the file

    def says(self) -> str:
        return f"opened exported {NOUNS[self.kind][1]} as {self.format.upper()}"


class Made(Aspect, frozen=True):
    sha256: str = ""
    kind: ExportKind = "cases"
    format: str = ""

    def make(self, made: ExportMade) -> Iterator[Event]:
        if not self.sha256:
            yield made

    def open(self) -> Iterator[Event]:
        yield ExportOpened(kind=self.kind, format=self.format, sha256=self.sha256)

    def evolve(self, event: Event) -> Self:
        match event:
            case ExportMade(sha256=digest, kind=kind, format=format):
                return type(self)(digest, kind, format)
            case _:
                return self


class Export(Aggregate, frozen=True):
    made: Made = Made()

    @property
    def exists(self) -> bool:
        return bool(self.made.sha256)
