"""Opt-outs of cases: exactly what is said of them, through commands, projections and lists."""

from collections.abc import Sequence
from itertools import combinations, product
from uuid import UUID

import pytest

from commands.cases import MakeClientPrimary, UnlinkContact
from commands.consent import ReceiveReply
from commands.contacts import AddContactPoint, MakeContactPointPrimary, RemoveContactPoint
from domain.contact.consent import Channel
from domain.contact.reach import Medium
from projections.tables import Db
from queries.cases import count, find
from queries.sought import Asked
from tests.queries.office import Office

CALLS = ("nothing", "all", "this type", "another type")
TEXTS = ("nothing", "primary", "secondary")
EMAILS = ("nothing", "primary")
TABLE = list(product(CALLS, TEXTS, EMAILS))
CHANNELS = ("call", "sms", "email")
CHOSEN = [chosen for n in (1, 2, 3) for chosen in combinations(CHANNELS, n)]


def expected(calls: str, texts: str, emails: str) -> tuple[str, ...]:
    out = {"call": calls in ("all", "this type"), "sms": texts, "email": emails}
    return tuple(channel for channel, said in out.items() if said in (True, "primary"))


def make(office: Office, n: int, calls: str, texts: str, emails: str) -> UUID:
    phones = [f"+1202555{n:04}", f"+1202556{n:04}"]
    client = office.contact("Ana", "Ruiz", phones=phones, emails=[f"ana{n}@example.com"])
    of_type = {"this type": "Personal Injury", "another type": "Family Law"}.get(calls)
    if calls != "nothing":
        office.opt_out(client, Channel.CALL, type=of_type)
    if texts != "nothing":
        office.opt_out(client, Channel.SMS, value=phones[texts == "secondary"])
    if emails != "nothing":
        office.opt_out(client, Channel.EMAIL)
    return office.case(client)


def listed(db: Db, *filters: tuple[str, str]) -> set[UUID]:
    return {row.id for row in find(db, Asked(filters=filters, limit=500)).cases}


def out_of(db: Db, case: UUID) -> Sequence[str]:
    return next(row.opted_out for row in find(db, Asked(limit=500)).cases if row.id == case)


def test_all_24_combinations_by_every_choice_of_channels(office: Office, db: Db) -> None:
    office.type("Personal Injury"), office.type("Family Law")
    cases = {make(office, n, *said): expected(*said) for n, said in enumerate(TABLE)}
    assert len(cases) == 24
    office.settle()
    rows = {row.id: row for row in find(db, Asked(limit=500)).cases}
    assert {case: row.opted_out for case, row in rows.items()} == cases
    for case, channels in cases.items():
        said = [getattr(rows[case], f"{channel}_opted_out") for channel in CHANNELS]
        assert said == [channel in channels for channel in CHANNELS]
    for chosen in CHOSEN:
        asked = ("opted_out.any", ",".join(chosen))
        fitting = {case for case, channels in cases.items() if set(channels) & set(chosen)}
        assert listed(db, asked) == fitting
        assert count(db, Asked(filters=(asked,))).count == len(fitting)
        assert listed(db, asked, ("client_scope", "primary")) == fitting
        assert listed(db, ("opted_out.none", asked[1])) == set(cases) - fitting


@pytest.fixture
def ana(office: Office) -> UUID:
    office.type("Family Law")
    phones = ["+12025550101", "+12025550102"]
    return office.contact("Ana", "Ruiz", phones=phones, emails=["ana@example.com"])


def test_another_primary_number_is_looked_at_anew(office: Office, db: Db, ana: UUID) -> None:
    case = office.case(ana)
    office.opt_out(ana, Channel.SMS, value="+12025550102")
    office.settle()
    assert out_of(db, case) == ()
    change = MakeContactPointPrimary(contact_id=ana, medium=Medium.PHONE, value="+12025550102")
    office.ask(change)
    office.settle()
    assert out_of(db, case) == ("sms",)


def test_any_client_suffices_unless_only_the_primary_one_is_asked_about(
    office: Office, db: Db, ana: UUID
) -> None:
    bo = office.contact("Bo", "Smith", phones=["+12025550103"])
    case = office.case(bo, ana)
    office.opt_out(ana, Channel.EMAIL)
    office.opt_out(ana, Channel.CALL, type="Personal Injury")
    office.settle()
    of_primary = ("client_scope", "primary")
    for channel in ("call", "email"):
        asked = ("opted_out.any", channel)
        assert listed(db, asked) == {case}
        assert listed(db, asked, of_primary) == set()
    office.ask(MakeClientPrimary(case_id=case, contact_id=ana))
    office.settle()
    assert listed(db, ("opted_out", "call"), of_primary) == {case}
    office.ask(UnlinkContact(case_id=case, contact_id=ana))
    office.settle()
    assert listed(db, ("opted_out", "call,sms,email")) == set()


def test_who_is_no_client_opts_no_case_out(office: Office, db: Db, ana: UUID) -> None:
    case = office.case()
    office.link(case, ana, "witness")
    office.opt_out(ana, Channel.CALL)
    office.settle()
    assert out_of(db, case) == ()


def test_a_stop_counts_for_everybody_who_holds_the_number_also_later(
    office: Office, db: Db, ana: UUID
) -> None:
    reply = ReceiveReply(sender="+12025550103", text="Stop!", message="m1")
    office.ask(reply)
    bo = office.contact("Bo", "Smith", phones=["+12025550103"])
    first = office.case(bo)
    add = AddContactPoint(contact_id=ana, medium=Medium.PHONE, value="+12025550103", primary=True)
    office.ask(add)
    second = office.case(ana)
    office.settle()
    assert listed(db, ("opted_out", "sms")) == {first, second}
    office.opt_in(bo, Channel.SMS)
    office.settle()
    assert listed(db, ("opted_out", "sms")) == set()


def test_who_has_no_number_is_unreachable_and_not_opted_out(
    office: Office, db: Db, ana: UUID
) -> None:
    case, empty = office.case(ana), office.case()
    office.ask(RemoveContactPoint(contact_id=ana, medium=Medium.EMAIL, value="ana@example.com"))
    office.settle()
    assert listed(db, ("unreachable", "email")) == {case, empty}
    assert listed(db, ("unreachable", "sms")) == {empty}
    assert listed(db, ("opted_out.has", "true")) == set()
