"""One stream of news for a browser: server-sent events. The only asynchronous route."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from msgspec import json

from caseledger.adapters.postgres.refusal import AWAY
from caseledger.identity.gate import Gate
from caseledger.operations import Operation
from caseledger.web.house import Who, concerns, session_of
from caseledger.web.news import News, Said
from caseledger.web.openapi import SAID, Answers, Shape
from caseledger.web.problem import MEDIA, Problem
from caseledger.web.reading import LAST
from domain.refusals import Refused, Unavailable

router = APIRouter(prefix="/v1", tags=["Stream"])

TICK = 1.0  # seconds: whoever is deactivated hears no more after it
BEAT = 15.0  # seconds between two signs of life
TOLD: Answers = {
    200: {
        "description": "`head {position, lag_ms}`, `operation {…}` and `case {id, position, actor}`"
        " as they happen.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    },
    **{
        status: {"description": SAID[status], "content": {MEDIA: {"schema": Shape(Problem)}}}
        for status in (401, 403, 422, 503)
    },
}
Last = Annotated[str | None, Header(alias="Last-Event-ID", max_length=40)]
After = Annotated[
    int | None,
    Query(ge=0, le=LAST, description="The same, for who opens the stream anew by hand."),
]


@router.get("/stream", responses=TOLD, response_class=Response)
async def stream(request: Request, who: Who, last: Last = None, after: After = None) -> Response:
    """What happens, as it happens. Sent again from `Last-Event-ID` after an interruption."""
    news: News = request.app.state.news
    position = int(last) if last and last.isascii() and last.isdecimal() else after or 0
    return StreamingResponse(
        _told(request, news, who, position),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


async def _told(request: Request, news: News, who: Who, position: int) -> AsyncIterator[bytes]:
    """Who is cut off because the database is away asks again, from where they were."""
    with suppress(*AWAY, Unavailable), news.heard() as queue:
        for each in await run_in_threadpool(news.since, position):
            yield _spelt(each)
        heard = looked = monotonic()
        while True:
            said = await _next(queue)
            now = monotonic()
            if now - looked >= TICK:
                looked = now
                if not await run_in_threadpool(_still, request):
                    return
            if said and _concerns(said, who):
                heard = now
                yield _spelt(said)
            elif now - heard >= BEAT:
                heard = now
                yield b": still here\n\n"


async def _next(queue: "asyncio.Queue[Said]") -> Said | None:
    try:
        return await asyncio.wait_for(queue.get(), TICK)
    except TimeoutError:
        return None


def _still(request: Request) -> bool:
    """Whether they are still signed in; to listen is not to use a session."""
    gate: Gate = request.app.state.gate
    if request.app.state.stopping():
        return False
    try:
        if session := session_of(request):
            gate.by_session(session, use=False)
        else:
            gate.by_key(request.headers.get("X-API-KEY", ""))
    except AWAY:
        return True  # they cannot be asked for, nor is there any news
    except Refused:
        return False
    return True


def _concerns(said: Said, who: Who) -> bool:
    return not isinstance(said.data, Operation) or concerns(said.data, who)


def _spelt(said: Said) -> bytes:
    place = f"id: {said.id}\n" if said.id else ""
    return f"{place}event: {said.event}\ndata: {json.encode(said.data).decode()}\n\n".encode()
