"""What others ask of a process: does it live, is it ready, and its figures."""

from collections.abc import Sequence
from typing import Literal

from fastapi import APIRouter, Request, Response
from msgspec import Struct

from caseledger.adapters.ledger.pool import ask
from caseledger.web.figures import Figures
from caseledger.web.house import TheHouse, answer
from caseledger.web.openapi import JSON, SAID, Answers, Shape
from caseledger.web.problem import MEDIA, Problem
from caseledger.web.state import state
from projections.checkpoints import BEHIND, Standing

router = APIRouter(tags=["Health"])

AWAY: Answers = {503: {"description": SAID[503], "content": {MEDIA: {"schema": Shape(Problem)}}}}


class Health(Struct, frozen=True):
    """`behind`: something lags or was set aside; everything else works."""

    status: Literal["well", "behind"]
    head: int
    projections: Sequence[Standing]
    quarantined: int  # subjects that were set aside
    notary_lag: int


class Ready(Struct, frozen=True):
    ready: bool


def _said(shape: type) -> Answers:
    return {200: {"description": "Yes.", "content": {JSON: {"schema": Shape(shape)}}}, **AWAY}


@router.get("/health", responses=_said(Health))
def health(house: TheHouse) -> Response:
    """How everything is, by part. It says nothing of what is recorded."""
    now = state(house)
    lagging = any(each.lag > BEHIND for each in now.projections) or bool(now.quarantine)
    said = Health(
        status="behind" if lagging else "well",
        head=now.head,
        projections=now.projections,
        quarantined=len(now.quarantine),
        notary_lag=now.head - now.leaves,
    )
    return answer(said)


@router.get("/ready", responses=_said(Ready))
def ready(house: TheHouse) -> Response:
    """Whether requests can be answered now."""
    ask(house.pool, lambda db: db.execute("select 1"))
    return answer(Ready(True))


@router.get("/metrics", response_class=Response, responses=AWAY)
def metrics(request: Request) -> Response:
    """Figures in the text format of Prometheus."""
    figures: Figures = request.app.state.figures
    return Response(figures.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
