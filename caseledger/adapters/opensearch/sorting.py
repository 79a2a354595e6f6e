"""The order of a list in OpenSearch: those that have what it is sorted by, and then the others."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct

from domain.terms import Family
from projections.documents.document import BEGINNING, plain
from queries.catalogue import Catalogue, Known
from queries.filters.dsl import Dsl, counting, denied, every, field, has
from queries.filters.places import Own
from queries.sorting import known_of, placed

SHOWN: dict[Family, Callable[[Any], Any]] = {  # a document's value as cursors hold it
    Family.NUMBER: lambda n: Decimal(str(n)),
    Family.DAY: lambda days: (BEGINNING + timedelta(days=days)).date(),
    Family.INSTANT: lambda micros: BEGINNING + timedelta(microseconds=micros),
}


class Sorting(Struct, frozen=True):
    known: Known
    way: Literal["asc", "desc"]

    @property
    def sort(self) -> Sequence[Dsl]:
        if placed(self.known):
            return [{"_score": self.way}, {"id": self.way}]
        order = {"order": self.way, "unmapped_type": "long"}
        return [{self._field: order}, {"id": self.way}]

    def having(self, test: Dsl) -> Dsl:
        if not placed(self.known):
            return every([test, self._there])
        # A document's score is the place of its choice: there is nothing else to score by.
        each = [
            {"constant_score": {"filter": {"term": {self._field: choice.key}}, "boost": n}}
            for n, choice in enumerate(self.known.choices, 1)
        ]
        tests = [test, *counting(self._at)]
        return {"bool": {"filter": tests, "should": each, "minimum_should_match": 1}}

    def lacking(self, test: Dsl) -> Dsl:
        return every([test, denied(self._there)])

    def held(self, value: Any) -> Any:
        """What a cursor holds, as the index sorts it: it counts yes as 1."""
        return int(value) if isinstance(value, bool) else plain(value)

    def shown(self, value: Any) -> Any:
        """The inverse."""
        if value is None:
            return None
        if placed(self.known):
            return int(value)
        family = self.known.term.family
        if family is Family.YES_NO:
            return bool(value) if isinstance(self._at, Own) else Decimal(value)
        return SHOWN.get(family, _as_it_is)(value)

    @property
    def _at(self) -> Any:  # it is sortable, so it has one
        return self.known.place

    @property
    def _field(self) -> str:
        return self.known.sorted_by or field(self._at)

    @property
    def _there(self) -> Dsl:
        return every([*counting(self._at), has(self._field)])


def sorting(facts: Catalogue, sort: str) -> Sorting:
    """Refuses NoSuchFact and NotSortable."""
    return Sorting(known_of(facts, sort), "desc" if sort.startswith("-") else "asc")


def _as_it_is(value: Any) -> Any:
    return value
