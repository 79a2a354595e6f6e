"""What a contact may become, and what consent does."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from commands.command import Command
from commands.consent import ReceiveReply, RecordOptIn, RecordOptOut
from commands.contacts import (
    AddAddress,
    AddContact,
    AddContactPoint,
    MakeContactPointPrimary,
    RelabelContactPoint,
    RemoveAddress,
    RemoveContactPoint,
    ReviseContactDetails,
)
from commands.handle import handle
from domain.contact.card import ContactAdded, ContactDetailsRevised, ContactKind
from domain.contact.consent import CallsOptedIn, CallsOptedOut, Channel, Grounds
from domain.contact.contact import Contact
from domain.contact.point import Point, PointOptedIn, PointOptedOut, ReplyReceived
from domain.contact.reach import (
    AddressAdded,
    AddressRemoved,
    Medium,
    PointRelabelled,
    PointUnlinked,
    PrimaryAddressChanged,
    PrimaryPointChanged,
)
from domain.contact.replies import Meaning, meaning
from domain.ledger import Ledger
from domain.refusals import (
    BadFacts,
    ContactExists,
    Invalid,
    NameMissing,
    NoSuchPoint,
    NothingToOptOut,
    Taken,
)
from tests.scenario import ADDED, BO, TYPE, Given, header

CY, HOME = UUID(int=4), UUID(int=6)
MOBILE, OFFICE = "+12025550142", "+12025550143"
BEA = {"first_name": "Bea", "last_name": "Cruz"}


def add(id: UUID = BO, phones: tuple[str, ...] = (), **more: Any) -> AddContact:
    given = {"contact_id": id, "facts": BEA, "phones": [{"value": p} for p in phones], **more}
    return AddContact.model_validate(given)


def did(ledger: Ledger, *commands: Command) -> None:
    for command in commands:
        handle(command, ledger, header())


def happened(ledger: Ledger, *commands: Command) -> list[Any]:
    """The events of the last of these commands."""
    did(ledger, *commands[:-1])
    before = len(ledger.read(0, 1000))  # type: ignore[attr-defined]  # also a Feed
    did(ledger, commands[-1])
    return [record.event for record in ledger.read(before, 1000)]  # type: ignore[attr-defined]  # also a Feed


def out(**how: Any) -> RecordOptOut:
    return RecordOptOut.model_validate({"contact_id": BO, **how})


def test_a_contact_is_added_once(given: Given) -> None:
    given(BO, ADDED).when(add()).refuses(ContactExists)


@pytest.mark.parametrize(
    ("kind", "facts"), [("individual", {"first_name": "Bo"}), ("business", BEA), ("individual", {})]
)
def test_the_names_that_are_needed_depend_on_the_kind(
    given: Given, kind: str, facts: dict[str, str]
) -> None:
    given().when(AddContact.model_validate({"kind": kind, "facts": facts})).refuses(NameMissing)


def test_a_business_needs_no_first_name(given: Given) -> None:
    first = {"business_name": "First Student, Inc."}
    given().when(add(kind="business", facts=first)).then(ContactAdded(ContactKind.BUSINESS, first))


def test_a_date_of_birth_in_the_future_is_refused(given: Given) -> None:
    born = {**BEA, "date_of_birth": str(datetime.now(UTC).year + 1) + "-01-01"}
    given().when(add(facts=born)).refuses(BadFacts)


def test_an_impossible_date_of_birth_is_refused_at_the_door() -> None:
    with pytest.raises(ValidationError, match="is not a date such as"):
        add(facts={**BEA, "date_of_birth": "1980-02-30"})


def test_an_edit_keeps_before_and_after(given: Given) -> None:
    given(BO, ADDED).when(
        ReviseContactDetails(contact_id=BO, changes={"last_name": "Ruiz", "first_name": "Bo"})
    ).then(ContactDetailsRevised({"last_name": ("Smith", "Ruiz")}))


def test_an_external_id_belongs_to_one_contact(given: Given, ledger: Ledger) -> None:
    given()
    facts = {**BEA, "external_source": "NLRB", "external_source_id": "7"}
    did(ledger, add(facts=facts))
    with pytest.raises(Taken):
        did(ledger, add(CY, facts=facts))


def test_the_first_number_is_primary_and_the_next_its_successor(
    given: Given, ledger: Ledger
) -> None:
    given()
    remove = RemoveContactPoint(contact_id=BO, medium=Medium.PHONE, value="(202) 555-0142")
    events = happened(ledger, add(phones=(MOBILE, OFFICE)), remove)
    assert events == [
        PointUnlinked(ledger.point_id("phone", MOBILE), Medium.PHONE, MOBILE),
        PrimaryPointChanged(Medium.PHONE, (MOBILE, OFFICE)),
    ]


@pytest.mark.parametrize("spelt", ["+1 202 555 0142", "202.555.0142", " 1-202-555-0142"])
def test_a_number_is_one_point_however_it_is_spelt(
    given: Given, ledger: Ledger, spelt: str
) -> None:
    given()
    again = AddContactPoint(contact_id=BO, medium=Medium.PHONE, value=spelt)
    assert happened(ledger, add(phones=(MOBILE,)), again) == []


@pytest.mark.parametrize(
    ("medium", "value"), [("phone", "12"), ("phone", "call me"), ("email", "bo@"), ("email", "x")]
)
def test_what_is_no_number_or_address_is_refused(given: Given, medium: Medium, value: str) -> None:
    given(BO, ADDED).when(AddContactPoint(contact_id=BO, medium=medium, value=value)).refuses(
        BadFacts
    )


def test_only_what_a_contact_holds_can_be_primary(given: Given) -> None:
    given(BO, ADDED).when(
        MakeContactPointPrimary(contact_id=BO, medium=Medium.PHONE, value=OFFICE)
    ).refuses(NoSuchPoint)


def test_a_number_changes_its_use(given: Given, ledger: Ledger) -> None:
    given()
    change = RelabelContactPoint(contact_id=BO, medium=Medium.PHONE, value=MOBILE, label="home")
    events = happened(ledger, add(phones=(MOBILE,)), change)
    assert events == [PointRelabelled(MOBILE, ("mobile", "home"))]


def test_the_first_postal_address_is_primary(given: Given, ledger: Ledger) -> None:
    given()
    parts = {"city": "Miami", "state": "FL"}
    adds = AddAddress.model_validate({"contact_id": BO, "address_id": HOME, "address": parts})
    assert happened(ledger, add(), adds) == [
        AddressAdded(HOME, parts),
        PrimaryAddressChanged((None, HOME)),
    ]
    assert happened(ledger, RemoveAddress(contact_id=BO, address_id=HOME)) == [
        AddressRemoved(HOME, parts),
        PrimaryAddressChanged((HOME, None)),
    ]


def test_calls_are_opted_out_for_the_contact_at_all_or_by_type(given: Given) -> None:
    given(BO, ADDED).when(out(channel="call")).when(out(channel="call", type=TYPE)).when(
        RecordOptIn(contact_id=BO, channel=Channel.CALL)
    ).then(
        CallsOptedOut(None, Grounds()),
        CallsOptedOut(TYPE, Grounds()),
        CallsOptedIn(None, Grounds()),
        CallsOptedIn(TYPE, Grounds()),
    )


def test_texts_are_opted_out_for_the_number_whoever_holds_it(given: Given, ledger: Ledger) -> None:
    given()
    did(ledger, add(phones=(MOBILE,)), add(CY, phones=(MOBILE,)))
    assert happened(ledger, out(channel="sms", wording="No texts")) == [
        PointOptedOut(Channel.SMS, Grounds(wording="No texts"))
    ]
    assert happened(ledger, RecordOptOut(contact_id=CY, channel=Channel.SMS)) == []


@pytest.mark.parametrize(
    "how", [{"channel": "call", "value": "1"}, {"channel": "sms", "type": TYPE}]
)
def test_a_channel_has_its_own_scope(given: Given, how: dict[str, Any]) -> None:
    given(BO, ADDED).when(out(**how)).refuses(Invalid)


def test_nothing_can_be_opted_out_where_there_is_no_number(given: Given) -> None:
    given(BO, ADDED).when(out(channel="sms")).refuses(NothingToOptOut)


def reply(text: str, message: str = "SM1") -> ReceiveReply:
    return ReceiveReply(sender=MOBILE, text=text, message=message)


def test_stop_silences_a_number_and_start_ends_it(given: Given, ledger: Ledger) -> None:
    given()
    grounds = Grounds(source="reply", wording="Stop!", evidence={"message": "SM1"})
    assert happened(ledger, add(phones=(MOBILE,)), reply("Stop!")) == [
        ReplyReceived("Stop!", "SM1", Meaning.STOP),
        PointOptedOut(Channel.SMS, grounds),
    ]
    again = Grounds(source="reply", wording="unstop", evidence={"message": "SM2"})
    assert happened(ledger, reply("unstop", "SM2"))[1] == PointOptedIn(Channel.SMS, again)


def test_a_message_that_comes_twice_counts_once(given: Given, ledger: Ledger) -> None:
    given()
    assert happened(ledger, reply("STOP"), reply("STOP")) == []


def test_a_stop_is_remembered_for_who_gets_the_number_later(given: Given, ledger: Ledger) -> None:
    given()
    did(ledger, reply("STOP"), add(phones=(MOBILE,)))
    held = ledger.load(Contact, BO).reach.main(Medium.PHONE)
    assert held is not None
    assert ledger.load(Point, held.point).line.opted_out


@pytest.mark.parametrize(
    ("text", "means"),
    [
        *((w, Meaning.STOP) for w in ("STOP", "stopall", "Unsubscribe", "CANCEL.", "end", "Quit")),
        *((w, Meaning.STOP) for w in ("revoke", "OPT OUT", "opt-out", "Stop please 🙏", "«stop»")),
        *((w, Meaning.START) for w in ("START", "unstop")),
        *((w, Meaning.OTHER) for w in ("", "stop by at noon", "I never said stop", "yes")),
    ],
)
def test_a_reply_means_what_its_words_say(text: str, means: Meaning) -> None:
    assert meaning(text) is means
