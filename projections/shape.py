"""The shape of a table: a struct's attributes, one a column, and in which order they stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from operator import attrgetter
from types import NoneType
from typing import Annotated, Any, LiteralString, get_args, get_origin, get_type_hints
from uuid import UUID

from msgspec import Struct

from domain.facts import Fact, facts_of
from domain.values import ValueKind
from domain.words import compared

TYPES: Mapping[Any, LiteralString] = {
    str: 'text collate "C"',  # ordered as Python orders it
    bool: "boolean",
    int: "bigint",
    Decimal: "numeric",
    date: "date",
    datetime: "timestamptz",
    UUID: "uuid",
    tuple[str, ...]: "text[]",
    tuple[UUID, ...]: "uuid[]",
}
FIXED = ("uuid", "bigint", "timestamptz", "date", "boolean")  # types whose values are all as wide
KEY = "_key"  # how the column is called that a text is sorted and compared by


@dataclass(frozen=True)
class Shape:
    """The columns of a table: a struct's attributes, and beside each short text its sort key."""

    row: type[Struct]
    key: tuple[str, ...]
    scanned: bool = False  # whether all its rows are looked at now and then

    @cached_property
    def types(self) -> Mapping[str, LiteralString]:
        return (_scanned if self.scanned else _types)(self.row)

    @cached_property
    def names(self) -> Sequence[str]:
        return list(self.types)

    @property
    def keyed(self) -> Sequence[str]:
        return _keyed(self.row)

    def values(self, names: Sequence[str]) -> Callable[[Any], tuple[object, ...]]:
        """What makes of a row the values of these columns."""
        own = self.row.__struct_fields__
        arrays = [n for n, name in enumerate(names) if self.types[name].endswith("[]")]
        keys = [n for n, name in enumerate(names) if name not in own]
        taken = attrgetter(*(name if name in own else name.removesuffix(KEY) for name in names))

        def values(row: Struct) -> tuple[object, ...]:
            made = [*taken(row)]
            for n in arrays:  # psycopg takes tuples for composite values
                made[n] = list(made[n])
            for n in keys:
                made[n] = made[n] and compared(made[n])
            return tuple(made)

        return values


@cache
def _types(row: type[Struct]) -> Mapping[str, LiteralString]:
    hints = get_type_hints(row, include_extras=False)
    own = {name: _sql_type(hints[name]) for name in row.__struct_fields__}
    return {**own, **{name + KEY: TYPES[str] for name in _keyed(row)}}


def _scanned(row: type[Struct]) -> Mapping[str, LiteralString]:
    """In the order in which columns are sooner come to: in half the time, where all rows are.

    PostgreSQL comes to a column through all before it, and skips by their widths only those that
    are as wide in every row and in none missing.
    """
    hints, types = get_type_hints(row, include_extras=False), _types(row)

    def place(name: str) -> tuple[bool, bool]:
        given = NoneType not in get_args(hints.get(name)) and types[name] != "jsonb"
        return types[name] not in FIXED, not given

    return {name: types[name] for name in sorted(types, key=place)}


@cache
def _keyed(row: type[Struct]) -> Sequence[str]:
    facts = facts_of(row).values()
    own = row.__struct_fields__  # a row may have a key of its own making
    return [f.name for f in facts if _is_short_text(f) and f.name + KEY not in own]


def _is_short_text(fact: Fact) -> bool:
    return fact.each is str and not fact.many and fact.given_as is ValueKind.TEXT


def _sql_type(hint: Any) -> LiteralString:
    """The type of `str`, of `str | None` and of what is annotated with either."""
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if hint in TYPES:
        return TYPES[hint]
    inner = next((a for a in get_args(hint) if a is not NoneType), hint)
    if get_origin(hint) is Mapping or get_origin(inner) is Mapping:
        return "jsonb"
    return TYPES[inner]
