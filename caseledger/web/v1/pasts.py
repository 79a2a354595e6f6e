"""Pasts: all cases as they were at an instant, made in the background and kept for a day."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field

from caseledger.adapters.ledger.pool import ask
from caseledger.pasts.pasts import PastState
from caseledger.web.house import May, TheHouse, Who, answer
from caseledger.web.openapi import answers
from caseledger.web.reading import instant
from caseledger.web.strict import StrictRoute
from caseledger.wiring import House
from domain.ledger import Actor
from domain.people.roles import PASTS
from queries.instants import Moment

router = APIRouter(prefix="/v1/pasts", tags=["Cases"], route_class=StrictRoute)

READS = [Depends(May("cases.read"))]
ASKS = [Depends(May(PASTS))]
SAYS = "They are at hand, or being made."
AsOf = Annotated[str, Path(max_length=100, description="A position, a moment or a date.")]


class PastAsk(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    as_of: Annotated[str, Field(max_length=100, description="A position, a moment or a date.")]


class PastList(Struct, frozen=True):
    pasts: Sequence[PastState]  # the newest first


@router.get("", responses=answers(PastList), dependencies=READS)
def pasts(house: TheHouse) -> Response:
    """The moments that are at hand, or being made."""
    return answer(PastList(house.pasts().kept()))


@router.post(
    "",
    responses=answers(PastState, 400, 409, 413, 415, status=202, says=SAYS),
    dependencies=ASKS,
    status_code=202,
)
def ask_for_past(how: PastAsk, house: TheHouse, who: Who) -> Response:
    """Have all cases made as they were, for lists, totals and exports. It is put on record."""
    by, moment = Actor(who.kind, str(who.id)), _moment(house, how.as_of)
    return answer(house.pasts().ask(moment, by, "page" if who.kind == "person" else "api"), 202)


@router.get("/{as_of}", responses=answers(PastState), dependencies=READS)
def past(as_of: AsOf, house: TheHouse) -> Response:
    """How the cases as of a moment stand: at hand, being made, or gone."""
    return answer(house.pasts().of(_moment(house, as_of)))


@router.post("/{as_of}/stop", responses=answers(PastState), dependencies=ASKS)
def stop_past(as_of: AsOf, house: TheHouse) -> Response:
    """Leave off making them; asked for again, it goes on."""
    return answer(house.pasts().stop(_moment(house, as_of)))


@router.post("/{as_of}/let-go", responses=answers(PastState), dependencies=ASKS)
def let_go_of_past(as_of: AsOf, house: TheHouse) -> Response:
    """Keep them no longer."""
    return answer(house.pasts().let_go(_moment(house, as_of)))


def _moment(house: House, as_of: str) -> Moment:
    return ask(house.pool, lambda db: instant(house, db, as_of))
