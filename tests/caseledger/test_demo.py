"""The demonstration: a firm's story, whole, plausible, and the same each time."""

from collections import Counter
from datetime import timedelta
from uuid import UUID

from caseledger.application import CaseLedger
from caseledger.demo.happening import BEGAN, ENDED
from caseledger.demo.make import make
from caseledger.demo.story import CASES, TYPES, Story
from commands.cases import OpenCase
from domain.case.opening import CaseOpened
from domain.ledger import Recorded
from tests.scenario import SECRETS

SOME = 30
MEMORY = "caseledger.adapters.ledger.memory"


def told(ledger: CaseLedger, cases: int = SOME) -> list[Recorded]:
    make(ledger, lambda done, total: None, cases)
    return list(ledger.read(0, 100_000))


def seen(records: list[Recorded]) -> Counter[tuple[object, ...]]:
    """What a reader sees: kinds, moments, actors and facts, without ids that are made anew."""
    return Counter(
        (r.kind, r.header.occurred_at, r.header.actor.id, str(getattr(r.event, "facts", "")))
        for r in records
        if r.header.occurred_at < ENDED
    )


def test_it_has_two_thousand_cases_over_eighteen_months() -> None:
    story = Story({code: UUID(int=n) for n, code in enumerate(TYPES)})
    opened = [each for each in story.told if isinstance(each.command, OpenCase)]
    assert len(opened) == CASES
    assert opened[0].at < BEGAN + timedelta(days=5)
    assert ENDED - timedelta(days=5) < opened[-1].at < ENDED
    assert all(each.at < ENDED for each in story.told)


def test_it_is_the_same_each_time(ledger: CaseLedger) -> None:
    with CaseLedger({"PERSISTENCE_MODULE": MEMORY}, SECRETS) as other:
        assert seen(told(ledger)) == seen(told(other))


def test_told_twice_it_happened_once(ledger: CaseLedger) -> None:
    assert told(ledger) == told(ledger)


def test_the_firms_next_case_goes_on_from_its_numbers(ledger: CaseLedger) -> None:
    numbers = [r.event.number for r in told(ledger) if isinstance(r.event, CaseOpened)]
    last = max(int(n.rsplit("-", 1)[1]) for n in numbers if n.startswith("PI-2026-"))
    assert ledger.reserve("PI-2026-") == last + 1
