"""The catalogue: every fact of a list, what it may be asked, and where the read model keeps it.

Built-in facts are read from their declarations, custom ones from the firm's definitions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace as restated
from functools import lru_cache
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.case import details
from domain.casetype.field import Field
from domain.conditions import Operator, operators_of
from domain.contact import card
from domain.facts import Fact, facts_of
from domain.terms import CHECKED, Family, Term
from domain.values import Option, ValueKind
from projections.indexes import CONTACTS_WALKED, WALKED
from projections.lines.case import CaseLine
from projections.lines.contact import ContactLine
from projections.members.facts import OF_CLIENTS, PRIMARY_OUT, ROLE
from projections.shape import KEY
from queries import choices
from queries.choices import Choice
from queries.filters.places import Custom, OfClients, OfLinks, OfPrimary, OnLists, Own, Place
from queries.names import Names

COLUMNS: Mapping[Family, str] = {  # where custom values of a family are
    Family.WORDS: "text_key",
    Family.PROSE: "text_key",
    Family.CHOICE: "text",
    Family.NUMBER: "number",
    Family.YES_NO: "number",
    Family.DAY: "day",
    Family.INSTANT: "at",
}


class Known(Struct, frozen=True, kw_only=True):
    """One fact of a list."""

    term: Term
    place: Place | None  # None: shown, but neither filtered nor sorted by
    sorted_by: str | None = None  # the column, where it is another than the one compared
    always: bool = False  # whether every record has it
    walked: bool = False  # whether an index is in its order
    kind: str
    group: str
    built_in: bool = True
    editable: bool = False
    searched: bool = False
    choices: Sequence[Choice] = ()
    help: str | None = None
    id: UUID | None = None  # of the custom field
    version: int = 0
    retired: bool = False

    @property
    def sortable(self) -> bool:
        if self.place is None or isinstance(self.place, OfClients) or self.term.many:
            return False
        if self.kind == ValueKind.MULTI_SELECT:  # a case would stand at each of its choices
            return False
        return self.term.family is not Family.PROSE and self.kind != "contact"


class Asking(Struct, frozen=True):
    """An operator, as a page offers it."""

    op: str
    says: str
    takes: str


class FactRow(Struct, frozen=True, kw_only=True):
    key: str
    label: str
    kind: str
    group: str
    built_in: bool
    editable: bool
    searchable: bool
    sortable: bool
    operators: Sequence[Asking]
    options: Sequence[Option]
    currency: str | None
    help: str | None
    id: UUID | None
    version: int  # of the custom field, else 0
    retired: bool


Catalogue: TypeAlias = Mapping[str, Known]
LIST = "list"  # who is on one is no fact that another may follow


@lru_cache(maxsize=8)  # what is defined changes seldom, and is asked of each list
def of_cases(names: Names) -> Catalogue:
    own = _declared(facts_of(CaseLine), details.FACTS, names, WALKED)
    custom = (_custom(field, names) for field in names.fields.values())
    return {each.term.name: each for each in (*own, *_of_others(names), *custom)}


@lru_cache(maxsize=8)
def of_contacts(names: Names) -> Catalogue:
    known = _declared(facts_of(ContactLine), card.FACTS, names, CONTACTS_WALKED)
    return {each.term.name: each for each in known}


def rows(catalogue: Catalogue) -> Sequence[FactRow]:
    """As pages read them, for filters, columns, forms and imports; lists they know themselves."""
    return [_row(known) for name, known in catalogue.items() if name != LIST]


def terms(catalogue: Catalogue) -> Mapping[str, Term]:
    """What filters may be about."""
    return {name: known.term for name, known in catalogue.items() if known.place}


def followed(catalogue: Catalogue) -> Mapping[str, Term]:
    """What conditions of lists may be about."""
    return {name: term for name, term in terms(catalogue).items() if name != LIST}


def _declared(
    facts: Mapping[str, Fact], editable: Mapping[str, Fact], names: Names, walked: Sequence[str]
) -> Iterator[Known]:
    for name, fact in facts.items():
        if name == "position":
            continue
        term, kind, options = _term(fact, names)
        yield Known(
            term=term,
            place=None if fact.each == Mapping[str, str] else Own(_column(name, term)),
            sorted_by=name if term.number else None,
            always=fact.always,
            walked=name in walked,
            kind=kind,
            group=fact.group,
            editable=name in editable and fact.given_as is not None,
            searched=fact.searched,
            choices=options,
        )


def _column(name: str, term: Term) -> str:
    """Texts are compared by the keys beside them."""
    return name + KEY if term.family is Family.WORDS and not term.raw else name


def _of_others(names: Names) -> Iterator[Known]:
    """What others say of a case: its clients, and who is on it as what."""
    for name, label, of in OF_CLIENTS:
        fact = restated(facts_of(ContactLine)[of], name=name, heading=label)
        term, kind, _ = _term(fact, names)
        column = _column(of, term)
        yield Known(term=term, place=OfClients(column), kind=kind, group="Clients")
    for name, label, place in (
        (ROLE, "Role of a contact", OfLinks("roles")),
        (PRIMARY_OUT, "Primary client opted out of", OfPrimary()),
        (LIST, "On the list", OnLists()),
    ):
        fact = Fact(label, name=name, type=tuple[str, ...])
        term, kind, offered = _term(fact, names)
        term = replace(term, open=name == ROLE)
        group = "Lists" if name == LIST else "Clients"
        yield Known(term=term, place=place, kind=kind, group=group, choices=offered)


def _term(fact: Fact, names: Names) -> tuple[Term, str, Sequence[Choice]]:
    """What is compared, the kind that pages know it by, and its choices."""
    kind, ids, offered = choices.SPECIAL.get(fact.name, (None, False, None))
    several = ValueKind.MULTI_SELECT if fact.many else ValueKind.SELECT
    given_as = fact.given_as or (ValueKind.NUMBER if fact.each is int else ValueKind.LONG_TEXT)
    given = several if kind else given_as
    found = offered(names) if offered else ()
    term = _worded(fact.name, fact.heading, given, found, names)
    raw, number = given in CHECKED, fact.name == "number"
    return replace(term, many=fact.many, ids=ids, raw=raw, number=number), kind or given_as, found


def _worded(
    name: str, label: str, kind: ValueKind, offered: Sequence[Choice], names: Names
) -> Term:
    firm = names.firm.settings
    return Term(
        name=name,
        label=label,
        kind=kind,
        choices=choices.spoken(offered),
        labels=tuple(choice.label for choice in offered),
        currency=firm["currency"],
        country=firm["country"],
        zone=firm["time_zone"],
    )


def _custom(field: Field, names: Names) -> Known:
    it = field.definition
    offered = choices.options(it.options)
    term = _worded(it.key, it.label, it.kind, offered, names)
    bound = [kind.id for kind in names.types.values() if it.key in kind.fields.keys]
    return Known(
        term=replace(term, currency=it.currency or term.currency),
        place=Custom(it.key, COLUMNS[term.family], bound),
        kind=it.kind,
        group=str(it.facts.get("group") or "Custom fields"),
        built_in=False,
        editable=not it.retired,
        searched=bool(it.facts.get("searched")),
        choices=offered,
        help=str(it.facts["help"]) if it.facts.get("help") else None,
        id=field.id,
        version=field.version,
        retired=it.retired,
    )


def _row(known: Known) -> FactRow:
    term = known.term
    asked = operators_of(term) if known.place else {}
    return FactRow(
        key=term.name,
        label=term.label,
        kind=known.kind,
        group=known.group,
        built_in=known.built_in,
        editable=known.editable,
        searchable=known.searched,
        sortable=known.sortable,
        operators=[_asking(verb, operator) for verb, operator in asked.items()],
        options=[Option(c.key, c.label, c.retired) for c in known.choices],
        currency=term.currency if term.kind is ValueKind.CURRENCY else None,
        help=known.help,
        id=known.id,
        version=known.version,
        retired=known.retired,
    )


def _asking(verb: str, operator: Operator) -> Asking:
    return Asking(verb, operator.says, "several" if operator.takes == "two" else operator.takes)
