"""What people may ask of lists of cases."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from pydantic import Field

from commands.cases import CaseCommand
from commands.command import Command, Part, Sentence, Words
from commands.conditions import Conditions
from commands.external import external_holder, move_external
from commands.ids import new_id
from commands.types import TypeRef, find_type
from domain.case.case import Case
from domain.conditions import Condition
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


class CreateCaseList(ListFacts, Command):
    """Create a list: static, following a condition, or both. It may begin with cases on it."""

    permission = "lists.edit"
    begins = True
    list_id: UUID = Field(default_factory=new_id)
    name: Words
    kind: ListKind = ListKind.STATIC
    condition: Conditions | None = None
    case_ids: Ids = ()

    @property
    def about(self) -> UUID:
        return self.list_id

    def decide(self, work: Work) -> None:
        it = create(work, self.list_id, self, self.kind, self.condition)
        put_on(work, it, self.case_ids)


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


class PutCaseList(ListFacts, Command):
    """Create a list, or revise the one that has this id or external source and id."""

    permission = "lists.edit"
    begins = True
    list_id: UUID | None = None
    kind: ListKind | None = None  # else what the condition and the ids make of it
    condition: Conditions | None = None
    include_ids: Ids = ()
    exclude_ids: Ids = ()

    def decide(self, work: Work) -> None:
        it = self._revised(work) or self._created(work)
        put_on(work, it, self.include_ids)
        for each in dict.fromkeys(self.exclude_ids):
            case = work.get(Case, each)
            work.record(case, case.remove_from(it, None))

    def _revised(self, work: Work) -> CaseList | None:
        """The list that is known; None: none is."""
        named = {"external_source": self.external_source}
        named |= {"external_source_id": self.external_source_id}
        known = self.list_id or external_holder(work, EXTERNAL, named)
        if known is None:
            return None
        work.concerns(known)
        it = work.get(CaseList, known)
        if self.kind not in (None, it.card.kind):
            raise BadFacts({"kind": "The kind of a list never changes."})
        it = revise(work, it, self)
        return work.record(it, it.follow(self.condition)) if self.condition else it

    def _created(self, work: Work) -> CaseList:
        if self.name is None:
            raise BadFacts({"name": "A new list needs a name."})
        made = new_id()
        work.concerns(made)
        return create(work, made, self, self.kind or self._kind(), self.condition)

    def _kind(self) -> ListKind:
        if self.condition is None:
            return ListKind.STATIC
        by_hand = self.include_ids or self.exclude_ids
        return ListKind.HYBRID if by_hand else ListKind.DYNAMIC


def create(
    work: Work, id: UUID, given: ListFacts, kind: ListKind, condition: Condition | None
) -> CaseList:
    """A new list, its name and external id claimed."""
    it, facts = work.find(CaseList, id), given.settled(work)
    it = work.record(it, it.create(kind, facts, condition))
    work.claim(NAME, it.card.name, stream=id)
    move_external(work, EXTERNAL, {}, facts, id)
    return it


def put_on(work: Work, it: CaseList, ids: Iterable[UUID]) -> None:
    for each in dict.fromkeys(ids):
        case = work.get(Case, each)
        work.record(case, case.add_to(it, None))


def revise(work: Work, it: CaseList, changes: ListFacts) -> CaseList:
    before = it.card
    it = work.record(it, it.revise(changes.settled(work)))
    if it.card.name != before.name:
        work.release(NAME, before.name)
        work.claim(NAME, it.card.name, stream=it.id)
    move_external(work, EXTERNAL, before.facts, it.card.facts, it.id)
    return it
