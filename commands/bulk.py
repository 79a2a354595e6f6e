"""What a change in bulk asks for, and what it may give each case: ordinary commands, no others."""

from collections.abc import Mapping
from uuid import UUID

from commands.by_type import ChangeStatusByType
from commands.cases import (
    ArchiveCase,
    AssignStaff,
    CaseCommand,
    ChangeStatus,
    RestoreCase,
    UnassignStaff,
)
from commands.command import Command
from commands.leaving import LeaveRemovedOption, LeaveRemovedStatus
from commands.lists import AddToList, RemoveFromList
from domain.bulk.bulk import Bulk, BulkBegun
from domain.event import Plain
from domain.ledger import Work

ACTIONS: Mapping[str, type[CaseCommand]] = {
    "change-status": ChangeStatus,
    "change-status-by-type": ChangeStatusByType,
    "assign-staff": AssignStaff,
    "unassign-staff": UnassignStaff,
    "archive-case": ArchiveCase,
    "restore-case": RestoreCase,
    "add-to-list": AddToList,
    "remove-from-list": RemoveFromList,
    "leave-removed-status": LeaveRemovedStatus,
    "leave-removed-option": LeaveRemovedOption,
}


class BulkCommand(Command):
    """A command about a change in bulk as a whole. People never give these themselves."""

    permission = "bulk.run"
    bulk_id: UUID

    @property
    def about(self) -> UUID:
        return self.bulk_id


class BeginBulk(BulkCommand):
    """Carry out what was planned; what was stopped goes on."""

    begins = True
    action: str
    given: Mapping[str, Plain]
    selection: str | None
    position: int
    cases: int
    plan: str
    planned: Mapping[str, int]

    def decide(self, work: Work) -> None:
        it = work.find(Bulk, self.bulk_id)
        begun = BulkBegun(**self.model_dump(exclude={"bulk_id"}))
        work.record(it, it.run.begin(begun))


class StopBulk(BulkCommand):
    """Stop a change in bulk. What it did stays, and it can go on."""

    outcomes: Mapping[str, int]

    def decide(self, work: Work) -> None:
        it = work.get(Bulk, self.bulk_id)
        work.record(it, it.run.stop(self.outcomes))


class FinishBulk(BulkCommand):
    """Say how all cases of a change in bulk came out."""

    outcomes: Mapping[str, int]

    def decide(self, work: Work) -> None:
        it = work.get(Bulk, self.bulk_id)
        work.record(it, it.run.finish(self.outcomes))
