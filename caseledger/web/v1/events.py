"""The firm's log, and one event with its causes and consequences."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response
from msgspec import Struct

from caseledger.web.house import May, TheHouse, Who, answer
from caseledger.web.openapi import answers
from caseledger.web.reading import LAST, Before, Db, Limit, Searched, Seen, read
from domain.kinds import aggregate_of
from queries import events, log
from queries.events import EventDetail
from queries.log import LogPage
from reactions.relay.integration import CloudEvent
from reactions.relay.relay import told

router = APIRouter(prefix="/v1", tags=["Activity"])

AUDIT = "audit.read"
LOG = ("log_line", "case_line", "contact_line", "state")
# Who may read a record may read its events; an auditor reads them all.
BY_RECORD: Mapping[str, str] = {
    "case": "cases.read",
    "note": "notes.read",
    "contact": "contacts.read",
    "point": "contacts.read",
    "case-type": "settings.read",
    "field": "settings.read",
    "case-list": "lists.read",
    "firm": "settings.read",
    "person": "people.read",
    "key": "keys.read",
    "import": "imports.read",
    "bulk": "bulk.read",
}


@router.get("/activity", responses=answers(LogPage, 404), dependencies=[Depends(May(AUDIT))])
def firm_activity(
    house: TheHouse,
    which: Searched,
    before: Before = None,
    limit: Limit = 50,
    fold: Annotated[bool, Query(description="A long act is one line, its newest entry.")] = False,
    min_position: Seen = 0,
) -> Response:
    """What happened in the firm, the newest first."""

    def look(db: Db, _: bool) -> LogPage:
        return log.log(db, house.ledger, which, before, limit, fold)

    return answer(read(house, min_position, LOG, look))


class Followed(Struct, frozen=True):
    """Ask again after `position`; where nothing new was recorded, it is the one you asked after."""

    events: Sequence[CloudEvent]
    position: int


@router.get("/events", responses=answers(Followed), dependencies=[Depends(May("cases.read"))])
def follow(
    house: TheHouse,
    after: Annotated[int, Query(ge=0, le=LAST, description="The `position` of the last.")] = 0,
    limit: Limit = 50,
) -> Response:
    """What was recorded, in order, for programs: ids and choices, no word that anybody wrote."""
    position, events = told(house.ledger, house.secrets.keys)(after, limit)
    return answer(Followed(events, position))


@router.get("/events/{position}", responses=answers(EventDetail, 404))
def event(position: Annotated[int, Path(ge=0, le=LAST)], house: TheHouse, who: Who) -> Response:
    """An event as it is stored and in words, what set it off, and what it set off."""
    found = read(house, 0, (), lambda db, _: events.event(db, house.ledger, position))
    if AUDIT not in who.may:
        who.must(BY_RECORD.get(aggregate_of(found.event.kind), AUDIT))
    return answer(found)
