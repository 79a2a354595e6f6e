"""Writing lists from other programs: put by an id of theirs, many at once; cases by their ids."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from msgspec import Struct
from pydantic import Field

from caseledger.web.commands import BODY, Key, began, correlation, receipted, told
from caseledger.web.house import May, TheHouse, Who, answer
from caseledger.web.openapi import answers
from caseledger.web.strict import StrictRoute
from caseledger.web.v1.upsert import Put
from commands.command import Part, Sentence
from commands.handle import Asked, handle_all
from commands.lists import AT_ONCE, AddToList, PutCaseList, RemoveFromList
from domain.ledger import Receipt
from domain.lists.caselist import CaseList
from domain.refusals import NotFound, Refused

router = APIRouter(prefix="/v1/case-lists", tags=["Lists"], route_class=StrictRoute)
EDITS = [Depends(May(PutCaseList.permission))]
MOST = 100  # lists that are put at once


class Lists(Part):
    lists: Annotated[tuple[PutCaseList, ...], Field(min_length=1, max_length=MOST)]


class Cases(Part):
    case_ids: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=AT_ONCE)]
    reason: Sentence | None = None


class PutList(Struct, frozen=True, kw_only=True):
    """How one of many came out: its receipt and outcome, else why not."""

    id: UUID | None = None
    version: int | None = None
    position: int | None = None
    outcome: str  # created, updated, unchanged or refused
    detail: str | None = None


class PutManyLists(Struct, frozen=True):
    lists: Sequence[PutList]


class RefusedCase(Struct, frozen=True):
    case_id: UUID
    detail: str


class Changed(Struct, frozen=True):
    """How many cases were put on or taken off; those that were so already are unchanged."""

    changed: int
    unchanged: int
    refused: Sequence[RefusedCase]
    position: int | None  # of the last event


RESPONSES: Any = {
    **answers(Put, *BODY, says="It was known."),
    **answers(Put, *BODY, status=201, says="A list began."),
}


@router.post("", responses=RESPONSES, dependencies=EDITS, response_class=Response)
def put_list(
    command: PutCaseList, request: Request, house: TheHouse, who: Who, key: Key = None
) -> Response:
    """Create a list, or revise the one that has this id or external source and id."""
    receipt = told(command, request, house, who, key=key)
    new = began(house, command, receipt)
    return receipted(receipt, new, outcome=_outcome(receipt, new))


@router.post(
    "/bulk", responses=answers(PutManyLists, *BODY), dependencies=EDITS, response_class=Response
)
def put_lists(
    given: Lists, request: Request, house: TheHouse, who: Who, key: Key = None
) -> Response:
    """The same for many, each by itself: one that is refused keeps none of the others back."""

    def put(n: int, command: PutCaseList) -> PutList:
        try:
            receipt = told(command, request, house, who, key=key and f"{key}/{n}")
        except Refused as refused:
            return PutList(id=command.list_id, outcome="refused", detail=str(refused))
        outcome = _outcome(receipt, began(house, command, receipt))
        return PutList(
            id=receipt.id, version=receipt.version, position=receipt.position, outcome=outcome
        )

    return answer(PutManyLists([put(n, command) for n, command in enumerate(given.lists)]))


@router.post(
    "/{list_id}/cases",
    responses=answers(Changed, *BODY),
    dependencies=EDITS,
    response_class=Response,
)
def add_cases(
    list_id: UUID, given: Cases, request: Request, house: TheHouse, who: Who, key: Key = None
) -> Response:
    """Put cases on a list, each by itself."""
    return answer(_each(AddToList, list_id, given, request, house, who, key))


@router.post(
    "/{list_id}/cases/remove",
    responses=answers(Changed, *BODY),
    dependencies=EDITS,
    response_class=Response,
)
def remove_cases(
    list_id: UUID, given: Cases, request: Request, house: TheHouse, who: Who, key: Key = None
) -> Response:
    """Take cases off a list, each by itself; off a hybrid one they stay off."""
    return answer(_each(RemoveFromList, list_id, given, request, house, who, key))


def _each(
    command: type[AddToList | RemoveFromList],
    list_id: UUID,
    given: Cases,
    request: Request,
    house: TheHouse,
    who: Who,
    key: str | None,
) -> Changed:
    ids = tuple(dict.fromkeys(given.case_ids))
    if not house.ledger.load(CaseList, list_id).exists:
        raise NotFound
    asked = [
        Asked(
            command(case_id=case, list_id=list_id, reason=given.reason),
            who.header(correlation(request)),
            key=key and f"{key}/{case}",
        )
        for case in ids
    ]
    return _counted(ids, handle_all(asked, house.ledger))


def _counted(ids: Sequence[UUID], came_out: Sequence[Receipt | Refused]) -> Changed:
    receipts = [each for each in came_out if isinstance(each, Receipt)]
    positions = [each.position for each in receipts if each.position is not None]
    return Changed(
        changed=len(positions),
        unchanged=len(receipts) - len(positions),
        refused=[
            RefusedCase(case, str(why))
            for case, why in zip(ids, came_out, strict=True)
            if isinstance(why, Refused)
        ],
        position=max(positions, default=None),
    )


def _outcome(receipt: Receipt, new: bool) -> str:
    return "created" if new else "unchanged" if receipt.position is None else "updated"
