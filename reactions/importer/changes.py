"""What a row changes, fact by fact, for people to look at."""

import re
from collections.abc import Iterator

from domain.case.contacts import ContactLinked, label
from domain.case.details import FACTS as CASE_FACTS
from domain.case.opening import CaseOpened
from domain.contact.card import FACTS as CONTACT_FACTS
from domain.contact.point import PointRecorded
from domain.event import Event
from domain.ledger import Commit
from reactions.importer.books import Books
from reactions.importer.staged import Changed
from reactions.supposed import FIRST_NUMBER

LABELS = {
    "number": "Case number",
    "type": "Case type",
    "status": "Status",
    "phone": "Phone",
    "email": "E-mail",
    "address": "Address",
    "role": "Role on the case",
    "client": "Primary client",
    "primary_phone": "Primary phone",
    "primary_email": "Primary e-mail",
    "staff": "Staff",
    "lead": "Lead",
}
GENERATED = re.compile(rf"-{FIRST_NUMBER // 1_000_000}\d{{6}}$")  # it will get one then
UNSEEN = ("primary_phone", "primary_email", "client", "staff", "lead")  # what follows by itself


def changes_of(commit: Commit, books: Books) -> Iterator[Changed]:
    for record in commit.records:
        if not isinstance(record.event, PointRecorded):
            yield from _changes(record.event, books)


def heading(name: str) -> str:
    fact = CASE_FACTS.get(name) or CONTACT_FACTS.get(name)
    return fact.heading if fact else LABELS.get(name, name)


def _changes(event: Event, books: Books) -> Iterator[Changed]:
    match event:
        case CaseOpened(number=number, type=kind):
            if not GENERATED.search(number):
                yield Changed("number", heading("number"), None, number)
            name = next((k.life.name for k in books.types.values() if k and k.id == kind), None)
            yield Changed("type", heading("type"), None, name)
        case ContactLinked(role=role):
            yield Changed("role", heading("role"), None, label(role))
            return
    for name, (before, after) in event.changes().items():
        if name not in UNSEEN:
            field = books.fields.get(name)
            says = field.definition.label if field else heading(name)
            yield Changed(name, says, before, after)
