"""What cases of several types are told at once: each takes the status that is for its type."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from pydantic import Field

from commands.cases import CaseCommand
from commands.command import Sentence, Words
from domain.case.case import Case
from domain.casetype.casetype import CaseType
from domain.ledger import Ledger, Work
from domain.refusals import BadFacts, StatusNotOfType, TypeLeftAlone

ByType = Annotated[
    Mapping[UUID, Words],
    Field(
        min_length=1,
        max_length=1_000,
        description="By the id of the type. A type that is not here takes `status`, if that is"
        " given; else its cases are left alone.",
    ),
]
OfOthers = Annotated[Words | None, Field(description="For all types that `statuses` lacks.")]


class ChangeStatusByType(CaseCommand):
    """Move a case to the status that is chosen for its type."""

    statuses: ByType
    status: OfOthers = None
    reason: Sentence | None = None

    def decide(self, work: Work) -> None:
        case = work.get(Case, self.case_id)
        status = self.statuses.get(case.opening.type, self.status)
        if status is None:
            raise TypeLeftAlone
        kind = work.get(CaseType, case.opening.type)
        work.record(case, case.change_status(status, kind, self.reason))


def must_be_theirs(statuses: Mapping[UUID, str], ledger: Ledger) -> None:
    """Refuses BadFacts, with a sentence for each type that is none or has no such status."""
    kinds = ledger.load_all(list(statuses))
    wrong = {kind: _wrong(kinds.get(kind), status) for kind, status in statuses.items()}
    if why := {f"change.statuses.{kind}": said for kind, said in wrong.items() if said}:
        raise BadFacts(why)


def _wrong(kind: object, status: str) -> str | None:
    if not isinstance(kind, CaseType):
        return "There is no type of case with this id."
    try:
        kind.statuses.chosen(status)
    except StatusNotOfType as why:
        return f"{kind.life.name}: {why}"
    return None
