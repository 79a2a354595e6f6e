"""Routes that read JSON strictly: what is ambiguous or cannot be kept is refused at the door."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from msgspec import MsgspecError, json
from starlette.exceptions import HTTPException

DEEPEST = 32
JSON = "application/json"


class StrictRequest(Request):
    """Its JSON has no NaN, no lone surrogates and no endless nesting."""

    async def body(self) -> bytes:
        body = await super().body()
        media = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if body and media != JSON:
            raise HTTPException(415)
        return body

    async def json(self) -> Any:  # whatever JSON can say
        try:
            said = json.decode(await self.body())
        except (MsgspecError, UnicodeDecodeError, RecursionError):
            raise HTTPException(400) from None
        if _deeper(said, DEEPEST):
            raise HTTPException(400)
        return said


class StrictRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def run(request: Request) -> Response:
            return await handler(StrictRequest(request.scope, request.receive))

        return run


def _deeper(value: object, than: int) -> bool:
    if isinstance(value, Mapping):
        value = list(value.values())
    if not isinstance(value, list):
        return False
    return than == 0 or any(_deeper(each, than - 1) for each in value)
