"""What somebody wants of an import: what each column is taken for, and how doubts are settled."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

Duplicates: TypeAlias = Literal["skip", "update", "create"]
Blanks: TypeAlias = Literal["leave", "clear"]
Invalid: TypeAlias = Literal["leave", "fail"]
Matched: TypeAlias = Literal["external", "number", "email", "phone", "birth"]
MATCH: tuple[Matched, ...] = ("external", "number", "email", "phone", "birth")
NEW = "+new"  # as a choice's target: make one of this name
SURE = 0.8  # a suggestion below this is shown, and not taken


class Column(Struct, frozen=True, kw_only=True):
    """A column of the file, and what it is taken for."""

    index: int
    header: str
    target: str | None = None  # the key of a target; None: left out
    reason: str | None = None  # why it is taken for that, or left out
    confidence: float | None = None  # of a suggestion; None: somebody chose
    format: str | None = None  # of dates
    choices: Mapping[str, str | None] = {}  # what a value stands for, by the value; None: nothing


class Options(Struct, frozen=True, kw_only=True):
    type: str | None = None  # of all cases: its name, its code or its id
    duplicates: Duplicates = "skip"
    match: tuple[Matched, ...] = MATCH
    date_format: str | None = None  # of all columns of dates
    country: str | None = None  # of phone numbers without a code; None: the firm's
    blanks: Blanks = "leave"
    invalid: Invalid = "leave"  # what an impossible phone number or e-mail address does to its row
    defaults: Mapping[str, str] = {}  # for blank cells, by target
    preset: str | None = None
    list: str | None = None  # that all cases of the file are put on: its name; made if missing
