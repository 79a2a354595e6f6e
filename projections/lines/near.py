"""What the words of a contact's name and their misspellings have in common, to be found by."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from domain.contact.card import ContactAdded, ContactDetailsRevised
from domain.contact.contact import Contact
from projections.indexes import CONTACT_NEAR as INDEXES
from projections.lines.lines import Definitions, Lines
from projections.near import all_near
from projections.states import State
from projections.words import split


class ContactNear(Struct, frozen=True):
    id: UUID
    near: tuple[str, ...]


def rows(state: State, _: Definitions) -> Sequence[ContactNear]:
    contact = state.it
    assert isinstance(contact, Contact)
    if not contact.exists:
        return ()
    return (ContactNear(contact.id, all_near(split(contact.card.name))),)


CONTACT_NEAR = Lines(
    name="contact_near",
    row=ContactNear,
    rows=rows,
    of="contact",
    # A table of its own: it is written when a name changes, not with every other news.
    news=lambda batch: batch.streams_with(ContactAdded, ContactDetailsRevised),
    indexes=INDEXES,
)
