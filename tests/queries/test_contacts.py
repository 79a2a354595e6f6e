"""Contacts: the list, the search, and one of them with all that reaches them."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from caseledger.wiring import House
from commands.cases import ArchiveCase
from commands.consent import ReceiveReply, RecordOptOut
from domain.contact.consent import Channel
from domain.contact.contact import Contact
from domain.refusals import NotFound, NotSortable, Unsuitable
from projections.tables import Db
from queries.contact import ContactDetail, contact
from queries.contacts import count, find
from queries.sought import Asked
from tests.queries.office import Office

HOME = {"line1": "1 Main St", "city": "Łódź", "state": "TX", "postal_code": "77001"}
SAID = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def three(office: Office) -> tuple[UUID, UUID, UUID]:
    office.type("Family Law")
    ana = office.contact(
        "Ana", "Ruiz", phones=["+12025550101", "+12025550102"], emails=["ana@example.com"],
        addresses=[HOME], facts={"date_of_birth": "1980-04-03", "external_source_id": "L-7"},
    )  # fmt: skip
    bo = office.contact("Bo", "abel", phones=["+12025550103"])
    firm = office.contact("", "", kind="business", facts={"business_name": "Ruiz & Sons"})
    return ana, bo, firm


def found(db: Db, *filters: tuple[str, str], q: str = "", sort: str = "name") -> list[str]:
    asked = Asked(filters=filters, q=q, sort=sort)
    rows = find(db, asked).contacts
    assert count(db, asked).count == len(rows)
    return [row.name for row in rows]


def test_contacts_are_listed_filtered_and_searched(
    office: Office, db: Db, three: tuple[UUID, UUID, UUID]
) -> None:
    office.case(three[0])
    office.opt_out(three[1], Channel.SMS)
    office.settle()
    everybody = ["Ana Ruiz", "Bo abel", "Ruiz & Sons"]
    assert found(db) == everybody
    assert found(db, sort="-name") == everybody[::-1]
    assert found(db, sort="date_of_birth")[0] == "Ana Ruiz"
    assert found(db, ("kind", "Business")) == ["Ruiz & Sons"]
    assert found(db, ("city", "łódź")) == ["Ana Ruiz"]
    assert found(db, ("phones.contains", "555-0102")) == ["Ana Ruiz"]
    assert found(db, ("primary_phone", "(202) 555-0103")) == ["Bo abel"]
    assert found(db, ("cases.from", "1")) == ["Ana Ruiz"]
    assert found(db, ("opted_out", "sms")) == ["Bo abel"]
    assert found(db, ("unreachable", "email")) == ["Bo abel", "Ruiz & Sons"]
    assert found(db, ("date_of_birth.until", "1990-01-01")) == ["Ana Ruiz"]
    assert found(db, q="ruiz") == ["Ana Ruiz", "Ruiz & Sons"]
    assert found(db, q="ana@ex") == found(db, q="0101") == found(db, q="l-7") == ["Ana Ruiz"]
    with pytest.raises(NotSortable):
        found(db, sort="phones")
    with pytest.raises(Unsuitable):
        find(db, Asked(cursor="x", sort="name"))


def shown(office: Office, db: Db, house: House, who: UUID) -> ContactDetail:
    office.settle()
    return contact(db, house.ledger, who)


def test_one_is_shown_with_what_they_said(
    office: Office, db: Db, house: House, three: tuple[UUID, UUID, UUID]
) -> None:
    ana = three[0]
    stop = ReceiveReply(sender="+12025550102", text="Stop!", message="m1")
    office.ask(stop, SAID)
    of_type = RecordOptOut(
        contact_id=ana, channel=Channel.CALL, type="Family Law", wording="Please do not call"
    )
    office.ask(of_type, SAID)
    office.opt_out(ana, Channel.CALL)
    detail = shown(office, db, house, ana)
    assert [(p.value, p.primary, p.opted_out) for p in detail.phones] == [
        ("+12025550101", True, False),
        ("+12025550102", False, True),
    ]
    second = detail.phones[1]
    assert (second.since, second.source, second.wording) == (SAID, "reply", "Stop!")
    family, all_ = detail.call_opt_outs
    assert (family.type, family.since) == (office.types["Family Law"], SAID)
    assert (family.wording, all_.type) == ("Please do not call", None)
    [home] = detail.addresses
    assert (home.city, home.primary, home.line2) == ("Łódź", True, None)
    assert detail.contact.opted_out == ("call",)
    office.opt_in(ana, Channel.CALL)
    assert shown(office, db, house, ana).call_opt_outs == []


def test_one_is_shown_with_their_cases_by_role(
    office: Office, db: Db, house: House, three: tuple[UUID, UUID, UUID]
) -> None:
    ana = three[0]
    first = office.case(ana, number="PI-1")
    office.link(first, ana, "Witness")
    office.ask(ArchiveCase(case_id=first, reason="Twice"))
    office.case(three[1], ana, type="Family Law", number="FL-1", name="Smith")
    cases = shown(office, db, house, ana).cases
    said = {(c.number, c.name, c.role, c.primary, c.archived) for c in cases}
    assert said == {
        ("FL-1", "Smith", "client", False, False),
        ("PI-1", "Ana Ruiz - Personal Injury", "client", True, True),
        ("PI-1", "Ana Ruiz - Personal Injury", "witness", False, True),
    }
    assert find(db, Asked(q="ana")).contacts[0].cases == 2
    assert isinstance(house.ledger.load(Contact, ana), Contact)


def test_what_is_no_contact_is_not_found(office: Office, db: Db, house: House) -> None:
    with pytest.raises(NotFound):
        shown(office, db, house, office.case())
