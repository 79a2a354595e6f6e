"""A case says by which channels its clients must not be reached, whatever makes that so."""

from collections.abc import Callable
from uuid import UUID

import pytest

from commands.cases import ChangeCaseType, UnlinkContact
from commands.contacts import AddContactPoint, MakeContactPointPrimary, RemoveContactPoint
from domain.contact.reach import Medium
from projections import due
from projections.tables import Db
from projections.verify import verify
from tests.projections.office import Office

ONE, TWO = "+12025550141", "+12025550142"
MAIL = "bo@example.com"


def changes_the_primary(office: Office, case: UUID, bo: UUID) -> None:
    office.opt_out(bo, "sms", TWO)
    office.do(MakeContactPointPrimary(contact_id=bo, medium=Medium.PHONE, value=TWO))


def loses_the_primary(office: Office, case: UUID, bo: UUID) -> None:
    office.opt_out(bo, "sms", TWO)
    office.do(RemoveContactPoint(contact_id=bo, medium=Medium.PHONE, value=ONE))


def gets_a_second_client(office: Office, case: UUID, bo: UUID) -> None:
    cy = office.client("+12025550143", first="Cy")
    office.opt_out(cy, "sms")
    office.link(case, cy)


def loses_the_second_client(office: Office, case: UUID, bo: UUID) -> None:
    cy = office.client("+12025550143", first="Cy")
    office.opt_out(cy, "call")
    office.link(case, cy)
    assert office.opted_out(case) == ["call"]
    office.do(UnlinkContact(case_id=case, contact_id=cy))


def gets_a_witness(office: Office, case: UUID, bo: UUID) -> None:
    cy = office.client("+12025550143", first="Cy")
    office.opt_out(cy, "sms")
    office.link(case, cy, "witness")


def becomes_of_a_type_not_called(office: Office, case: UUID, bo: UUID) -> None:
    office.opt_out(bo, "call", of="Family")
    assert office.opted_out(case) == []
    office.do(ChangeCaseType(case_id=case, type=office.type("Family")))


def somebody_else_stops_the_number(office: Office, case: UUID, bo: UUID) -> None:
    cy = office.client(ONE, first="Cy")
    office.opt_out(cy, "sms")


def the_number_was_stopped_before(office: Office, case: UUID, bo: UUID) -> None:
    office.reply("+12025550149", "STOP")
    new = AddContactPoint(contact_id=bo, medium=Medium.PHONE, value="+12025550149", primary=True)
    office.do(new)


def replies_stop_and_start(office: Office, case: UUID, bo: UUID) -> None:
    office.reply(ONE, "Stop, please")
    assert office.opted_out(case) == ["sms"]
    office.reply(ONE, "start")


TABLE: list[tuple[Callable[[Office, UUID, UUID], None], list[str]]] = [
    (lambda office, _, bo: office.opt_out(bo, "call"), ["call"]),
    (lambda office, _, bo: office.opt_out(bo, "call", of="Injury"), ["call"]),
    (lambda office, _, bo: office.opt_out(bo, "call", of="Family"), []),
    (lambda office, _, bo: office.opt_out(bo, "sms"), ["sms"]),
    (lambda office, _, bo: office.opt_out(bo, "sms", TWO), []),
    (lambda office, _, bo: office.opt_out(bo, "email"), ["email"]),
    (lambda office, _, __: office.reply(ONE, "UNSUBSCRIBE"), ["sms"]),
    (lambda office, _, __: office.reply(TWO, "STOP"), []),
    (changes_the_primary, ["sms"]),
    (loses_the_primary, ["sms"]),
    (gets_a_second_client, ["sms"]),
    (loses_the_second_client, []),
    (gets_a_witness, []),
    (becomes_of_a_type_not_called, ["call"]),
    (somebody_else_stops_the_number, ["sms"]),
    (the_number_was_stopped_before, ["sms"]),
    (replies_stop_and_start, []),
]


@pytest.mark.parametrize(("happens", "channels"), TABLE)
def test_a_case_follows_what_its_clients_want(
    office: Office, db: Db, happens: Callable[[Office, UUID, UUID], None], channels: list[str]
) -> None:
    bo = office.client(ONE, TWO, email=MAIL)
    case = office.case(bo)
    assert office.opted_out(case) == []
    happens(office, case, bo)
    assert office.opted_out(case) == channels
    assert not any(verify(db, office.house.ledger).values())


def test_who_has_no_number_and_no_address_is_unreachable_not_opted_out(office: Office) -> None:
    nobody, silent = office.case(), office.case(office.client())
    by_mail = office.case(office.client(email=MAIL), office.client())
    assert office.unreachable(nobody) == office.unreachable(silent) == ["call", "sms", "email"]
    assert office.unreachable(by_mail) == ["call", "sms"]
    assert office.opted_out(silent) == []


def test_news_of_very_many_cases_are_taken_in_chunks(
    office: Office, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "AT_ONCE", 2)
    monkeypatch.setattr(due, "CHUNK", 2)
    bo = office.client(ONE)
    cases = [office.case(bo) for _ in range(5)]
    shared = [office.client(ONE, first=name) for name in ("Cy", "Di", "Ed")]
    others = [office.case(client) for client in shared]
    office.opt_out(bo, "call")
    assert [office.opted_out(case) for case in cases] == [["call"]] * 5
    office.reply(ONE, "STOP")
    assert [office.opted_out(case) for case in cases] == [["call", "sms"]] * 5
    assert [office.opted_out(case) for case in others] == [["sms"]] * 3
    assert not any(verify(db, office.house.ledger).values())
