"""Exports: a list as a file. Small ones are made at once, large ones in the background."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse
from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field

from caseledger import operations
from caseledger.exports.shelf import Shelved
from caseledger.exports.wanted import MEDIA, Wanted
from caseledger.identity.principal import Principal
from caseledger.operations import Operation
from caseledger.web.house import May, TheHouse, Who, answer
from caseledger.web.openapi import answers
from caseledger.web.reading import FILTERS, AsOf, Searched, Seen, Sorted, read, then, timeless
from caseledger.web.strict import StrictRoute
from caseledger.web.table import attached
from caseledger.web.through import Looking
from caseledger.wiring import House
from domain.exports.exports import MOST_CHOSEN, ExportKind
from domain.ledger import Actor, Door
from domain.people.roles import EXPORTS_ALL, MOST_EXPORTED
from domain.refusals import NotFound, NotReady
from queries.cases import VIEWS

router = APIRouter(prefix="/v1/exports", tags=["Exports"])
history = APIRouter(tags=["Activity"], route_class=StrictRoute)
strict = APIRouter(prefix="/v1/exports", tags=["Exports"], route_class=StrictRoute)

OPENS = "audit.read"  # and who asked for it
FILE: Any = {200: {"description": "The file.", "content": {"application/octet-stream": {}}}}
Key = Annotated[str, Field(max_length=200)]
Token = Annotated[str, Query(max_length=200, description="Of a link to it.")]


class CaseExport(BaseModel):
    """How a list of cases becomes a file; which cases, the address says as lists do.

    `ids` are exported alone; else all that the address lets through, without those `excluded`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["csv", "xlsx"] = "csv"
    columns: tuple[Key, ...] | None = Field(default=None, min_length=1, max_length=500)
    ids: tuple[UUID, ...] = Field(default=(), max_length=MOST_CHOSEN)
    excluded: tuple[UUID, ...] = Field(default=(), max_length=MOST_CHOSEN)


class HistoryExport(BaseModel):
    """How history becomes a file; which of it, the address says as the log does."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["jsonl", "csv", "html"] = "jsonl"


class ExportState(Struct, frozen=True, kw_only=True):
    id: UUID
    kind: ExportKind
    format: str
    name: str
    state: Literal["running", "done", "failed", "stopped", "expired"]
    operation: Operation | None  # None: it was made at once
    rows: int | None
    position: int | None
    size: int | None
    sha256: str | None
    began_at: datetime
    expires_at: datetime | None


class ExportLink(Struct, frozen=True):
    link: str
    expires_at: datetime | None


@strict.post(
    "",
    responses=answers(
        ExportState, 400, 404, 409, 410, 413, 415, status=201, says="It is made, or has begun."
    ),
    dependencies=[Depends(May("cases.export"))],
    status_code=201,
    openapi_extra=FILTERS,
)
def export_cases(
    how: CaseExport,
    asked: Sorted,
    through: Looking,
    house: TheHouse,
    who: Who,
    as_of: AsOf = None,
    min_position: Seen = 0,
) -> Response:
    """Export a list of cases, or those of it that are named, to a file. It is put on record.

    Through a view, its columns are those of the file, where none are named.
    """
    asked, at = timeless(asked), then(house, as_of, lambda _, at: at) if as_of else None
    seen = read(house, min_position, VIEWS, lambda db, _: through.seen(db, asked))
    wanted = Wanted(
        kind="cases",
        format=how.format,
        columns=how.columns or seen.columns or None,
        filters=seen.asked.filters,
        q=asked.q,
        sort=seen.asked.sort,
        as_of=at,
        chosen=how.ids,
        excluded=how.excluded,
        most=None if EXPORTS_ALL in who.may else MOST_EXPORTED,
        by=_actor(who),
        door=_door(who),
    )
    return answer(_state(house, house.exports().ask(wanted)), 201)


@history.post(
    "/v1/activity/export",
    responses=answers(ExportState, 400, 404, 409, 413, 415, status=201, says="It is made."),
    dependencies=[Depends(May("audit.read"))],
    status_code=201,
)
def export_history(
    how: HistoryExport, which: Searched, house: TheHouse, who: Who, min_position: Seen = 0
) -> Response:
    """Export the firm's log, or what of it is asked for, the oldest first. It is put on record."""
    wanted = Wanted(
        kind="history",
        format=how.format,
        log=which,
        by=_actor(who),
        door=_door(who),
    )
    read(house, min_position, ("log_line",), lambda _, __: None)
    return answer(_state(house, house.exports().ask(wanted)), 201)


@router.get("/{id}", responses=answers(ExportState, 404))
def one_export(id: UUID, house: TheHouse, who: Who) -> Response:
    """How far an export is."""
    return answer(_state(house, _seen(house, who, id)))


@router.post("/{id}/link", responses=answers(ExportLink, 404, 409))
def export_link(id: UUID, house: TheHouse, who: Who) -> Response:
    """A link that opens the file until it expires, to whoever is signed in."""
    it = _seen(house, who, id)
    if it.made_at is None or it.expired:
        raise NotReady
    token = house.exports().shelf.link(id)
    return answer(ExportLink(f"/v1/exports/{id}/file?token={token}", it.expires_at))


@router.post("/{id}/stop", responses=answers(ExportState, 404))
def stop_export(id: UUID, house: TheHouse, who: Who) -> Response:
    """Leave off; nothing of it stays."""
    it = _seen(house, who, id)
    if going := house.exports().operation(id):
        operations.stop(house.pool, going.id)
    return answer(_state(house, it))


@router.post("/{id}/withdraw", responses=answers(ExportState, 404))
def withdraw_export(id: UUID, house: TheHouse, who: Who) -> Response:
    """Let no link open it any more."""
    _seen(house, who, id)
    house.exports().shelf.withdraw(id)
    return answer(_state(house, house.exports().one(id)))


@router.get("/{id}/file", responses=answers(ExportState, 404) | FILE, response_class=Response)
def export_file(id: UUID, token: Token, house: TheHouse, who: Who) -> Response:
    """The file itself; who opens it is put on record.

    An unknown link, an old and a withdrawn one are answered alike.
    """
    it, chunks = house.exports().opened(id, token, _actor(who), _door(who))
    headers = {**attached(it.name), "Content-Length": str(it.size)}
    return StreamingResponse(chunks, media_type=MEDIA[it.wanted.format], headers=headers)


def _actor(who: Principal) -> Actor:
    return Actor(who.kind, str(who.id))


def _door(who: Principal) -> Door:
    return "page" if who.kind == "person" else "api"


def _seen(house: House, who: Principal, id: UUID) -> Shelved:
    """Refuses NotFound, alike for what is not there and what is somebody else's."""
    it = house.exports().one(id)
    if str(who.id) != it.wanted.by.id and OPENS not in who.may:
        raise NotFound
    return it


def _state(house: House, it: Shelved) -> ExportState:
    going = house.exports().operation(it.id)
    state = (
        "expired" if it.expired else "done" if it.made_at else going.state if going else "failed"
    )
    return ExportState(
        id=it.id,
        kind=it.wanted.kind,
        format=it.wanted.format,
        name=it.name,
        state=state,
        operation=going,
        rows=it.rows,
        position=it.position,
        size=it.size,
        sha256=it.sha256,
        began_at=it.began_at,
        expires_at=it.expires_at,
    )


ROUTERS: Sequence[APIRouter] = (router, strict, history)
