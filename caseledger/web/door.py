"""The door that every request passes: what is too large or unspeakable is turned away here,

every answer gets the headers that browsers heed, is counted and noted, and none is a bare 500.
"""

from collections.abc import Mapping
from logging import getLogger
from time import perf_counter
from uuid import UUID

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from caseledger import logs, traces
from caseledger.web.figures import Figures
from caseledger.web.problem import problem
from commands.ids import new_id

MOST = 1 << 20  # bytes of a command
UPLOADS = "/v1/imports"
MOST_UPLOADED = 60 << 20  # a file below 50 MB, and what wraps it
# What a page may load: from here alone. Mantine writes style attributes and elements.
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
        " font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
        " frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

log = getLogger(__name__)
access = logs.logger("caseledger.access")


class Door:
    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app, self._figures = app, figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await Passage(self._app, self._figures, scope, receive, send).through()
        else:
            await self._app(scope, receive, send)


class Passage:
    """One request on its way, and its answer."""

    def __init__(
        self, app: ASGIApp, figures: Figures, scope: Scope, receive: Receive, send: Send
    ) -> None:
        self._app, self._figures, self._scope = app, figures, scope
        self._receive, self._send = receive, send
        self._most = MOST_UPLOADED if scope["path"].startswith(UPLOADS) else MOST
        self._came = 0
        self._status = 0

    async def through(self) -> None:
        began, correlation = perf_counter(), self._correlation()
        self._scope.setdefault("state", {})["correlation"] = correlation
        method = self._scope["method"]
        with logs.bound(correlation=str(correlation)), traces.doing(method) as it:
            try:
                await self._answered()
            finally:
                it.call(f"{method} {pattern(self._scope)}")
                it.say(status=self._status)
                self._note(perf_counter() - began)

    async def _answered(self) -> None:
        if refused := self._unspeakable():
            await refused(self._scope, self._receive, self.send)
            return
        try:
            await self._app(self._scope, self.receive, self.send)
        except Exception as why:  # nobody should ever see this; who does is told what is safe
            _tell(why)
            if not self._status:
                await _sorry()(self._scope, self._receive, self.send)

    async def receive(self) -> Message:
        message = await self._receive()
        self._came += len(message.get("body", b""))
        if self._came > self._most:
            raise HTTPException(413)
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
        await self._send(message)

    def _correlation(self) -> UUID:
        """What the asker calls this and whatever else belongs to it, else a name of ours."""
        try:
            return UUID(Headers(scope=self._scope).get("X-Correlation-Id", ""))
        except ValueError:
            return new_id()

    def _unspeakable(self) -> ASGIApp | None:
        address: bytes = self._scope.get("query_string", b"")
        if b"%00" in address or "\0" in self._scope["path"]:
            return problem("unreadable", 422, "The NUL character cannot be kept or looked for.")
        length = Headers(scope=self._scope).get("Content-Length", "0")
        if length.isdecimal() and int(length) > self._most:
            return problem("too-large", 413, "What was sent is too large.")
        return None

    def _note(self, seconds: float) -> None:
        """The pattern of the address alone: what stands in an address may name somebody."""
        route = pattern(self._scope)
        method = self._scope["method"]
        self._figures.answered(method, route, self._status, seconds)
        who = self._scope.get("state", {}).get("principal")
        access.info(
            "answered",
            method=method,
            route=route,
            status=self._status,
            ms=round(seconds * 1000, 1),
            **({who.kind: str(who.id)} if who else {}),
        )


def pattern(scope: Scope) -> str:
    """Such as `/v1/cases/{case_id}`."""
    return str(getattr(scope.get("route"), "path", "none"))


def _sorry() -> ASGIApp:
    says = "Something went wrong here. It was noted; please try again, or tell who runs this."
    return problem("went-wrong", 500, says)


def _tell(why: Exception) -> None:
    """Where it happened, not what it said: a message may hold what somebody sent."""
    log.error("%s in %s", type(why).__name__, logs.where(why.__traceback__))
