"""What people may ask about consent: who must not be reached, and how that is known."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from commands.command import Command, Sentence, Words
from commands.contacts import ContactCommand, find_point, settled
from commands.types import TypeRef, find_type
from domain.contact.consent import Channel, Grounds
from domain.contact.contact import Contact
from domain.contact.point import Point
from domain.contact.reach import Medium
from domain.contact.replies import meaning
from domain.ledger import Work
from domain.refusals import Invalid, NothingToOptOut

MEDIUM = {Channel.SMS: Medium.PHONE, Channel.EMAIL: Medium.EMAIL}
WORD = {Medium.PHONE: "phone number", Medium.EMAIL: "e-mail address"}


class ConsentCommand(ContactCommand):
    """A channel, what it is about, and how it is known.

    Texts and e-mails: `value` names the number or address, else it is the primary one.
    Calls: `type` limits it to cases of one type.
    """

    permission = "contacts.consent"
    channel: Channel
    value: Words | None = None
    type: TypeRef | None = None
    source: Words = "staff"
    wording: Sentence | None = None
    evidence: Annotated[Mapping[Words, Words], Field(max_length=20)] | None = None
    effective_at: AwareDatetime | None = None

    @property
    def grounds(self) -> Grounds:
        return Grounds(
            source=self.source,
            wording=self.wording,
            evidence=self.evidence,
            effective_at=said_at(self.effective_at),
        )

    def call_type(self, work: Work) -> UUID | None:
        if self.value is not None:
            raise Invalid("calls are opted out for the contact, not for a number")
        return find_type(work, self.type).id if self.type else None

    def point(self, work: Work, contact: Contact) -> Point:
        if self.type is not None:
            raise Invalid("only calls can be opted out for one type of case")
        medium = MEDIUM[self.channel]
        if self.value:
            held = contact.reach.held(medium, settled(work, medium, self.value, "value"))
        elif main := contact.reach.main(medium):
            held = main
        else:
            raise NothingToOptOut(WORD[medium])
        return find_point(work, medium, held.value)


class RecordOptOut(ConsentCommand):
    """Note that a contact is not to be called, texted or written to, and how that is known."""

    def decide(self, work: Work) -> None:
        contact = work.get(Contact, self.contact_id)
        if self.channel is Channel.CALL:
            work.record(contact, contact.calls.opt_out(self.call_type(work), self.grounds))
        else:
            point = self.point(work, contact)
            work.record(point, point.line.opt_out(self.grounds))


class RecordOptIn(ConsentCommand):
    """Note that a contact may be called, texted or written to again, and how that is known."""

    def decide(self, work: Work) -> None:
        contact = work.get(Contact, self.contact_id)
        if self.channel is Channel.CALL:
            work.record(contact, contact.calls.opt_in(self.call_type(work), self.grounds))
        else:
            point = self.point(work, contact)
            work.record(point, point.line.opt_in(self.grounds))


class ReceiveReply(Command):
    """Take in a text or e-mail that came from a number or address: STOP stops, START starts."""

    permission = "contacts.consent"
    begins = True
    medium: Medium = Medium.PHONE
    sender: Words
    text: Annotated[str, Field(max_length=10_000)]
    message: Words  # the provider's id of it, so that none counts twice

    def decide(self, work: Work) -> None:
        value = settled(work, self.medium, self.sender, "sender")
        point = find_point(work, self.medium, value)
        replies = point.line.receive(self.text, self.message, meaning(self.text))
        work.concerns(work.record(point, replies).id)


def said_at(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None
