"""Names: what the firm has defined, so that ids and keys can be shown in words, at the edge."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import LiteralString, Self, TypeVar
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.aggregate import Aggregate
from domain.casetype.casetype import CaseType
from domain.casetype.field import Field
from domain.firm.firm import FIRM, Firm
from domain.lists.caselist import CaseList
from domain.people.key import Key
from domain.people.person import Person
from domain.refusals import Unknown
from domain.words import folded
from projections.states import READ
from projections.tables import Db

KINDS = ("case-type", "field", "case-list", "person", "key", "firm")
# What is left out is so by name: the index is on the rest. A past has types and fields as they
# were then; all else, and what was defined since, is as it is now.
STATES: LiteralString = """
select stream, kind, position, body::text
  from read.state as n
 where kind = any(%(kinds)s)
   and kind not in ('case', 'contact', 'point', 'note')
   and (current_schema = 'read'
        or kind not in ('case-type', 'field')
        or not exists (select from state as t where t.stream = n.stream))
 union all
select stream, kind, position, body::text
  from state
 where current_schema <> 'read'
   and kind in ('case-type', 'field')
"""
A = TypeVar("A", bound=Aggregate)


class Names(Struct, frozen=True, kw_only=True, eq=False):
    """Each in the order that lists show. Known by identity, so that what is made of it is kept."""

    types: Mapping[UUID, CaseType] = {}
    fields: Mapping[str, Field] = {}  # by key, such as x_injury
    lists: Mapping[UUID, CaseList] = {}
    people: Mapping[UUID, Person] = {}
    keys: Mapping[UUID, Key] = {}
    firm: Firm = Firm(FIRM)
    positions: Mapping[UUID, int] = {}  # of the newest event of each

    @property
    def country(self) -> str:
        """Where phone numbers without a code are of."""
        return self.firm.settings["country"]

    def type(self, id: UUID) -> str:
        kind = self.types.get(id)
        return kind.life.name if kind else str(id)

    def status(self, key: str, type: UUID | None) -> str:
        """The label of a status, as its type words it, else as the first type that has it does."""
        kind = self.types.get(type) if type else None
        having = (each for each in self.types.values() if _had(each, key))
        found = kind if kind and _had(kind, key) else next(having, None)
        return found.statuses.label(key) if found else key

    def find_type(self, given: str) -> CaseType:
        """By its id, its name or its code in any case. Refuses Unknown."""
        wanted = folded(given.strip())
        for each in self.types.values():
            if wanted in (str(each.id), folded(each.life.name), folded(each.life.code)):
                return each
        raise Unknown(given)

    def field(self, key: str) -> str:
        known = self.fields.get(key)
        return known.definition.label if known else key

    def option(self, field: str, key: str) -> str:
        known = self.fields.get(field)
        options = known.definition.options if known else ()
        return next((option.label for option in options if option.key == key), key)

    def list(self, id: UUID) -> str:
        known = self.lists.get(id)
        return known.card.name if known else "A list"

    def person(self, id: UUID) -> str:
        person = self.people.get(id)
        return person.profile.name if person else "Somebody unknown"

    def with_(self, kinds: Iterable[CaseType], fields: Iterable[Field]) -> Self:
        """The same, but for these as they were at another time."""
        return replace(
            self,
            types={**self.types, **{each.id: each for each in kinds}},
            fields={**self.fields, **{each.definition.key: each for each in fields}},
        )


def names(db: Db) -> Names:
    """As the read model has them; of a past, types and fields as they were then.

    The same object for as long as it has the same.
    """
    return _read(tuple(db.execute(STATES, {"kinds": list(KINDS)}).fetchall()))


@lru_cache(maxsize=8)
def _read(rows: tuple[tuple[UUID, str, int, str], ...]) -> Names:
    known = [READ[kind](body) for _, kind, _, body in rows]
    firm = next(_of(Firm, known), Firm(FIRM))
    place = {each: n for n, each in enumerate(firm.settings.types)}
    types = sorted(_of(CaseType, known), key=lambda t: (place.get(t.id, len(place)), t.id))
    people = sorted(_of(Person, known), key=lambda p: (folded(p.profile.name), p.id))
    keys = sorted(_of(Key, known), key=lambda k: k.id)
    lists = sorted(_of(CaseList, known), key=lambda it: (folded(it.card.name), it.id))
    fields = sorted(_of(Field, known), key=lambda f: f.id)
    return Names(
        types={each.id: each for each in types},
        fields={each.definition.key: each for each in fields},
        lists={each.id: each for each in lists},
        people={each.id: each for each in people},
        keys={each.id: each for each in keys},
        firm=firm,
        positions={stream: position for stream, _, position, _ in rows},
    )


def _had(kind: CaseType, status: str) -> bool:
    return any(each.key == status for each in kind.statuses.ever)


def _of(kind: type[A], known: Iterable[Aggregate]) -> Iterator[A]:
    return (each for each in known if isinstance(each, kind))
