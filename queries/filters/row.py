"""Conditions about a line at hand: its values by fact, as domain.conditions takes them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.conditions import Values
from domain.terms import Term
from projections.documents.document import ON_LISTS, Line, in_order, opted_out
from queries.filters.places import Custom, OfClients, OfLinks, OfPrimary, OnLists, Own, Place
from queries.filters.sql import Fact


class LineRow(Mapping[str, Values]):
    """Satisfies domain.conditions.Row: each value is looked up when it is asked for."""

    def __init__(self, line: Line, clients: Sequence[Line], facts: Mapping[str, Fact]) -> None:
        self._line, self._clients, self._facts = line, clients, facts

    def __getitem__(self, name: str) -> Values:
        term, place = self._facts[name]
        return tuple(_listed(self._held(term, place)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def _held(self, term: Term, place: Place) -> Any:
        match place:
            case Own(column):
                return self._line[column]
            case OfClients(column):
                return [value for each in self._clients for value in _listed(each[column])]
            case OfLinks(column):
                return self._line[column]
            case OnLists():
                return self._line[ON_LISTS]
            case OfPrimary():
                main = [each for each in self._clients if each["id"] == self._line["client"]]
                return [channel for each in main for channel in opted_out(each, self._line["type"])]
            case Custom(field, _, types):
                there = self._line["type"] in types
                value = (self._line["custom"] or {}).get(field) if there else None
                return [term.compared(in_order(each)) for each in _listed(value)]


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else () if value is None else (value,)
