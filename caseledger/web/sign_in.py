"""Signing in by a one-time link, out again, and how the first admin comes in."""

from collections.abc import Mapping
from html import escape
from typing import Annotated
from urllib.parse import parse_qs
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import ValidationError

from caseledger.console import give
from caseledger.identity import links, people, sessions
from caseledger.web import plain
from caseledger.web.house import COOKIE, HOST_COOKIE, TheHouse, must_be_ours, session_of
from caseledger.words import errors
from commands.people import AddPerson

router = APIRouter(tags=["Signing in"], include_in_schema=False)

Token = Annotated[str, Query(max_length=200)]
HOME = "/app/"
SPENT = "/app/sign-in?expired=1"
DAY = 12 * 60 * 60


@router.get("/sign-in")
def sign_in(house: TheHouse, request: Request, token: Token = "") -> Response:
    """Use a link: it works once, and begins a session."""
    link = links.look(house.pool, token)
    if link and link.person is None and not people.anybody(house.pool):
        return _form(token)
    link = links.use(house.pool, token)
    if link is None or link.person is None:
        return RedirectResponse(SPENT, 303)
    return _in(house, request, link.person)


async def fields(request: Request) -> dict[str, str]:
    """What a small form says."""
    said = parse_qs((await request.body()).decode(errors="replace"), max_num_fields=10)
    return {name: values[0] for name, values in said.items()}


@router.post("/sign-in")
def become_first(
    house: TheHouse, request: Request, said: Annotated[dict[str, str], Depends(fields)]
) -> Response:
    """The first admin gives name and e-mail address; then nobody else can become that."""
    must_be_ours(request)
    token = said.pop("token", "")
    try:
        first = AddPerson.model_validate({**said, "role": "admin"})
    except ValidationError as why:
        wrong = {each.field: each.message for each in errors(why.errors(), said)}
        return _form(token, said, wrong)
    link = links.use(house.pool, token)
    if link is None or link.person is not None or people.anybody(house.pool):
        return RedirectResponse(SPENT, 303)
    return _in(house, request, give(first, house.ledger).id)


@router.post("/sign-out")
def sign_out(house: TheHouse, request: Request) -> Response:
    """End this session."""
    must_be_ours(request)
    if session := session_of(request):
        sessions.end(house.pool, session)
    response = Response(status_code=204)
    for name in (COOKIE, HOST_COOKIE):
        response.delete_cookie(name)
    return response


def _in(house: TheHouse, request: Request, person: UUID) -> Response:
    if old := session_of(request):
        sessions.end(house.pool, old)
    secure = request.url.scheme == "https"
    response = RedirectResponse(HOME, 303)
    response.set_cookie(
        HOST_COOKIE if secure else COOKIE,
        sessions.begin(house.pool, person),
        max_age=DAY,
        httponly=True,
        samesite="lax",
        secure=secure,
    )
    return response


def _form(
    token: str, said: Mapping[str, str] | None = None, wrong: Mapping[str, str] | None = None
) -> HTMLResponse:
    said, wrong = said or {}, wrong or {}
    inside = (
        "<p>Nobody works here yet. You become the first admin: name and e-mail address stand in"
        " the history of whatever you do.</p>"
        '<form method="post" action="/sign-in">'
        f'<input type="hidden" name="token" value="{escape(token)}">'
        + plain.field("name", "Your name", "text", said.get("name", ""), wrong.get("name", ""))
        + plain.field("email", "E-mail", "email", said.get("email", ""), wrong.get("email", ""))
        + "<button>Begin</button></form>"
    )
    return plain.page("Welcome", inside, 422 if wrong else 200)
