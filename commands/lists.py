"""What people may ask of lists of cases."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from commands.cases import CaseCommand
from commands.command import Command, Part, Sentence, Words
from commands.conditions import Conditions
from commands.external import move_external
from commands.ids import new_id
from commands.types import TypeRef, find_type
from domain.case.case import Case
from domain.event import Plain
from domain.ledger import Work
from domain.lists.caselist import CaseList, ListKind
from domain.refusals import BadFacts

AT_ONCE = 500  # cases that one command puts on a list
Ids = Annotated[tuple[UUID, ...], Field(max_length=AT_ONCE)]
NAME, EXTERNAL = "case-list-name", "case-list-external"  # the claims of a list


class ListFacts(Part):
    """What is known about a list; what is left out stays as it is."""

    name: Words | None = None
    description: Sentence | None = None
    type: TypeRef | None = None
    is_obo: bool = False
    external_source: Words | None = None
    external_source_id: Words | None = None

    def settled(self, work: Work) -> dict[str, Plain]:
        """Those that were given, as they are kept. Refuses Unknown."""
        named = [name for name in ListFacts.model_fields if name in self.model_fields_set]
        given: dict[str, Plain] = {name: getattr(self, name) for name in named}
        if "name" in given and not given["name"]:
            raise BadFacts({"name": "A list needs a name."})
        if self.type is not None:
            given["type"] = str(find_type(work, self.type).id)
        return given


class NewList(ListFacts):
    """What a list may begin with. With cases it begins with these on it."""

    name: Words
    kind: ListKind = ListKind.STATIC
    condition: Conditions | None = None
    case_ids: Ids = ()


class CreateCaseList(NewList, Command):
    """Create a list: static, following a condition, or both. It may begin with cases on it."""

    permission = "lists.edit"
    begins = True
    list_id: UUID = Field(default_factory=new_id)

    @property
    def about(self) -> UUID:
        return self.list_id

    def decide(self, work: Work) -> None:
        create(work, self.list_id, self)


class ListCommand(Command):
    """A command about a list that exists."""

    permission = "lists.edit"
    list_id: UUID

    @property
    def about(self) -> UUID:
        return self.list_id


class ReviseCaseList(ListCommand):
    """Change what a list is called and what it is for."""

    changes: ListFacts

    def decide(self, work: Work) -> None:
        revise(work, work.get(CaseList, self.list_id), self.changes)


class ChangeCaseListCondition(ListCommand):
    """Let a list follow another condition. Who enters and leaves by that is told so."""

    condition: Conditions

    def decide(self, work: Work) -> None:
        it = work.get(CaseList, self.list_id)
        work.record(it, it.follow(self.condition))


class ArchiveCaseList(ListCommand):
    """Take a list out of sight. Nothing is deleted."""

    reason: Sentence | None = None

    def decide(self, work: Work) -> None:
        it = work.get(CaseList, self.list_id)
        work.record(it, it.life.archive(self.reason))


class RestoreCaseList(ListCommand):
    """Bring an archived list back."""

    reason: Sentence | None = None

    def decide(self, work: Work) -> None:
        it = work.get(CaseList, self.list_id)
        work.record(it, it.life.restore(self.reason))


class AddToList(CaseCommand):
    """Put a case on a list by hand; where it was excluded from it, it is so no longer."""

    permission = "lists.edit"
    list_id: UUID
    reason: Sentence | None = None

    def decide(self, work: Work) -> None:
        case, it = work.get(Case, self.case_id), work.get(CaseList, self.list_id)
        work.record(case, case.add_to(it, self.reason))


class RemoveFromList(CaseCommand):
    """Take a case off a list; off a hybrid one for good, whether its condition fits or not."""

    permission = "lists.edit"
    list_id: UUID
    reason: Sentence | None = None

    def decide(self, work: Work) -> None:
        case, it = work.get(Case, self.case_id), work.get(CaseList, self.list_id)
        work.record(case, case.remove_from(it, self.reason))


def create(work: Work, id: UUID, new: NewList) -> CaseList:
    """A new list, its name and external id claimed, with its first cases."""
    it, facts = work.find(CaseList, id), new.settled(work)
    it = work.record(it, it.create(new.kind, facts, new.condition))
    work.claim(NAME, it.card.name, stream=id)
    move_external(work, EXTERNAL, {}, facts, id)
    for each in dict.fromkeys(new.case_ids):
        case = work.get(Case, each)
        work.record(case, case.add_to(it, None))
    return it


def revise(work: Work, it: CaseList, changes: ListFacts) -> CaseList:
    before = it.card
    it = work.record(it, it.revise(changes.settled(work)))
    if it.card.name != before.name:
        work.release(NAME, before.name)
        work.claim(NAME, it.card.name, stream=it.id)
    move_external(work, EXTERNAL, before.facts, it.card.facts, it.id)
    return it
