"""A change in bulk: one act on a selection of cases that was frozen and shown before."""

from collections.abc import Mapping

from domain.aggregate import Aggregate
from domain.event import Plain
from domain.run import Begun, Finished, Resumed, Run, Stopped

BULK = "the change in bulk"


class BulkBegun(Begun, frozen=True, kw_only=True):
    """What is done to which cases. Each case's own events refer to this stream."""

    action: str  # the command that each case is given
    given: Mapping[str, Plain]  # what it says beside the case
    selection: str | None  # the filter as it was spelt; None: the cases were picked
    position: int  # as of which the selection was frozen
    cases: int

    def says(self) -> str:
        return f"began in bulk: {worded(self.action)}, {many(self.cases)}"


class BulkStopped(Stopped, frozen=True):
    what = BULK


class BulkResumed(Resumed, frozen=True):
    what = BULK


class BulkFinished(Finished, frozen=True):
    what = BULK


class BulkRun(Run, frozen=True):
    stopped = BulkStopped
    resumed = BulkResumed
    finished = BulkFinished


class Bulk(Aggregate, frozen=True):
    run: BulkRun = BulkRun()

    @property
    def exists(self) -> bool:
        return bool(self.run.plan)


def worded(action: str) -> str:
    """`change-status` as `change status`."""
    return action.replace("-", " ")


def many(cases: int) -> str:
    return "1 case" if cases == 1 else f"{cases:,} cases"
