"""The description of the API: shapes of answers from the structs they are written from."""

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts
from msgspec.json import schema_components

from caseledger.web.problem import MEDIA, Problem

JSON = "application/json"
REF = "#/components/schemas/{name}"
SAID: Mapping[int, str] = {
    400: "It is not JSON that can be read.",
    401: "Nobody is signed in, and no key was sent.",
    403: "A permission is missing, or a page of another site asked.",
    404: "There is no such record.",
    409: "The record's state forbids it, or a value belongs to another one.",
    410: "It was kept for a while, and that is over.",
    412: "Somebody changed it after the version that was seen.",
    413: "It is too large.",
    415: "It is not sent in the form it must have.",
    422: "Something in it cannot be used.",
    429: "It was asked too often.",
    503: "The database cannot be reached: try again.",
}
ALWAYS = (401, 403, 422, 503)
SECURITY = {
    "key": {"type": "apiKey", "in": "header", "name": "X-API-KEY"},
    "session": {"type": "apiKey", "in": "cookie", "name": "caseledger_session"},
}

Answers = dict[int | str, dict[str, Any]]  # as FastAPI takes them


class Shape(dict[str, str]):
    """A reference to the schema of a struct, which it also names to those who collect them."""

    def __init__(self, struct: type) -> None:
        super().__init__({"$ref": REF.format(name=struct.__name__)})
        self.struct = struct


def answers(shape: type, *problems: int, status: int = 200, says: str = "Done.") -> Answers:
    """What a route may answer: a struct, and problems by their status."""
    refused = {MEDIA: {"schema": Shape(Problem)}}
    return {
        status: {"description": says, "content": {JSON: {"schema": Shape(shape)}}},
        **{each: {"description": SAID[each], "content": refused} for each in (*ALWAYS, *problems)},
    }


def describe(app: FastAPI) -> None:
    """Let the application describe itself wholly, once it is asked."""

    def openapi() -> dict[str, Any]:
        if not app.openapi_schema:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way


def _described(app: FastAPI) -> dict[str, Any]:
    said = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    structs = {struct.__name__: struct for struct in _structs(app)}
    _, shapes = schema_components(structs.values(), schema_hook=_anything, ref_template=REF)
    components = said.setdefault("components", {})
    components.setdefault("schemas", {}).update(shapes)
    components["securitySchemes"] = SECURITY
    for path in said["paths"].values():
        for operation in path.values():
            if "401" in operation["responses"]:
                operation["security"] = [{name: []} for name in SECURITY]
    return said


def _structs(app: FastAPI) -> Iterator[type]:
    for route in iter_route_contexts(app.routes):
        responses: Mapping[int | str, Any] = getattr(route, "responses", {})
        for response in responses.values():
            for media in response.get("content", {}).values():
                if isinstance(shape := media.get("schema"), Shape):
                    yield shape.struct


def _anything(_: type) -> dict[str, Any]:
    """What is of no type that is known, such as JSON that is stored, may be anything."""
    return {"description": "Any JSON."}
