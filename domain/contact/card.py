"""Who a contact is. One attribute of ContactDetails is one fact everywhere."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from msgspec import Struct

from domain.aggregate import Aspect
from domain.event import Change, Event, Plain, appeared, changed, differing
from domain.facts import Fact, facts_of
from domain.refusals import ContactExists, NameMissing


class ContactKind(StrEnum):
    INDIVIDUAL = "individual"
    BUSINESS = "business"


class ContactDetails(Struct, frozen=True, kw_only=True):
    first_name: Annotated[str | None, Fact("First name", "Name", also=("Given name",))] = None
    middle_name: Annotated[str | None, Fact("Middle name", "Name", also=("Mid name",))] = None
    last_name: Annotated[str | None, Fact("Last name", "Name", also=("Surname", "Family name"))] = (
        None
    )
    prefix: Annotated[str | None, Fact("Prefix", "Name", also=("Name prefix",))] = None
    suffix: Annotated[str | None, Fact("Suffix", "Name", also=("Name suffix",))] = None
    business_name: Annotated[
        str | None, Fact("Business name", "Name", also=("Company", "Formal name", "Organization"))
    ] = None
    date_of_birth: Annotated[
        date | None, Fact("Date of birth", "Personal", also=("DOB", "Birth date", "Birthday"))
    ] = None
    external_source: Annotated[str | None, Fact("External source", "Source")] = None
    external_source_id: Annotated[
        str | None, Fact("External ID", "Source", searched=True, also=("External source id",))
    ] = None


FACTS = facts_of(ContactDetails)


class ContactAdded(Event, frozen=True):
    kind: ContactKind
    facts: Mapping[str, Plain]

    category: ClassVar[str] = "client"

    def says(self) -> str:
        return f"added {full_name(self.kind, self.facts)}"

    def changes(self) -> Mapping[str, Change]:
        return appeared(self.facts)


class ContactDetailsRevised(Event, frozen=True):
    facts: Mapping[str, Change]

    category: ClassVar[str] = "client"

    def says(self) -> str:
        headings = (FACTS[name].heading if name in FACTS else name for name in self.facts)
        return "edited " + ", ".join(headings)

    def changes(self) -> Mapping[str, Change]:
        return self.facts


class Card(Aspect, frozen=True):
    kind: ContactKind | None = None
    facts: Mapping[str, Plain] = {}

    @property
    def name(self) -> str:
        return full_name(self.kind or ContactKind.INDIVIDUAL, self.facts)

    def add(self, kind: ContactKind, facts: Mapping[str, Plain]) -> Iterator[Event]:
        if self.kind:
            raise ContactExists
        _must_have_a_name(kind, facts)
        yield ContactAdded(
            kind, {name: value for name, value in facts.items() if value is not None}
        )

    def revise(self, given: Mapping[str, Plain]) -> Iterator[Event]:
        _must_have_a_name(self.kind or ContactKind.INDIVIDUAL, {**self.facts, **given})
        if news := differing(self.facts, given):
            yield ContactDetailsRevised(news)

    def evolve(self, event: Event) -> Self:
        match event:
            case ContactAdded(kind=kind, facts=facts):
                return type(self)(kind, facts)
            case ContactDetailsRevised(facts=changes):
                return type(self)(self.kind, changed(self.facts, changes))
            case _:
                return self


def full_name(kind: ContactKind, facts: Mapping[str, Plain]) -> str:
    """`Ana María Ruiz Jr.` or `First Student, Inc.`"""
    if kind is ContactKind.BUSINESS:
        return str(facts.get("business_name") or "")
    parts = ("prefix", "first_name", "middle_name", "last_name", "suffix")
    return " ".join(str(facts[part]) for part in parts if facts.get(part))


def _must_have_a_name(kind: ContactKind, facts: Mapping[str, Plain]) -> None:
    if kind is ContactKind.BUSINESS and not facts.get("business_name"):
        raise NameMissing("A business needs a business name")
    if kind is ContactKind.INDIVIDUAL and not (facts.get("first_name") and facts.get("last_name")):
        raise NameMissing("A person needs a first and a last name")
