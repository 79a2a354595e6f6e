"""An import: one file's rows, turned into cases and contacts by a plan that was shown before."""

from collections.abc import Iterator, Mapping
from typing import Literal, Self, TypeAlias

from msgspec.structs import replace

from domain.aggregate import Aggregate, Aspect
from domain.event import Change, Event
from domain.refusals import ImportIsNotRunning

ImportKind: TypeAlias = Literal["cases", "contacts"]
Counts: TypeAlias = Mapping[str, int]  # how many rows were created, updated, skipped, failed


class ImportBegun(Event, frozen=True, kw_only=True):
    """The file, what its columns were taken for, and the plan that is carried out: no other."""

    kind: ImportKind
    file: str
    size: int
    sha256: str
    rows: int
    mapping: Mapping[str, str]  # what each header was taken for, by the header
    options: Mapping[str, str]
    plan: str  # SHA-256 of all planned rows, in their order
    planned: Counts

    def says(self) -> str:
        return f"began to import {self.rows:,} rows of {self.file}"


class ImportStopped(Event, frozen=True):
    outcomes: Counts

    def says(self) -> str:
        return f"stopped the import: {worded(self.outcomes)}"


class ImportResumed(Event, frozen=True):
    def says(self) -> str:
        return "let the import go on"


class ImportFinished(Event, frozen=True):
    outcomes: Counts

    def says(self) -> str:
        return f"finished the import: {worded(self.outcomes)}"

    def changes(self) -> Mapping[str, Change]:
        return {name: (None, many) for name, many in self.outcomes.items()}


class Run(Aspect, frozen=True):
    """How far an import is."""

    plan: str = ""
    file: str = ""
    sha256: str = ""
    state: Literal["", "running", "stopped", "finished"] = ""
    outcomes: Mapping[str, int] = {}

    def begin(self, begun: ImportBegun) -> Iterator[Event]:
        if not self.plan:
            yield begun
        elif self.plan != begun.plan:
            raise ImportIsNotRunning
        else:
            yield from self.resume()

    def stop(self, outcomes: Counts) -> Iterator[Event]:
        if self.state == "running":
            yield ImportStopped(outcomes)

    def resume(self) -> Iterator[Event]:
        if self.state == "stopped":
            yield ImportResumed()

    def finish(self, outcomes: Counts) -> Iterator[Event]:
        if self.state == "running":
            yield ImportFinished(outcomes)

    def evolve(self, event: Event) -> Self:
        match event:
            case ImportBegun():
                return type(self)(event.plan, event.file, event.sha256, "running")
            case ImportStopped(outcomes=outcomes):
                return replace(self, state="stopped", outcomes=outcomes)
            case ImportResumed():
                return replace(self, state="running")
            case ImportFinished(outcomes=outcomes):
                return replace(self, state="finished", outcomes=outcomes)
            case _:
                return self


class Import(Aggregate, frozen=True):
    run: Run = Run()

    @property
    def exists(self) -> bool:
        return bool(self.run.plan)


def worded(outcomes: Counts) -> str:
    """`12 created, 3 skipped`"""
    return ", ".join(f"{many:,} {name}" for name, many in outcomes.items() if many) or "nothing"
