"""Views over HTTP: one's own and the firm's. What changes them are commands: `save-view`, …"""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from msgspec import Struct

from caseledger.web.house import May, TheHouse, Who, answer
from caseledger.web.openapi import answers
from caseledger.web.reading import FILTERS, Sorted, read
from caseledger.web.reading import Seen as Position
from domain.conditions import Condition
from domain.views.shape import Sight
from queries.views import views
from queries.views.views import VIEWS, ViewPage, ViewRow

READS = [Depends(May("cases.read"))]
router = APIRouter(prefix="/v1/views", tags=["Views"], dependencies=READS)


class Lasting(Struct, frozen=True):
    """What an address asks, as a view keeps it, and what of the address a view cannot keep."""

    condition: Condition
    cases: Sight
    sort: str
    left_out: Sequence[str]


@router.get("", responses=answers(ViewPage))
def all_views(
    house: TheHouse,
    who: Who,
    archived: Annotated[bool, Query(description="Those that are archived, alone.")] = False,
    min_position: Position = 0,
) -> Response:
    """Your own views and the firm's, and what you begin with."""
    return answer(
        read(house, min_position, VIEWS, lambda db, stale: views.find(db, who.id, archived, stale))
    )


@router.get("/asking", responses=answers(Lasting), openapi_extra=FILTERS)
def asking(house: TheHouse, asked: Sorted) -> Response:
    """What the filters of an address are in words that last, for a view that is to keep them."""
    return answer(read(house, 0, (), lambda db, _: Lasting(*views.asking(db, asked))))


@router.get("/{view_id}", responses=answers(ViewRow, 404))
def one_view(view_id: UUID, house: TheHouse, who: Who, min_position: Position = 0) -> Response:
    """One view, and what of it is retired or not there any more."""
    found = read(house, min_position, VIEWS, lambda db, _: views.one(db, view_id, who.id))
    return answer(found, ETag=f'"{found.version}"')
