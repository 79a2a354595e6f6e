"""What a case is told when something it has was removed: to take what stands in its place."""

from commands.cases import CaseCommand
from commands.command import Words
from domain.case.case import Case
from domain.casetype.casetype import CaseType
from domain.ledger import Work


class LeaveRemovedStatus(CaseCommand):
    """Move a case from a status that was removed to the one that took its place."""

    permission = "settings.edit"
    status: Words

    def decide(self, work: Work) -> None:
        case = work.get(Case, self.case_id)
        kind = work.get(CaseType, case.opening.type)
        work.record(case, case.leave_status(self.status, kind))


class LeaveRemovedOption(CaseCommand):
    """Give a case another option of a field in the place of one that was removed."""

    permission = "settings.edit"
    field: Words
    option: Words
    replacement: Words

    def decide(self, work: Work) -> None:
        case = work.get(Case, self.case_id)
        work.record(case, case.leave_option(self.field, self.option, self.replacement))
