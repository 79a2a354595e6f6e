"""Claims, releases, numbers and ids of points: what both ledgers promise."""

import pytest

from caseledger.application import CaseLedger
from commands.ids import new_id
from commands.work import UnitOfWork
from domain.ledger import Claim, Receipt, Release
from domain.refusals import Taken
from tests.scenario import ACTIVE, ADDED, BO, CASE, append, header

OTHER = new_id()
EXTERNAL = ("external", ("crm", "AB-1"))


def claim(ledger: CaseLedger, stream: object, *claims: Claim, version: int = 0) -> Receipt:
    return append(ledger, stream, version, ADDED, claims=claims)  # type: ignore[arg-type]


def work(ledger: CaseLedger) -> UnitOfWork:
    return UnitOfWork(ledger, header(), {}, {})


def test_a_claim_is_one_whatever_its_spelling(ledger: CaseLedger) -> None:
    claim(ledger, CASE, Claim("case-number", ("Caf\u00e9-1",), CASE))
    for spelling in ("cafe\u0301-1", " CAF\u00c9-1 "):
        assert ledger.holder("case-number", [spelling]) == CASE
        with pytest.raises(Taken, match="This case number already belongs"):
            claim(ledger, new_id(), Claim("case-number", (spelling,), OTHER))
    assert ledger.holder("case-number", ["Caf\u00e9", "1"]) is None


def test_the_claim_that_was_taken_is_named(ledger: CaseLedger) -> None:
    claim(ledger, CASE, Claim(*EXTERNAL, CASE))
    free, taken = Claim("case-number", ("1",), OTHER), Claim(*EXTERNAL, OTHER)
    with pytest.raises(Taken, match="This external already"):
        claim(ledger, OTHER, free, taken)
    assert ledger.holder("case-number", ["1"]) is None


def test_nothing_is_kept_when_two_records_of_one_command_claim_the_same(
    ledger: CaseLedger,
) -> None:
    with pytest.raises(Taken):
        claim(ledger, CASE, Claim(*EXTERNAL, CASE), Claim(*EXTERNAL, OTHER))
    assert not ledger.read(0, 10)


def test_a_claim_moves_by_an_event_that_releases_it(ledger: CaseLedger) -> None:
    claim(ledger, CASE, Claim(*EXTERNAL, CASE))
    given_up = [Release(*EXTERNAL)]
    append(ledger, CASE, 1, ACTIVE, releases=given_up, claims=[Claim(*EXTERNAL, OTHER)])
    assert ledger.holder(*EXTERNAL) == OTHER


def test_only_who_holds_a_claim_can_release_it(ledger: CaseLedger) -> None:
    claim(ledger, CASE, Claim(*EXTERNAL, CASE))
    append(ledger, BO, 0, ADDED, releases=[Release(*EXTERNAL)])
    assert ledger.holder(*EXTERNAL) == CASE
    with pytest.raises(Taken):
        append(ledger, BO, 1, ADDED, releases=[Release(*EXTERNAL)], claims=[Claim(*EXTERNAL, BO)])


def test_the_number_of_a_case_is_never_released(ledger: CaseLedger) -> None:
    number = "case-number", ("PI-1",)
    claim(ledger, CASE, Claim(*number, CASE))
    append(ledger, CASE, 1, ACTIVE, releases=[Release(*number)])
    assert ledger.holder(*number) == CASE
    given_up = [Release(*number)]
    with pytest.raises(Taken):
        append(ledger, CASE, 2, ACTIVE, releases=given_up, claims=[Claim(*number, OTHER)])


def test_numbers_ascend_within_their_prefix_and_are_never_given_twice(ledger: CaseLedger) -> None:
    assert [ledger.reserve("PI-2026-") for _ in range(3)] == [1, 2, 3]
    assert ledger.reserve("PI-2027-") == 1
    assert [ledger.reserve("PI-2026-", at_least=10), ledger.reserve("PI-2026-", 2)] == [10, 11]


def test_a_phone_number_has_one_id_for_ever(ledger: CaseLedger) -> None:
    point = ledger.point_id("phone", "+15551234567")
    assert point == ledger.point_id("phone", "+15551234567")
    assert point != ledger.point_id("email", "+15551234567")
    assert (point.version, point.variant) == (8, "specified in RFC 4122")


def test_a_work_knows_what_it_claimed_and_released(ledger: CaseLedger) -> None:
    claim(ledger, CASE, Claim(*EXTERNAL, CASE))
    mine = work(ledger)
    assert mine.holder("external", "CRM ", "ab-1") == CASE
    mine.release("external", "crm", "ab-1")
    assert mine.holder("external", "crm", "AB-1") is None
    mine.claim("external", "crm", "AB-1", stream=OTHER)
    assert mine.holder("external", "crm", "AB-1") == OTHER


def test_a_work_that_is_decided_again_gets_the_numbers_it_had(ledger: CaseLedger) -> None:
    reserved: dict[str, list[int]] = {}
    first = UnitOfWork(ledger, header(), {}, reserved)
    assert [first.number("A"), first.number("A")] == [1, 2]
    again = UnitOfWork(ledger, header(), {}, reserved)
    assert [again.number("A"), again.number("A"), again.number("A")] == [1, 2, 3]
