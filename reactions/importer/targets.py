"""What a column may be taken for. Read from the facts that the domain declares."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from commands.contacts import Label
from domain.case.details import FACTS as CASE_FACTS
from domain.casetype.field import Definition
from domain.contact.card import FACTS as CONTACT_FACTS
from domain.imports.imports import ImportKind
from domain.values import ADDRESS_PARTS, ValueKind

MOST_CONTACTS = 3  # in a row
DATA = "case.external_source_data"
NEW_FIELD = "new."  # and the kind of the custom field that is made for the column
NEW_KINDS = ("text", "long_text", "number", "currency", "date", "yes_no", "select")
CHOSEN = {"case.type", "case.status", "contact.role"}  # whose values are keys
MANY = {"phone", "phone_home", "phone_work", "phone_other", "email"}
PHONES: Mapping[str, tuple[str, Label]] = {
    "phone": ("Phone (mobile)", "mobile"),
    "phone_home": ("Phone (home)", "home"),
    "phone_work": ("Phone (work)", "work"),
    "phone_other": ("Phone (other)", "other"),
}
PARTS: Mapping[str, str] = {
    "line1": "Address",
    "line2": "Address, second line",
    "city": "City",
    "state": "State",
    "postal_code": "Postal code",
    "country": "Country",
}
assert tuple(PARTS) == ADDRESS_PARTS


class Target(Struct, frozen=True):
    """`case.court_name`, `contact.phone`, `contact2.first_name`, `case.x_offer`, `new.text`."""

    key: str
    label: str
    group: str
    type: str
    required: bool = False

    @property
    def of(self) -> str:
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        return self.key.partition(".")[2]

    @property
    def many(self) -> bool:
        """Whether several columns may be taken for it."""
        return self.key == DATA or self.of == "new" or self.name in MANY


def targets(kind: ImportKind, fields: Mapping[str, Definition]) -> Mapping[str, Target]:
    """All that columns of this kind of import may be taken for, in the order to show them."""
    every = _of_cases(fields) if kind == "cases" else _of_contacts()
    return {target.key: target for target in every}


def _of_cases(fields: Mapping[str, Definition]) -> Iterator[Target]:
    yield Target("case.number", "Case number", "Case", "text")
    yield Target("case.type", "Case type", "Case", "select", required=True)
    yield Target("case.status", "Status", "Case", "select")
    for name, fact in CASE_FACTS.items():
        yield Target(f"case.{name}", fact.heading, fact.group, fact.given_as or "text")
    for key, field in fields.items():
        if not field.retired:
            yield Target(f"case.{key}", field.label, "Custom fields", field.kind)
    for kind in NEW_KINDS:
        words = ValueKind(kind).replace("_", " ").replace("yes no", "yes/no")
        yield Target(f"{NEW_FIELD}{kind}", f"New custom field ({words})", "New field", kind)
    for n in range(1, MOST_CONTACTS + 1):
        yield from _of_contact("Client" if n == 1 else f"Client {n}", n, ())


def _of_contacts() -> Iterator[Target]:
    yield from _of_contact("Contact", 1, ("last_name", "business_name"))
    yield Target("case.number", "Number of the case", "Case", "text")
    yield Target("case.external_source", "External source of the case", "Case", "text")
    yield Target("case.external_source_id", "External ID of the case", "Case", "text")


def _of_contact(group: str, n: int, required: Sequence[str]) -> Iterator[Target]:
    of = contact(n)
    yield Target(f"{of}.name", "Full name", group, "text")
    for name, fact in CONTACT_FACTS.items():
        kind = fact.given_as or "text"
        yield Target(f"{of}.{name}", fact.heading, group, kind, name in required)
    yield Target(f"{of}.kind", "Individual or business", group, "select")
    for name, (label, _) in PHONES.items():
        yield Target(f"{of}.{name}", label, group, "phone")
    yield Target(f"{of}.email", "E-mail", group, "email")
    for name, label in PARTS.items():
        yield Target(f"{of}.{name}", label, group, "text")
    yield Target(f"{of}.role", "Role on the case", group, "select")


def contact(n: int) -> str:
    """The first part of a target's key: `contact`, `contact2` …"""
    return "contact" if n == 1 else f"contact{n}"
