"""Changes in bulk: cases are selected, what would come of it is seen, and just that is done."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse

from caseledger.bulks import Meant, Wish
from caseledger.outcome_file import outcome_file
from caseledger.web.commands import BODY
from caseledger.web.house import May, TheHouse, Who, answer
from caseledger.web.openapi import answers
from caseledger.web.reading import Cursor, Limit, Seen, after
from caseledger.web.strict import StrictRoute
from caseledger.web.table import CSV, TABLE, attached
from caseledger.web.v1.bulk_view import (
    Bulk,
    BulkItems,
    BulkList,
    BulkTypes,
    BulkWish,
    SelectionWish,
    seen,
)
from commands.bulk import ACTIONS
from commands.by_type import must_be_theirs
from domain.ledger import Actor
from domain.people.roles import LARGE, MOST_AT_ONCE
from queries.bulk import Which, items
from reactions.bulk.selection import Outcome

router = APIRouter(prefix="/v1/bulk", tags=["Bulk"], route_class=StrictRoute)

READS = [Depends(May("bulk.read"))]
RUNS = [Depends(May("bulk.run"))]
NEWEST = 200


@router.post(
    "",
    responses=answers(Bulk, *BODY, status=201, says="It is judged, or soon will be."),
    dependencies=RUNS,
    status_code=201,
)
def dry_run(wish: BulkWish, house: TheHouse, who: Who, min_position: Seen = 0) -> Response:
    """Freeze a selection and judge what would become of each case. Nothing is written."""
    who.must(ACTIONS[wish.action].permission)
    must_be_theirs(wish.statuses, house.ledger)
    asked = Wish(
        ids=wish.selection.ids,
        where=wish.selection.filter,
        excluded=wish.selection.excluded,
        action=wish.action,
        given=wish.given,
        by=Actor(who.kind, str(who.id)),
        seen=min_position,
    )
    most = None if LARGE in who.may else MOST_AT_ONCE
    return answer(seen(house, house.bulks().select(asked, most)), 201)


@router.post("/types", responses=answers(BulkTypes, *BODY), dependencies=RUNS)
def types(selection: SelectionWish, house: TheHouse, min_position: Seen = 0) -> Response:
    """How many cases of each type a selection has by now, exactly. Nothing is frozen."""
    meant = Meant(
        ids=selection.ids,
        where=selection.filter,
        excluded=selection.excluded,
        seen=min_position,
    )
    return answer(BulkTypes(house.bulks().types(meant)))


@router.get("", responses=answers(BulkList), dependencies=READS)
def bulk_list(house: TheHouse) -> Response:
    """The changes in bulk, the newest first."""
    every = house.bulks().staging.all(NEWEST)
    return answer(BulkList([seen(house, each, whole=False) for each in every]))


@router.get("/{id}", responses=answers(Bulk, 404), dependencies=READS)
def one_bulk(id: UUID, house: TheHouse) -> Response:
    """How one stands: counts by outcome and reason, and what its filter finds by now."""
    return answer(seen(house, house.bulks().staging.get(id)))


@router.post("/{id}/run", responses=answers(Bulk, 404, 409), dependencies=RUNS)
def run(id: UUID, house: TheHouse, who: Who) -> Response:
    """Do exactly what was judged; what was stopped goes on. A case that moved is left alone."""
    bulks = house.bulks()
    selection = bulks.staging.get(id)
    who.must(ACTIONS[selection.action].permission)
    if selection.cases > MOST_AT_ONCE:
        who.must(LARGE)
    return answer(seen(house, bulks.ask_run(id, who.header(correlation=id))))


@router.post("/{id}/stop", responses=answers(Bulk, 404), dependencies=RUNS)
def stop(id: UUID, house: TheHouse) -> Response:
    """Stop as soon as the cases at hand are done. What is done stays."""
    return answer(seen(house, house.bulks().stop(id)))


@router.get("/{id}/items", responses=answers(BulkItems, 404), dependencies=READS)
def bulk_items(
    id: UUID,
    house: TheHouse,
    outcome: Annotated[Outcome | None, Query(description="Only cases that come out so.")] = None,
    reason: Annotated[str | None, Query(max_length=5_000, description="For this reason.")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """The cases of a selection, with what would become of each or did."""
    house.bulks().staging.get(id)
    with house.pool.connection() as db:
        found = items(db, id, Which(outcome, reason, after(cursor), limit + 1))
    more = str(found[limit - 1].n) if len(found) > limit else None
    return answer(BulkItems(found[:limit], more))


@router.get(
    "/{id}/items.csv",
    responses=answers(Bulk, 404) | TABLE,
    dependencies=READS,
    response_class=Response,
)
def bulk_outcomes(id: UUID, house: TheHouse) -> Response:
    """The cases with their outcomes and reasons, as a table."""
    selection = house.bulks().staging.get(id)
    pieces = outcome_file(house.pool, selection.id)
    return StreamingResponse(
        pieces, media_type=CSV, headers=attached(f"{selection.action}-{selection.at:%Y-%m-%d}.csv")
    )
