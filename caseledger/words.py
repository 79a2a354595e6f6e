"""What pydantic found wrong, in the field's words: no jargon, and no names from inside."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

FORMS = {"facts", "changes"}  # the names of what is in them say enough
KINDS: Sequence[tuple[str, str]] = (  # by the beginning of pydantic's own name of the error
    ("missing", "This is needed."),
    ("extra_forbidden", "There is nothing called {name} here."),
    ("uuid", "This must be an id, such as 0190a5c8-7b1e-7c3a-9f00-3d6a0f1b2c4d."),
    ("string_too_long", "This is longer than {max_length} characters."),
    ("string_too_short", "This is too short."),
    ("string_pattern", "This is not spelt as it must be."),
    ("string", "This must be text."),
    ("bool", "This must be true or false."),
    ("int", "This must be a whole number."),
    ("float", "This must be a number."),
    ("literal_error", "Choose one of {expected}."),
    ("enum", "Choose one of {expected}."),
    ("union_tag", "Choose one of {expected_tags}."),
    ("too_long", "There are too many of these: {max_length} at most."),
    ("too_short", "There are too few of these: {min_length} at least."),
    ("greater_than", "This is too small."),
    ("less_than", "This is too large."),
    ("date_from", "This must be a date, such as 2026-01-31."),
    ("date_", "This must be a date, such as 2026-01-31."),
    ("datetime", "This must be a time, such as 2026-01-31T09:30:00Z."),
    ("timezone", "This must be a time with its zone, such as 2026-01-31T09:30:00Z."),
    ("tuple", "This must be a list."),
    ("list", "This must be a list."),
    ("mapping", "This must be an object with named values."),
    ("dict", "This must be an object with named values."),
    ("model", "This must be an object with named values."),
)
OTHER = "This cannot be used as it is."


class FieldError(Struct, frozen=True):
    field: str
    message: str


def errors(found: Iterable[Mapping[str, Any]], body: object) -> list[FieldError]:
    """One for each field, in the order in which they were found."""
    said: dict[str, str] = {}
    for error in found:
        said[_field(error, body)] = _says(error)  # of several readings the last is the loosest
    return [FieldError(field, message) for field, message in said.items()]


def _field(error: Mapping[str, Any], body: object) -> str:
    where, *path = error["loc"]
    if where in ("query", "header", "path", "cookie"):
        return ".".join(map(str, path)) or str(where)
    if where != "body":
        path = [where, *path]
    given = list(_given(path, body, missing=error["type"] == "missing"))
    kept = [part for n, part in enumerate(given) if part not in FORMS or n == len(given) - 1]
    return ".".join(kept)


def _given(path: Sequence[str | int], body: object, missing: bool) -> Iterator[str]:
    """The part of a path that the sender knows: between its steps pydantic names its own."""
    for n, part in enumerate(path):
        match body:
            case Mapping() if part in body:
                body = body[part]
            case list() if isinstance(part, int) and part < len(body):
                body = body[part]
            case _ if not (missing and n == len(path) - 1):
                continue
        yield str(part)


def _says(error: Mapping[str, Any]) -> str:
    context = error.get("ctx") or {}
    if error["type"] == "value_error":
        return str(context.get("error") or OTHER)  # a sentence of ours
    for beginning, sentence in KINDS:
        if error["type"].startswith(beginning):
            return sentence.format_map({**NOTHING, **context, "name": error["loc"][-1]})
    return OTHER


NOTHING = {
    "max_length": "that",
    "min_length": "one",
    "expected": "what is offered",
    "expected_tags": "what is offered",
}
