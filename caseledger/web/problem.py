"""The shape of every refusal: a problem of RFC 9457, in words for the person who reads it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.responses import Response
from msgspec import Struct, json

from caseledger.words import FieldError
from queries.entries import Entry

MEDIA = "application/problem+json"


class Problem(Struct, frozen=True, omit_defaults=True):
    """`type` ends with the refusal's name; what is not said has no place in the answer."""

    type: str
    title: str
    status: int
    detail: str
    missing_permission: str | None = None
    current_version: int | None = None
    changes: Sequence[Entry] | None = None  # since the version that was seen
    errors: list[FieldError] | None = None
    allowed_next: Sequence[str] | None = None  # statuses that may follow
    fields: Sequence[str] | None = None  # keys of those that need a value first
    operation: str | None = None  # the address of what is still going on …
    done: int | None = None  # … and how far it is
    total: int | None = None


def problem(
    name: str, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """`more` are further members of Problem."""
    title = name.replace("-", " ").capitalize()
    said = Problem(f"/problems/{name}", title, status, detail, **more)
    return Response(json.encode(said), status, headers, MEDIA)


def slug(kind: type) -> str:
    """`ArchiveCase` as `archive-case`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()
