"""What all reads share: waiting for what was written, paging, and filters in the address."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import Depends, Query, Request
from msgspec.structs import replace
from pydantic import AwareDatetime

from caseledger.adapters.ledger.pool import ask
from caseledger.wiring import House
from domain.firm.firm import FIRM, Firm
from domain.refusals import BadFacts, Unsuitable
from queries import activity
from queries.cases import wait
from queries.instants import Moment, moment
from queries.sought import LATEST, Asked

T = TypeVar("T")

OURS = {"q", "sort", "cursor", "limit", "min_position"}  # all else in the address is a filter
LAST = 2**63 - 1
MOST = 500

Db = Any  # a connection: only adapters and queries name its type
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Cursor = Annotated[
    str | None, Query(max_length=4_000, description="The `next` of the page before.")
]
Seen = Annotated[int, Query(ge=0, le=LAST, description="Wait up to a second until this is listed.")]
Before = Annotated[int | None, Query(ge=0, le=LAST, description="The `next` of the page before.")]
AsOf = Annotated[
    str | None,
    Query(max_length=100, description="A position, a moment or a date: as it was then."),
]
HEAD = "select coalesce(max(position), 0) from ledger.event"
FILTERS: dict[str, Any] = {  # as FastAPI takes additions to a description
    "parameters": [
        {
            "name": "filters",
            "in": "query",
            "description": "Facts and what they must be: `status=active,closed`,"
            " `court_date.from=2026-01-01`, `opted_out.any=sms,email`. See `/v1/fields`.",
            "style": "form",
            "explode": True,
            "schema": {"type": "object", "additionalProperties": {"type": "string"}},
        }
    ]
}


def after(cursor: str | None) -> int:
    """The number that a cursor is, where what is listed is numbered. Refuses Unsuitable."""
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 9):
        raise Unsuitable("cursor", "it is none that was given out")
    return int(cursor)


def read(house: House, position: int, views: Sequence[str], act: Callable[[Db, bool], T]) -> T:
    """What `act` reads, once the views have come to a position; else it is told they are stale."""

    def once(db: Db) -> T:
        stale = position > 0 and not wait(db, position, *views)
        return act(db, stale)

    return ask(house.pool, once)


def instant(house: House, db: Db, said: str) -> Moment:
    """What is meant by a position, an instant or a day of the firm's. Refuses Unsuitable."""
    head = db.execute(HEAD).fetchone()[0]
    zone = house.ledger.load(Firm, FIRM).settings["time_zone"]
    return moment(house.ledger, head, said, zone)


def then(house: House, as_of: str, act: Callable[[Db, Moment], T]) -> T:
    """What `act` reads of a past. Refuses what `Pasts.seen` does."""

    def once(db: Db) -> T:
        moment = instant(house, db, as_of)
        with house.pasts().seen(db, moment):
            return act(db, moment)

    return ask(house.pool, once)


def timeless(asked: Asked) -> Asked:
    """What is asked, whenever it is to have been so."""
    return replace(asked, filters=[each for each in asked.filters if each[0] != "as_of"])


async def asked(  # no thread for so little
    request: Request,
    q: Annotated[str, Query(max_length=1_000, description="Words to search for.")] = "",
    sort: Annotated[
        str, Query(max_length=200, description="A fact; `-` before it: down.")
    ] = LATEST,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Asked:
    return Asked(filters=_filters(request), q=q, sort=sort, cursor=cursor, limit=limit)


async def counted(
    request: Request,
    q: Annotated[str, Query(max_length=1_000, description="Words to search for.")] = "",
) -> Asked:
    return Asked(filters=_filters(request), q=q)


async def sorted_whole(
    request: Request,
    q: Annotated[str, Query(max_length=1_000, description="Words to search for.")] = "",
    sort: Annotated[
        str, Query(max_length=200, description="A fact; `-` before it: down.")
    ] = LATEST,
) -> Asked:
    return Asked(filters=_filters(request), q=q, sort=sort)


def _filters(request: Request) -> list[tuple[str, str]]:
    return [each for each in request.query_params.multi_items() if each[0] not in OURS]


Words = Annotated[Sequence[str], Query(max_length=100)]


async def narrowed(
    kind: Words = (),
    category: Words = (),
    field: Words = (),
    actor: Words = (),
    channel: Words = (),
    correlation: Words = (),
    subject: Words = (),
    since: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
) -> activity.Asked:
    """Which events: each may be several, by comma or said again."""
    return activity.Asked(
        kind=_each(kind),
        category=_each(category),
        field=_each(field),
        actor=_each(actor),
        channel=_each(channel),
        correlation=_ids("correlation", correlation),
        subject=_ids("subject", subject),
        since=since,
        until=until,
    )


async def searched(
    which: Annotated[activity.Asked, Depends(narrowed)],
    case: Annotated[UUID | None, Query(description="With its clients.")] = None,
    q: Annotated[str, Query(max_length=200, description="Words of the text that is shown.")] = "",
) -> activity.Asked:
    return replace(which, case=case, words=q)


def _each(given: Sequence[str]) -> list[str]:
    return [part for value in given for part in value.split(",") if part]


def _ids(name: str, given: Sequence[str]) -> list[UUID]:
    try:
        return [UUID(each) for each in _each(given)]
    except ValueError:
        raise BadFacts({name: "This must be an id."}) from None


List = Annotated[Asked, Depends(asked)]
Whole = Annotated[Asked, Depends(counted)]
Sorted = Annotated[Asked, Depends(sorted_whole)]
Which = Annotated[activity.Asked, Depends(narrowed)]
Searched = Annotated[activity.Asked, Depends(searched)]
