"""Changes: what an event made of each fact, with ids and keys in words."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from uuid import UUID

from msgspec import Struct

from domain.aggregate import Aggregate
from domain.case import details
from domain.contact import card
from domain.contact.contact import Contact
from domain.event import Event, Plain
from domain.facts import Fact, facts_of
from domain.kinds import aggregate_of
from domain.values import ValueKind
from domain.views.view import View
from projections.lines.case import CaseLine
from projections.states import READ
from projections.tables import Db
from queries.names import Names

# Facts by the aggregate whose events change them.
FACTS: Mapping[str, Mapping[str, Fact]] = {"case": details.FACTS, "contact": card.FACTS}
SHOWN = facts_of(CaseLine)  # by name, what lists show
# What else events change: its label, and what its values are.
OTHERS: Mapping[str, tuple[str, str]] = {
    "status": ("Status", "status"),
    "type": ("Type", "type"),
    "contact": ("Contact", "contact"),
    "client": ("Primary client", "contact"),
    "staff": ("Staff", "person"),
    "lead": ("Lead", "person"),
    "list": ("List", "list"),
    "excluded_from": ("Excluded from", "list"),
    "archived": ("Archived", "yes_no"),
    "text": ("Text", "long_text"),
    "phone": ("Phone number", "phone"),
    "email": ("E-mail address", "email"),
    "primary_phone": ("Primary phone number", "phone"),
    "primary_email": ("Primary e-mail address", "email"),
    "address": ("Postal address", "address"),
    "call_opted_out": ("Opted out of calls", "yes_no"),
    "sms_opted_out": ("Opted out of texts", "yes_no"),
    "email_opted_out": ("Opted out of e-mails", "yes_no"),
    "initial": ("Initial status", "status"),
    "next": ("May be followed by", "statuses"),
    "field": ("Field", "field"),
    "required": ("Required", "yes_no"),
    "required_from": ("Required from", "status"),
    "searched": ("Found by the search", "yes_no"),
    "client_text": ("Text for clients", "text"),
    "time_zone": ("Time zone", "text"),
    "cases": ("Cases", "text"),
    "lists": ("On any of the lists", "list"),
    "sort": ("Sorted by", "fact"),
    "columns": ("Columns", "fact"),
    "shared": ("Shared with the firm", "yes_no"),
    "view": ("View", "view"),
}


ORDERS: Mapping[str, tuple[str, str]] = {
    "firm.case-types-reordered": ("Case types", "type"),
    "case-type.statuses-reordered": ("Order", "statuses"),
    "case-type.fields-reordered": ("Order", "field"),
}


class Change(Struct, frozen=True):
    """One fact, before and after; ids and keys also as people call them."""

    name: str
    label: str
    type: str
    before: Plain
    after: Plain
    before_label: str | None = None
    after_label: str | None = None


class Labels(Struct, frozen=True):
    """What ids and keys are called: of a case, as its own type words it."""

    names: Names
    contacts: Mapping[UUID, str] = {}
    type: UUID | None = None  # of the case that is told about

    def of(self, name: str, type: str, value: Plain) -> str | None:
        """None for what says itself."""
        if type == "statuses" and value is None:
            return "Any status"
        if value is None or isinstance(value, Mapping):
            return None
        if isinstance(value, tuple):
            said = [self.of(name, type, each) for each in value]
            none = "None" if type == "statuses" else None
            return ", ".join(each for each in said if each) or none
        return self._of(name, type, str(value))

    def _of(self, name: str, type: str, value: str) -> str | None:
        match type:
            case "status" | "statuses":
                return self.names.status(value, self.type)
            case "field":
                return self.names.field(value)
            case "fact":
                return self._fact(value)
            case "select" | "multi_select":
                return self.names.option(name, value)
            case "type" | "person" | "contact" | "list" | "view":
                with suppress(ValueError):
                    return self._record(type, UUID(value))
        return None

    def _fact(self, said: str) -> str:
        """A fact by its heading; `-` before it: the greatest first."""
        name = said.removeprefix("-")
        declared = SHOWN.get(name)
        heading = declared.heading if declared else self.names.field(name)
        return f"{heading}, down" if said != name else heading

    def _record(self, type: str, id: UUID) -> str:
        match type:
            case "type":
                return self.names.type(id)
            case "person":
                return self.names.person(id)
            case "list":
                return self.names.list(id)
            case _:
                return self.contacts.get(id, f"A {type}")


def changes(kind: str, event: Event, labels: Labels) -> Iterator[Change]:
    for name, (before, after) in event.changes().items():
        label, sort = _declared(kind, name, labels.names)
        words = (labels.of(name, sort, each) for each in (before, after))
        yield Change(name, label, sort, before, after, *words)


def record_names(db: Db, events: Iterable[Event]) -> Mapping[UUID, str]:
    """The present names of the contacts and the views that these events name."""
    ids = {contact for event in events for contact in _named(event)}
    if not ids:
        return {}
    query = (
        "select kind, body::text from read.state"
        " where stream = any(%s) and kind in ('contact', 'view')"
    )
    found = (READ[kind](body) for kind, body in db.execute(query, (list(ids),)))
    return {each.id: _called(each) for each in found}


def _called(it: Aggregate) -> str:
    match it:
        case Contact(card=card):
            return card.name
        case View(name=name):
            return name
    return ""


def _named(event: Event) -> Iterator[UUID]:
    for name, pair in event.changes().items():
        if name in OTHERS and OTHERS[name][1] in ("contact", "view"):
            for value in pair:
                with suppress(ValueError):
                    yield UUID(str(value))


def _declared(kind: str, name: str, names: Names) -> tuple[str, str]:
    """What a fact is called, and what kind of value it has."""
    if fact := FACTS.get(aggregate_of(kind), {}).get(name):
        return fact.heading, str(fact.given_as or ValueKind.ADDRESS)
    if field := names.fields.get(name):
        return field.definition.label, str(field.definition.kind)
    if kind in ORDERS and name == "order":
        return ORDERS[kind]
    return OTHERS.get(name, (name.replace("_", " ").capitalize(), "text"))
