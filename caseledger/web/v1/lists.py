"""Lists of cases over HTTP: found, their members read, and what made them so."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from msgspec import Struct
from msgspec.structs import replace

from caseledger.web.house import May, TheHouse, answer
from caseledger.web.openapi import answers
from caseledger.web.reading import (
    FILTERS,
    AsOf,
    Cursor,
    Db,
    Limit,
    List,
    Seen,
    Whole,
    instant,
    read,
    timeless,
)
from domain.conditions import Condition, Is, spelt
from queries import cases
from queries.cases import CasePage
from queries.catalogue import LIST
from queries.filters.url import GROUP
from queries.listing import Count
from queries.lists import lists, members
from queries.lists.lists import VIEWS, ListPage, ListRow
from queries.lists.members import ListChanges, Stays
from queries.sought import Asked

router = APIRouter(
    prefix="/v1/case-lists", tags=["Lists"], dependencies=[Depends(May("lists.read"))]
)
of_case = APIRouter(prefix="/v1/cases", tags=["Lists"], dependencies=[Depends(May("lists.read"))])
CASES = [Depends(May("cases.read"))]
SEEN = (*VIEWS, *cases.VIEWS)
LAST = str(2**62)  # beyond any position: now

When = Annotated[str, Query(max_length=100, description="A position, a moment or a date.")]


class Spelt(Struct, frozen=True):
    """What filters in an address say as a condition, and what of them a list cannot follow."""

    condition: Condition
    left_out: list[str]


@router.get("", responses=answers(ListPage))
def case_lists(
    house: TheHouse,
    q: Annotated[str, Query(max_length=200, description="Part of a name or external id.")] = "",
    kind: Literal["static", "dynamic", "hybrid"] | None = None,
    type: UUID | None = None,
    hide_empty: bool = False,
    archived: Annotated[bool, Query(description="Those that are archived, alone.")] = False,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100, description="How many at most.")] = 25,
    min_position: Seen = 0,
) -> Response:
    """List the lists by name, each with how many cases are on it."""
    asked = lists.Asked(
        q=q, kind=kind, type=type, hide_empty=hide_empty, archived=archived,
        cursor=cursor, limit=limit,
    )  # fmt: skip
    return answer(read(house, min_position, VIEWS, lambda db, old: lists.find(db, asked, old)))


@router.get("/condition", responses=answers(Spelt), dependencies=CASES, openapi_extra=FILTERS)
def condition(house: TheHouse, asked: Whole) -> Response:
    """What the filters of a case list are as a condition, for a list that follows them."""
    return answer(read(house, 0, (), lambda db, _: Spelt(*cases.condition_of(db, asked))))


@router.get("/{list_id}", responses=answers(ListRow, 404))
def case_list(list_id: UUID, house: TheHouse, min_position: Seen = 0) -> Response:
    """One list."""
    found = read(house, min_position, VIEWS, lambda db, _: lists.one(db, list_id))
    return answer(found, ETag=f'"{found.version}"')


@router.get(
    "/{list_id}/cases",
    responses=answers(CasePage, 404),
    dependencies=CASES,
    openapi_extra=FILTERS,
)
def members_of(
    list_id: UUID, house: TheHouse, asked: List, as_of: AsOf = None, min_position: Seen = 0
) -> Response:
    """The cases on a list, archived ones among them: any filter, any order; or who was on it."""

    def look(db: Db, stale: bool) -> CasePage:
        members.must_be(db, list_id)
        if as_of is not None:
            when = instant(house, db, as_of)
            return members.then(db, list_id, when, asked.cursor, asked.limit)
        return cases.find(db, _on(asked, list_id), stale, house.finder, min_position)

    return answer(read(house, min_position, SEEN, look))


@router.get(
    "/{list_id}/cases/count",
    responses=answers(Count, 404),
    dependencies=CASES,
    openapi_extra=FILTERS,
)
def count_of(list_id: UUID, house: TheHouse, asked: Whole, min_position: Seen = 0) -> Response:
    """Count the cases on a list that the filters let through, up to a cap."""

    def look(db: Db, _: bool) -> Count:
        members.must_be(db, list_id)
        return cases.count(db, _on(asked, list_id), house.finder, min_position)

    return answer(read(house, min_position, SEEN, look))


@router.get("/{list_id}/cases/{case_id}", responses=answers(Stays, 404), dependencies=CASES)
def why_here(list_id: UUID, case_id: UUID, house: TheHouse, min_position: Seen = 0) -> Response:
    """Why a case is on a list, or was: the events by which it came and went."""

    def look(db: Db, _: bool) -> Stays:
        members.must_be(db, list_id)
        return members.stays(db, house.ledger, case_id, list_id)

    return answer(read(house, min_position, SEEN, look))


@router.get("/{list_id}/changes", responses=answers(ListChanges, 404), dependencies=CASES)
def changes(
    list_id: UUID,
    house: TheHouse,
    after: When,
    until: AsOf = None,
    cursor: Cursor = None,
    limit: Limit = 50,
    min_position: Seen = 0,
) -> Response:
    """Who came and who went between two moments, each with the event that made it so."""

    def look(db: Db, _: bool) -> ListChanges:
        members.must_be(db, list_id)
        then, now = instant(house, db, after), instant(house, db, until or LAST)
        return members.changes(db, house.ledger, list_id, then, now, cursor, limit)

    return answer(read(house, min_position, SEEN, look))


@of_case.get("/{case_id}/lists", responses=answers(Stays, 404), dependencies=CASES)
def lists_of(case_id: UUID, house: TheHouse, min_position: Seen = 0) -> Response:
    """The lists that a case is on, and was on: since when, and by which events."""

    def look(db: Db, _: bool) -> Stays:
        return members.stays(db, house.ledger, case_id)

    return answer(read(house, min_position, SEEN, look))


def _on(asked: Asked, list_id: UUID) -> Asked:
    on = spelt(Is(LIST, "any", [str(list_id)]))  # whatever else is asked, of other lists too
    given = [*asked.filters, (GROUP, on)]
    if "archived" not in dict(given):
        given.append(("archived", "any"))
    return timeless(replace(asked, filters=given))
