"""Many commands at once are judged as if each came alone, and read in a few questions."""

from collections import Counter
from typing import Any
from uuid import UUID

from caseledger.application import CaseLedger
from commands.cases import OpenCase, ReviseCaseDetails
from commands.command import Command
from commands.handle import Asked, handle_all
from commands.ids import new_id
from domain.aggregate import Aggregate
from domain.case.case import Case
from domain.ledger import Receipt, Work
from domain.refusals import KeyReused, NotFound, Stale, Taken
from tests.scenario import CASE, OPENED, TYPE, Given, header


def asked(*commands: Command, expected: int | None = None) -> list[Asked]:
    return [Asked(each, header(), expected, f"row {n}") for n, each in enumerate(commands)]


def cases(count: int) -> list[Command]:
    return [OpenCase(number=f"PI-{n}", type=TYPE) for n in range(count)]


class Counted:
    """A ledger that counts what it is asked."""

    def __init__(self, ledger: CaseLedger) -> None:
        self.ledger, self.count = ledger, Counter[str]()

    def __getattr__(self, name: str) -> Any:  # of whatever the ledger has
        self.count[name] += 1
        return getattr(self.ledger, name)


def test_many_are_kept_in_a_few_questions(given: Given, ledger: CaseLedger) -> None:
    given()
    counted: Any = Counted(ledger)  # a Ledger, by what it forwards
    receipts = handle_all(asked(*cases(50)), counted)
    assert all(isinstance(each, Receipt) for each in receipts)
    assert [r.event.number for r in ledger.read(1, 99)] == [f"PI-{n}" for n in range(50)]  # type: ignore[attr-defined]  # CaseOpened
    assert counted.count == {"load_all": 2, "holders": 2, "append_all": 1}


def test_the_same_again_is_answered_with_the_first_receipts(
    given: Given, ledger: CaseLedger
) -> None:
    given()
    first = handle_all(asked(*cases(5)), ledger)
    assert handle_all(asked(*cases(5)), ledger) == first
    other = handle_all(asked(*reversed(cases(2))), ledger)
    assert [type(each) for each in other] == [KeyReused, KeyReused]
    assert len(ledger.read(0, 99)) == 6


def test_two_that_touch_one_case_both_happen(given: Given, ledger: CaseLedger) -> None:
    given(CASE, OPENED)
    revisions = [
        ReviseCaseDetails(case_id=CASE, changes={"court_name": court}) for court in ("York", "Hull")
    ]
    first, second = handle_all(asked(*revisions), ledger)
    assert isinstance(first, Receipt)
    assert isinstance(second, Receipt)
    assert (first.version, second.version) == (2, 3)
    assert ledger.load(Case, CASE).details.facts["court_name"] == "Hull"


def test_who_is_refused_holds_nobody_up(given: Given, ledger: CaseLedger) -> None:
    given(CASE, OPENED)
    gone = ReviseCaseDetails(case_id=UUID(int=404), changes={"court_name": "York"})
    twice = OpenCase(number="PI-0", type=TYPE)
    answers = handle_all(asked(*cases(2), gone, twice), ledger)
    assert [type(each) for each in answers] == [Receipt, Receipt, NotFound, Taken]


def test_an_expected_version_counts(given: Given, ledger: CaseLedger) -> None:
    given(CASE, OPENED)
    revise = ReviseCaseDetails(case_id=CASE, changes={"court_name": "York"})
    assert [type(it) for it in handle_all(asked(revise, expected=7), ledger)] == [Stale]


class Numbered(Command):
    """Open a case under the next number, unless somebody has it from elsewhere."""

    permission = "cases.create"
    external: str

    @property
    def about(self) -> UUID:
        return CASE

    def decide(self, work: Work) -> None:
        if held := work.holder("external", self.external):
            return work.concerns(held)
        case: Case = work.find(Case, new_id())
        number = work.number("PI-")
        case = work.record(case, [type(OPENED)(f"PI-{number}", TYPE, "new-lead", {})])
        work.claim("external", self.external, stream=case.id)
        return work.concerns(case.id)


def test_numbers_come_as_a_block_and_what_exists_is_found(given: Given, ledger: CaseLedger) -> None:
    given()
    counted: Any = Counted(ledger)  # a Ledger, by what it forwards
    answers = handle_all(asked(*(Numbered(external=each) for each in "abca")), counted)
    receipts = [each for each in answers if isinstance(each, Receipt)]
    assert receipts[3].id == receipts[0].id
    assert len({each.id for each in receipts}) == 3
    assert counted.count["reserve"] == 1
    assert ledger.reserve("PI-") == 5  # one was reserved for the fourth, and given up


def test_what_was_never_recorded_is_known_to_be_nothing(given: Given, ledger: CaseLedger) -> None:
    given(CASE, OPENED)
    ids = CASE, TYPE, UUID(int=404)
    found = ledger.load_all(ids)
    assert [isinstance(found[each], Aggregate) for each in ids] == [True, True, False]
