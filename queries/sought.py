"""What a list is asked, its names known and its values as they compare."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct

from domain.conditions import And, Condition, Is, checked, tests
from domain.refusals import Unsuitable
from domain.terms import Term
from domain.views import shape
from projections.members.facts import PRIMARY_OUT
from queries import catalogue, search
from queries.catalogue import LIST, Catalogue
from queries.filters.places import Own
from queries.filters.sql import Fact
from queries.filters.url import spelt
from queries.names import Names

LATEST = shape.LATEST
OUT = "opted_out"
APART = ("client_scope", "archived")  # filters that are about no fact
Pairs: TypeAlias = Sequence[tuple[str, str]]  # of an address: `("court_name.any", "Leeds,York")`
# Which lines `archived=…` lets be seen: whether they are archived; None: all of them.
SIGHT: Mapping[str, bool | None] = {
    "false": False,
    "true": True,
    "only": True,
    "true,false": None,
    "false,true": None,
    "any": None,
}


class Asked(Struct, frozen=True, kw_only=True):
    """What a list is asked. `filters` also knows `where`, `archived` and `client_scope`."""

    filters: Pairs = ()
    q: str = ""
    sort: str = LATEST
    cursor: str | None = None
    limit: int = 50


class Sought(Struct, frozen=True, kw_only=True):
    names: Names
    facts: Catalogue
    condition: Condition
    archived: bool | None = False
    q: str = ""
    sort: str = LATEST
    without: Sequence[UUID] = ()  # these are shown already
    position: int = 0  # what was recorded so far is to be taken into account

    @property
    def places(self) -> Mapping[str, Fact]:
        facts = self.facts.items()
        known = {name: (each.term, each.place) for name, each in facts if each.place}
        words = {name: (Term(name=name, label=name), Own(name)) for name in search.LOOKED_AT}
        return {**known, **words}

    @property
    def whole(self) -> Condition:
        """All that is asked for as one condition about a document; a line has other columns."""
        tests = [self.condition]
        if self.archived is not None:
            tests.append(Is("archived", "any", (self.archived,)))
        if self.q:
            tests.append(search.case(self.q, self.country))
        return And(tuple(tests))

    @property
    def is_about_lists(self) -> bool:
        return any(test.fact == LIST for test in tests(self.condition))

    @property
    def country(self) -> str:
        return self.names.country


def sought(asked: Asked, names: Names, position: int = 0) -> Sought:
    """Refuses what is Invalid."""
    facts, given = catalogue.of_cases(names), dict(asked.filters)
    terms, archived = catalogue.terms(facts), given.get("archived", "false")
    if archived not in SIGHT:
        raise Unsuitable("archived", "It is true, false, only or true,false.")
    return Sought(
        names=names,
        facts=facts,
        condition=checked(said(asked.filters, terms), terms),
        archived=SIGHT[archived],
        q=asked.q.strip(),
        sort=asked.sort,
        position=position,
    )


def said(filters: Pairs, terms: Mapping[str, Term]) -> Condition:
    """What filters say of facts, as it is spelt. Refuses Unsuitable."""
    scope = dict(filters).get("client_scope", "any")
    if scope not in ("any", "primary"):
        raise Unsuitable("client_scope", "It is any or primary.")
    proper = [each for each in filters if each[0] not in APART]
    return spelt(_of_primary(proper) if scope == "primary" else proper, terms)


def _of_primary(filters: Pairs) -> Pairs:
    return [
        (PRIMARY_OUT + name.removeprefix(OUT) if name.split(".")[0] == OUT else name, value)
        for name, value in filters
    ]
