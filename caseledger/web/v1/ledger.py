"""The ledger's own page: its head, what follows it, and the long work that may be asked for."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from msgspec import Struct

from caseledger import operations
from caseledger.operations import Operation
from caseledger.web.house import May, TheHouse, Who, answer
from caseledger.web.openapi import answers
from caseledger.web.state import LedgerState, state
from domain.refusals import NotFound
from projections.runner import PROJECTIONS

router = APIRouter(prefix="/v1", tags=["Ledger"])

READS = [Depends(May("ledger.read"))]
OPERATES = [Depends(May("ledger.operate"))]
VERIFIES = [Depends(May("ledger.verify"))]


class Operations(Struct, frozen=True):
    operations: Sequence[Operation]


@router.get("/ledger", responses=answers(LedgerState), dependencies=READS)
def ledger(house: TheHouse) -> Response:
    """The head, the projections and reactions that follow it, and when it was last verified."""
    return answer(state(house))


@router.post(
    "/projections/{name}/rebuild",
    responses=answers(Operation, 404, 409, status=202, says="It has begun."),
    dependencies=OPERATES,
    status_code=202,
)
def rebuild(name: str, house: TheHouse, who: Who) -> Response:
    """Build a projection anew beside the one that serves, then let them change places."""
    if name not in [each.name for each in PROJECTIONS]:
        raise NotFound
    title = f"Rebuild {name.replace('_', ' ')}"
    return answer(operations.begin(house.pool, "rebuild", title, name, str(who.id)), 202)


@router.post(
    "/verify",
    responses=answers(Operation, 409, status=202, says="It has begun."),
    dependencies=VERIFIES,
    status_code=202,
)
def verify(house: TheHouse, who: Who) -> Response:
    """Recompute all there is, and name the first position that is not as it was kept."""
    by = str(who.id)
    return answer(operations.begin(house.pool, "verify", "Verify the ledger", by=by), 202)


@router.get("/operations", responses=answers(Operations), dependencies=READS)
def operation_list(house: TheHouse) -> Response:
    """What takes long: the newest first."""
    return answer(Operations(operations.all_of(house.pool)))


@router.get("/operations/{id}", responses=answers(Operation, 404), dependencies=READS)
def operation(id: UUID, house: TheHouse) -> Response:
    """How far one has come."""
    found = operations.one(house.pool, id)
    if found is None:
        raise NotFound
    return answer(found)
