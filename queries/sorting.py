"""Sorting: what a list is in the order of, and where that is kept."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from msgspec import Struct
from psycopg.sql import SQL, Composable, Identifier

from domain.conditions import term_of
from domain.refusals import NotSortable
from domain.terms import Family
from queries.catalogue import Catalogue, Known
from queries.filters.places import Custom, Own
from queries.filters.sql import Where

NOTHING: Where = SQL(""), []
TYPES: Mapping[Family, Any] = {  # of the values that cursors hold
    Family.WORDS: str,
    Family.CHOICE: str,
    Family.NUMBER: Decimal,
    Family.DAY: date,
    Family.INSTANT: datetime,
    Family.YES_NO: bool,
}


class Order(Struct, frozen=True, kw_only=True):
    key: Composable
    absent: Where | None  # the test of a line that has no such value; None: all have one
    source: Where = NOTHING  # what is joined to the line "l" to have the key
    type: Any  # of the key, in cursors
    descending: bool
    walked: bool = False  # whether an index is in this order


def order(catalogue: Catalogue, sort: str) -> Order:
    """`-updated_at`: by the last change, the latest first. Refuses NoSuchFact and NotSortable."""
    known, descending = known_of(catalogue, sort), sort.startswith("-")
    return (_by_place if placed(known) else _by_value)(known, descending)


def known_of(catalogue: Catalogue, sort: str) -> Known:
    """The fact that a list is sorted by. Refuses NoSuchFact and NotSortable."""
    name = sort.removeprefix("-")
    known = catalogue.get(name)
    if known is None:
        term_of(name, {each: it.term for each, it in catalogue.items()})
    if known is None or not known.sortable:
        there = (each for each, it in catalogue.items() if it.sortable)
        raise NotSortable(name, ", ".join(sorted(there)))
    return known


def placed(known: Known) -> bool:
    """Whether its choices have an order of their own."""
    return bool(known.choices) and (known.term.ids or not known.built_in)


def _by_value(known: Known, descending: bool) -> Order:
    match known.place:
        case Custom(_, column, _):
            key, absent = Identifier("v", column), _absent(known.place)
            return Order(
                key=key, absent=absent, source=_values(known.place), type=_type(known),
                descending=descending,
            )  # fmt: skip
        case Own(column):
            key = Identifier("l", known.sorted_by or column)
            none = None if known.always else (SQL("{} is null").format(key), ())
            return Order(
                key=key, absent=none, type=_type(known), descending=descending, walked=known.walked
            )
    raise NotSortable(known.term.name, "")


def _by_place(known: Known, descending: bool) -> Order:
    """By the order that the firm gave the choices, or that of their labels."""
    inner = _by_value(known, descending)
    joining, values = inner.source
    kind = SQL("uuid[]" if known.term.ids else "text[]")
    placed = SQL("{} cross join lateral (select array_position(%s::{}, {}) as k) as o").format(
        joining, kind, inner.key
    )
    keys = [choice.key for choice in known.choices]
    return Order(
        key=SQL("o.k"),
        absent=inner.absent,
        source=(placed, [*values, keys]),
        type=int,
        descending=descending,
    )


def _values(place: Custom) -> Where:
    joining = SQL("join case_value as v on v.case_id = l.id and v.field = %s and l.type = any(%s)")
    return joining, [place.field, list(place.types)]


def _absent(place: Custom) -> Where:
    none = SQL(
        "l.type <> all(%s) or not exists (select from case_value as v"
        " where v.case_id = l.id and v.field = %s and v.{} is not null)"
    )
    return none.format(Identifier(place.column)), [list(place.types), place.field]


def _type(known: Known) -> Any:
    match known.place:
        case Custom(_, "number", _):  # also yes and no
            return Decimal
        case _:
            return TYPES[known.term.family]
