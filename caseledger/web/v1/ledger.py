"""The ledger's own page: its head, what follows it, and the long work that may be asked for."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from msgspec import Struct, json
from pydantic import BaseModel, ConfigDict

from caseledger import operations
from caseledger.chores import Aside
from caseledger.operations import Operation
from caseledger.web.house import May, TheHouse, Who, answer, concerns
from caseledger.web.openapi import answers
from caseledger.web.state import LedgerState, state
from domain.refusals import NotFound, Refused
from projections import checkpoints, quarantine
from projections.documents.indexer import NAME as DOCUMENTS
from projections.runner import PROJECTIONS

router = APIRouter(prefix="/v1", tags=["Ledger"])

READS = [Depends(May("ledger.read"))]
OPERATES = [Depends(May("ledger.operate"))]
VERIFIES = [Depends(May("ledger.verify"))]


class StandsStill(Refused):
    """This projection stands still already."""


class GoesOn(Refused):
    """This projection is not paused, and goes on."""


class Which(BaseModel):
    """Of what was set aside: one record, all with an error, or without either all of it."""

    model_config = ConfigDict(extra="forbid")

    subject: UUID | None = None
    error: str | None = None


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
    also = [DOCUMENTS] if house.settings.opensearch else []
    title = f"Rebuild {_said(name, also)}"
    return answer(operations.begin(house.pool, "rebuild", title, name, str(who.id)), 202)


@router.post(
    "/projections/{name}/pause",
    responses=answers(Operation, 404, 409, says="It stands still."),
    dependencies=OPERATES,
)
def pause(name: str, house: TheHouse, who: Who) -> Response:
    """Let a projection stand still: what is shown stays as it is until it goes on."""
    title = f"Pause {_said(name)}"
    with house.pool.connection() as db:
        if not checkpoints.pause(db, name):
            raise StandsStill
    return answer(operations.note(house.pool, "pause", title, str(who.id)))


@router.post(
    "/projections/{name}/resume",
    responses=answers(Operation, 404, 409, says="It goes on."),
    dependencies=OPERATES,
)
def resume(name: str, house: TheHouse, who: Who) -> Response:
    """Let a projection that was paused, or that stopped by itself, go on from where it is."""
    title = f"Resume {_said(name)}"
    with house.pool.connection() as db:
        if not checkpoints.go_on(db, name):
            raise GoesOn
        db.execute("notify ledger")
    return answer(operations.note(house.pool, "resume", title, str(who.id)))


@router.post(
    "/projections/{name}/release",
    responses=answers(Operation, 404, 409, status=202, says="It has begun."),
    dependencies=OPERATES,
    status_code=202,
)
def release(name: str, which: Which, house: TheHouse, who: Who) -> Response:
    """Take what was set aside in again, from where it stopped: a record, all with an error, all."""
    asked = Aside(name, which.subject, which.error)
    title = f"Release what {_said(name)} set aside"
    with house.pool.connection() as db:
        if not asked.of(quarantine.all_of(db)):
            raise NotFound
    spelt = json.encode(asked).decode()
    return answer(operations.begin(house.pool, "release", title, spelt, str(who.id)), 202)


def _said(name: str, also: Sequence[str] = ()) -> str:
    """A projection in words. Refuses NotFound."""
    if name not in [*(each.name for each in PROJECTIONS), *also]:
        raise NotFound
    return name.replace("_", " ")


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


@router.get("/operations/{id}", responses=answers(Operation, 404))
def operation(id: UUID, house: TheHouse, who: Who) -> Response:
    """How far one has come: one's own, and any for who reads the ledger."""
    found = operations.one(house.pool, id)
    if found is None or not concerns(found, who):
        raise NotFound
    return answer(found)
