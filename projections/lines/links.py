"""Who is on which case, and as what: a row a case and contact."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from domain.case.case import Case
from domain.case.contacts import ContactLinked, ContactUnlinked, PrimaryClientChanged
from projections.indexes import CASE_CONTACT
from projections.lines.lines import Definitions, Lines
from projections.states import State


class CaseContact(Struct, frozen=True):
    case_id: UUID
    contact: UUID
    roles: tuple[str, ...]
    primary_client: bool


def rows(state: State, _: Definitions) -> Sequence[CaseContact]:
    case = state.it
    assert isinstance(case, Case)
    roles: dict[UUID, list[str]] = {}
    for link in case.contacts.links:
        roles.setdefault(link.contact, []).append(link.role)
    primary = case.contacts.primary
    return [CaseContact(case.id, who, tuple(as_), who == primary) for who, as_ in roles.items()]


CASE_CONTACTS = Lines(
    name="case_contact",
    row=CaseContact,
    rows=rows,
    of="case",
    news=lambda batch: batch.streams_with(ContactLinked, ContactUnlinked, PrimaryClientChanged),
    key=("case_id", "contact"),
    owner="case_id",
    indexes=CASE_CONTACT,
)
