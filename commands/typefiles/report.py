"""What is said of the file of a type: line by line what it would make, and what is wrong."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from domain.casetype.status import Status
from domain.refusals import TypeFileUnusable
from domain.values import ValueKind

Does: TypeAlias = Literal["makes", "binds", "adds", "leaves", "warns", "refuses"]
About: TypeAlias = Literal["file", "type", "status", "field", "option"]


class TypeFileLine(Struct, frozen=True, kw_only=True):
    """One thing that is said, and of what: `at` is its place in the file."""

    at: str  # such as fields[3].options[1].key
    does: Does
    says: str
    more: str | None = None  # what is to be known of it
    about: About = "file"
    name: str | None = None
    status: Status | None = None
    kind: ValueKind | None = None


class TypeFileReport(Struct, frozen=True, kw_only=True):
    """What an import would do. What `refuses` forbids it; all else is done as it is said."""

    name: str | None  # what the type would be called; None: it could not be read
    code: str | None
    free_name: str | None = None  # one that no type has, where that one is taken
    lines: Sequence[TypeFileLine]

    @property
    def problems(self) -> Mapping[str, str]:
        """Why it cannot be imported: sentences by their places."""
        said: dict[str, str] = {}
        for line in self.lines:
            if line.does == "refuses":
                said[line.at] = f"{said[line.at]} {line.says}" if line.at in said else line.says
        return said


def unusable(why: TypeFileUnusable, name: str | None, code: str | None) -> TypeFileReport:
    """What is said of a file that cannot be read as one."""
    lines = [refuses(at, says) for at, says in why.why.items()]
    return TypeFileReport(name=name, code=code, lines=lines)


def refuses(at: str, says: str) -> TypeFileLine:
    return TypeFileLine(at=at, does="refuses", says=says)


def warns(at: str, says: str) -> TypeFileLine:
    return TypeFileLine(at=at, does="warns", says=says)
