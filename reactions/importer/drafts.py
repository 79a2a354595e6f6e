"""A row as it was understood: a case, people, and what is doubtful or wrong about them."""

from collections.abc import Mapping

from msgspec import Struct, field

from commands.contacts import Label
from domain.contact.card import ContactKind
from domain.event import Plain


class Person(Struct):
    """What a row says of one contact."""

    facts: dict[str, Plain] = field(default_factory=dict)
    name: str | None = None
    kind: ContactKind | None = None
    phones: list[tuple[str, Label]] = field(default_factory=list)  # E.164, and what it is for
    emails: list[str] = field(default_factory=list)
    address: dict[str, str] = field(default_factory=dict)
    role: str | None = None

    @property
    def said(self) -> bool:
        return any(value is not None for value in self.facts.values()) or bool(
            self.name or self.phones or self.emails
        )


class Draft(Struct):
    row: int
    number: str | None = None
    type: str | None = None  # what the row calls it, or what that stands for
    status: str | None = None
    facts: dict[str, Plain] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)  # by `contact`, `contact2` …
    warnings: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def person(self, of: str) -> Person:
        return self.people.setdefault(of, Person())


def named(person: Person) -> str | None:
    """Fill in the parts of a full name. The sentence that refuses it, if it has only one part."""
    said = person.name
    if not said or any(person.facts.get(part) for part in ("first_name", "last_name")):
        return None
    if _is_business(said, person.kind):
        person.facts.setdefault("business_name", said)
        return None
    last, comma, first = said.partition(",")
    if not comma:
        first, _, last = said.rpartition(" ")
    if not first.strip() or not last.strip():
        return f"“{said}” is one word: a person needs a first and a last name."
    first, _, middle = first.strip().partition(" ")
    parts: Mapping[str, str] = {
        "first_name": first,
        "middle_name": middle.strip(),
        "last_name": last.strip(),
    }
    person.facts.update({part: value for part, value in parts.items() if value})
    return None


def kind_of(person: Person) -> ContactKind:
    """A person where both names are there, else a business."""
    if person.kind:
        return person.kind
    whole = person.facts.get("first_name") and person.facts.get("last_name")
    if whole or not person.facts.get("business_name"):
        return ContactKind.INDIVIDUAL
    return ContactKind.BUSINESS


BUSINESS = {
    "inc", "llc", "llp", "lp", "ltd", "corp", "corporation", "company", "co", "pc", "plc", "gmbh",
    "association", "union", "local", "bank", "university", "hospital", "county", "department",
}  # fmt: skip


def _is_business(said: str, kind: ContactKind | None) -> bool:
    if kind:
        return kind is ContactKind.BUSINESS
    words = said.casefold().replace(".", "").replace(",", " ").split()
    return any(word in BUSINESS for word in words)
