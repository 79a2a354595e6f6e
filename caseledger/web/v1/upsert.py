"""`POST /v1/cases`: open a case, or revise the one that has this external source and id."""

from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from msgspec import Struct

from caseledger.web.commands import BODY, Key, began, receipted, told
from caseledger.web.house import May, TheHouse, Who
from caseledger.web.openapi import answers
from caseledger.web.strict import StrictRoute
from commands.cases import PutCase

router = APIRouter(prefix="/v1", tags=["Cases"], route_class=StrictRoute)


class Put(Struct, frozen=True):
    id: UUID
    version: int
    position: int | None
    outcome: Literal["created", "updated", "unchanged"]


RESPONSES: Any = {
    **answers(Put, *BODY, says="It was known."),
    **answers(Put, *BODY, status=201, says="A case began."),
}


@router.post(
    "/cases",
    responses=RESPONSES,
    dependencies=[Depends(May(PutCase.permission))],
    response_class=Response,
)
def put_case(
    command: PutCase, request: Request, house: TheHouse, who: Who, key: Key = None
) -> Response:
    """Open a case, or revise the one that has this external source and id."""
    receipt = told(command, request, house, who, key=key)
    new = began(house, command, receipt)
    outcome = "created" if new else "unchanged" if receipt.position is None else "updated"
    return receipted(receipt, new, outcome=outcome)
