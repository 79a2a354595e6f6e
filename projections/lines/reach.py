"""Whose news reach whom: from phone numbers to those who hold them, from clients to their cases."""

from uuid import UUID

from domain.case.contacts import ContactLinked, ContactUnlinked
from domain.casetype.field import FieldRevised
from domain.contact.card import ContactAdded, ContactDetailsRevised
from domain.contact.reach import PointLinked, PointUnlinked
from projections.projection import Batch
from projections.tables import Db, Tables


def contacts_told(_: Db, __: Tables, batch: Batch) -> set[UUID]:
    """Contacts with news. Those with news of a number are told by the contacts' own lines."""
    return batch.of("contact")


def whose_words_changed(_: Db, __: Tables, batch: Batch) -> set[UUID]:
    """Contacts that are found by other words than before, and fields that are searched or not."""
    return batch.streams_with(
        ContactAdded, ContactDetailsRevised, PointLinked, PointUnlinked, FieldRevised
    )


def points_told(_: Db, __: Tables, batch: Batch) -> set[UUID]:
    return batch.of("point")


def contacts_counted(batch: Batch) -> set[UUID]:
    """Contacts with news, and those who were put on a case or taken off one."""
    linked = batch.happened(ContactLinked, ContactUnlinked)
    return batch.of("contact") | {
        record.event.contact
        for record in linked
        if isinstance(record.event, ContactLinked | ContactUnlinked)
    }
