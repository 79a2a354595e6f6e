"""Who a row means: a case or contact that is known already, by what identifies it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from commands.imports import IMPORTED
from domain.case.case import Case
from domain.claims import same
from domain.contact.card import full_name
from domain.event import Plain
from domain.ledger import Value
from domain.words import folded
from reactions.importer.drafts import Draft, Person, kind_of
from reactions.importer.staged import Finder
from reactions.importer.wishes import Matched, Options
from reactions.supposed import Supposed

LAST_DIGITS = re.compile(r"(.*?)(\d+)\s*")
SHORTEST, WIDEST = 3, 8  # digits
SAYS: dict[str, str] = {
    "external": "external ID",
    "email": "e-mail address",
    "phone": "phone number",
    "birth": "name and date of birth",
    "row": "row of the same file",
}


class Match(Struct, frozen=True):
    id: UUID
    by: str  # a word of SAYS


class Matching:
    """For one file: what the ledger and the read model know, and what rows before have added."""

    def __init__(self, supposed: Supposed, finder: Finder, options: Options, file: str) -> None:
        self._supposed, self._finder, self._file = supposed, finder, file
        self._match = options.match
        self._again = options.duplicates != "create"
        self._points: dict[UUID, Sequence[UUID]] = {}
        self._born: dict[tuple[str, date], Sequence[UUID]] = {}
        self._here: dict[tuple[str, ...], UUID] = {}  # contacts of this file, by what they have

    def look(self, drafts: Sequence[Draft]) -> None:
        """Ask together for all that these drafts may mean."""
        people = [person for draft in drafts for person in draft.people.values()]
        values = [value for draft in drafts for value in self._values(draft)]
        points = [p for person in people for p in self._points_of(person)]
        self._points = dict(self._finder.holders_of(points)) if points else {}
        births = [key for person in people if (key := birth(person))]
        self._born = dict(self._finder.born(births)) if births else {}
        self._supposed.look(points, values)
        found = [self._supposed.holder(*value) for value in values]
        known = [*self._points.values(), *self._born.values(), [each for each in found if each]]
        self._supposed.look([each for many in known for each in many], ())

    def case(self, draft: Draft, *, whole: bool) -> UUID | None:
        """The case that a row means; `whole`: the row is about nothing else."""
        pair, found = external(draft.facts), None
        for by in self._match:
            if by == "external" and pair:
                found = found or self._held("case-external", *pair)
            elif by == "number" and draft.number:
                found = found or self._held("case-number", draft.number)
        if found:
            return found
        if whole and self._again and nameless(draft):
            return self._held(IMPORTED, self._file, str(draft.row), "case")
        return None

    def contact(self, draft: Draft, n: int, person: Person) -> Match | None:
        if not self._again:
            return self._here_already(person)
        for by in self._match:
            if found := self._by(by, person):
                return Match(found, by)
        found = self._held(IMPORTED, self._file, str(draft.row), f"contact {n}")
        return Match(found, "row") if found else None

    def padded(self, number: str) -> str | None:
        """The number of a case that differs from this one only in the zeros of its last part."""
        for each in twins(number):
            if found := self._held("case-number", each):
                return self._supposed.load(Case, found).opening.number
        return None

    def remember(self, id: UUID, person: Person) -> None:
        """A row after this one that has the same means the same contact."""
        for key in keys(person):
            self._here.setdefault(key, id)

    def numbered(self, draft: Draft) -> UUID | None:
        """The case that has the number of a row."""
        return self._held("case-number", draft.number) if draft.number else None

    def identified(self, kind: str, facts: Mapping[str, Plain]) -> UUID | None:
        """The record that has the external id among these facts."""
        pair = external(facts)
        return self._held(kind, *pair) if pair else None

    def _here_already(self, person: Person) -> Match | None:
        """Where every row is somebody new: whom a row before it gave the same external id."""
        pair = external(person.facts)
        here = self._here.get(("external", *map(same, pair))) if pair else None
        return Match(here, "external") if here else None

    def _by(self, by: Matched, person: Person) -> UUID | None:
        match by:
            case "external":
                return self.identified("contact-external", person.facts)
            case "email" | "phone":
                return self._by_point(by, person)
            case "birth":
                return self._by_birth(person)
            case "number":
                return None

    def _by_point(self, by: str, person: Person) -> UUID | None:
        values = person.emails if by == "email" else [value for value, _ in person.phones]
        for value in values:
            if here := self._here.get((by, value)):
                return here
            holders = self._points.get(self._supposed.point_id(by, value), ())
            if len(holders) == 1:  # where several share it, it says nothing about which of them
                return holders[0]
        return None

    def _by_birth(self, person: Person) -> UUID | None:
        if not (key := birth(person)):
            return None
        if here := self._here.get(("birth", key[0], key[1].isoformat())):
            return here
        found = self._born.get(key, ())
        return found[0] if len(found) == 1 else None

    def _held(self, kind: str, *parts: str) -> UUID | None:
        return self._supposed.holder(*value(kind, *parts))

    def _values(self, draft: Draft) -> Iterator[Value]:
        if draft.number:
            yield value("case-number", draft.number)
            yield from (value("case-number", twin) for twin in twins(draft.number))
        if pair := external(draft.facts):
            yield value("case-external", *pair)
        yield value(IMPORTED, self._file, str(draft.row), "case")
        for n, person in enumerate(draft.people.values(), 1):
            yield value(IMPORTED, self._file, str(draft.row), f"contact {n}")
            if pair := external(person.facts):
                yield value("contact-external", *pair)

    def _points_of(self, person: Person) -> Iterator[UUID]:
        yield from (self._supposed.point_id("email", each) for each in person.emails)
        yield from (self._supposed.point_id("phone", each) for each, _ in person.phones)


def twins(number: str) -> Iterator[str]:
    """`33-RD-00899` with fewer and with more zeros, as other files may write it."""
    match = LAST_DIGITS.fullmatch(number)
    if match and len(match[2]) >= SHORTEST:
        head, digits = match.groups()
        core = digits.lstrip("0")
        widths = range(max(len(core), 1), max(len(digits) + 2, WIDEST))
        yield from (f"{head}{core:0>{width}}" for width in widths if width != len(digits))


def nameless(draft: Draft) -> bool:
    """Whether nothing in a row identifies its case."""
    return not draft.number and not external(draft.facts)


def keys(person: Person) -> Sequence[tuple[str, ...]]:
    """All that identifies a person. A name alone does not: it may be anybody's, or nobody's."""
    found: list[tuple[str, ...]] = [("email", each) for each in person.emails]
    found += [("phone", each) for each, _ in person.phones]
    if pair := external(person.facts):
        found.append(("external", *map(same, pair)))
    if born := birth(person):
        found.append(("birth", born[0], born[1].isoformat()))
    return found


def birth(person: Person) -> tuple[str, date] | None:
    born, name = person.facts.get("date_of_birth"), full_name(kind_of(person), person.facts)
    return (folded(name), date.fromisoformat(str(born))) if born and name else None


def external(facts: Mapping[str, Plain]) -> tuple[str, str] | None:
    """The source and the id in it."""
    source, ref = facts.get("external_source"), facts.get("external_source_id")
    return (str(source or ""), str(ref)) if ref else None


def value(kind: str, *parts: str) -> Value:
    return kind, tuple(map(same, parts))
