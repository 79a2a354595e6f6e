"""A run: what was planned is carried out, may be stopped and go on, and comes to its end."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, Self, TypeAlias

from msgspec.structs import replace

from domain.aggregate import Aspect
from domain.event import Change, Event
from domain.refusals import AnotherPlan

Counts: TypeAlias = Mapping[str, int]  # how many came out how


class Begun(Event, frozen=True, kw_only=True):
    """The plan that is carried out: no other."""

    plan: str  # SHA-256 of all that is planned, in its order
    planned: Counts


class Stopped(Event, frozen=True):
    outcomes: Counts
    what: ClassVar[str]

    def says(self) -> str:
        return f"stopped {self.what}: {worded(self.outcomes)}"


class Resumed(Event, frozen=True):
    what: ClassVar[str]

    def says(self) -> str:
        return f"let {self.what} go on"


class Finished(Event, frozen=True):
    outcomes: Counts
    what: ClassVar[str]

    def says(self) -> str:
        return f"finished {self.what}: {worded(self.outcomes)}"

    def changes(self) -> Mapping[str, Change]:
        return {name: (None, many) for name, many in self.outcomes.items()}


class Run(Aspect, frozen=True):
    """How far it is. What a run is of says by which events it goes on."""

    plan: str = ""
    state: Literal["", "running", "stopped", "finished"] = ""
    outcomes: Mapping[str, int] = {}

    stopped: ClassVar[type[Stopped]]
    resumed: ClassVar[type[Resumed]]
    finished: ClassVar[type[Finished]]

    def begin(self, begun: Begun) -> Iterator[Event]:
        if not self.plan:
            yield begun
        elif self.plan != begun.plan:
            raise AnotherPlan
        else:
            yield from self.resume()

    def stop(self, outcomes: Counts) -> Iterator[Event]:
        if self.state == "running":
            yield self.stopped(outcomes)

    def resume(self) -> Iterator[Event]:
        if self.state == "stopped":
            yield self.resumed()

    def finish(self, outcomes: Counts) -> Iterator[Event]:
        if self.state == "running":
            yield self.finished(outcomes)

    def evolve(self, event: Event) -> Self:
        match event:
            case Begun(plan=plan):
                return type(self)(plan, "running")
            case Stopped(outcomes=outcomes):
                return replace(self, state="stopped", outcomes=outcomes)
            case Resumed():
                return replace(self, state="running")
            case Finished(outcomes=outcomes):
                return replace(self, state="finished", outcomes=outcomes)
            case _:
                return self


def worded(outcomes: Counts) -> str:
    """`12 created, 3 skipped`"""
    return ", ".join(f"{many:,} {name}" for name, many in outcomes.items() if many) or "nothing"
