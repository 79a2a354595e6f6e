"""The contact list's line: the contact's own facts, and what its primary number and address say."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec

from domain.contact.card import ContactDetails
from domain.contact.contact import Contact
from domain.contact.reach import Medium
from domain.facts import Fact
from domain.values import ValueKind
from projections.indexes import CONTACT_LINE
from projections.lines.lines import Definitions, Lines
from projections.lines.reach import contacts_counted, points_told
from projections.states import State
from projections.words import of_contact


class ContactLine(ContactDetails, frozen=True, kw_only=True):
    id: UUID
    version: int
    # The highest of its own and its primary points'; the number of cases is counted beside it.
    position: int
    kind: Annotated[str, Fact("Kind", kind=ValueKind.SELECT)]
    name: Annotated[str, Fact("Name", searched=True)]
    primary_phone: Annotated[str | None, Fact("Primary phone", "Reach", kind=ValueKind.PHONE)] = (
        None
    )
    primary_email: Annotated[str | None, Fact("Primary e-mail", "Reach", kind=ValueKind.EMAIL)] = (
        None
    )
    phones: Annotated[tuple[str, ...], Fact("Phones", "Reach", kind=ValueKind.PHONE)] = ()
    emails: Annotated[tuple[str, ...], Fact("E-mails", "Reach", kind=ValueKind.EMAIL)] = ()
    city: Annotated[str | None, Fact("City", "Address")] = None
    state: Annotated[str | None, Fact("State", "Address")] = None
    postal_code: Annotated[str | None, Fact("Postal code", "Address")] = None
    opted_out: Annotated[tuple[str, ...], Fact("Opted out of", "Consent", joined=True)] = ()
    unreachable: Annotated[tuple[str, ...], Fact("Unreachable by", "Consent")] = ()
    cases: Annotated[int, Fact("Cases", "Record", joined=True)] = 0
    origin: Annotated[str, Fact("Created through", "Record", kind=ValueKind.SELECT)]
    update_origin: Annotated[
        str | None, Fact("Changed through", "Record", kind=ValueKind.SELECT)
    ] = None
    added_at: Annotated[datetime, Fact("Created", "Record")]
    updated_at: Annotated[datetime, Fact("Last changed", "Record")]
    calls: bool = False  # opted out of all calls
    call_types: tuple[UUID, ...] = ()  # opted out of calls about these types of case
    points: tuple[UUID, ...] = ()  # all numbers and addresses it holds
    phone_point: UUID | None = None
    email_point: UUID | None = None
    words: tuple[str, ...] = ()  # that it is found by


def rows(state: State, _: Definitions) -> Sequence[ContactLine]:
    contact = state.it
    assert isinstance(contact, Contact)
    if not contact.exists:
        return ()
    reach, out = contact.reach, contact.calls.opted_out
    phone, email = reach.main(Medium.PHONE), reach.main(Medium.EMAIL)
    home = next((a.parts for a in reach.addresses if a.id == reach.primary_address), {})
    own: dict[str, Any] = {  # of as many types as there are columns
        "id": contact.id,
        "version": contact.version,
        "position": state.position,
        "kind": contact.card.kind,
        "name": contact.card.name,
        "primary_phone": phone and phone.value,
        "primary_email": email and email.value,
        "phones": tuple(held.value for held in reach.of(Medium.PHONE)),
        "emails": tuple(held.value for held in reach.of(Medium.EMAIL)),
        **{part: home.get(part) for part in ("city", "state", "postal_code")},
        "unreachable": (*(() if phone else ("call", "sms")), *(() if email else ("email",))),
        "origin": state.began_via,
        "update_origin": state.changed_via,
        "added_at": state.began_at,
        "updated_at": state.changed_at,
        "calls": None in out,
        "call_types": tuple(each for each in out if each),
        "points": tuple(held.point for held in reach.points),
        "phone_point": phone and phone.point,
        "email_point": email and email.point,
        "words": of_contact(contact),
    }
    return (msgspec.convert({**contact.card.facts, **own}, ContactLine),)


CONTACT_LINES = Lines(
    name="contact_line",
    row=ContactLine,
    rows=rows,
    of="contact",
    news=contacts_counted,
    needs=("state", "case_contact"),
    sql="contact.sql",
    raised=("position",),
    sources=points_told,
    through="holders_of.sql",
    tells=("case_line",),
    indexes=CONTACT_LINE,
)
