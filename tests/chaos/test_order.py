"""R5, R6, R8: one order without a gap, one winner of a race, and clocks that do not matter."""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from caseledger.adapters.ledger.call import call, connect
from caseledger.adapters.ledger.mapper import LedgerMapper
from caseledger.adapters.ledger.stored import Key, Request
from caseledger.application import CaseLedger
from caseledger.wiring import House
from commands.cases import OpenCase, ReviseCaseDetails
from commands.handle import handle
from commands.ids import new_id
from domain.event import Event
from domain.ledger import Commit, Ledger, Receipt, Recorded
from domain.refusals import Conflict, Refused, Stale, Taken
from tests.chaos.seed import TIMES, chance, say
from tests.conftest import MEMORY
from tests.scenario import ACTIVE, ADDED, CASE, DEFINED, OPENED, SECRETS, TYPE, append, header

PROCESSES, CALLS = 4, 60 * TIMES
RACES = 100 * TIMES


def commit(stream: UUID, events: Sequence[Event]) -> Commit:
    by = header()
    records = [Recorded(stream, n, e, by, new_id(), stream) for n, e in enumerate(events, 1)]
    return Commit(records=records, key=str(by.command), digest=b"", id=stream, version=len(records))


def roll_back(dsn: str, commit: Commit) -> None:
    """An append that everybody waits for, and that comes to nothing."""
    stored = [LedgerMapper(SECRETS.keys).to_stored_event(record) for record in commit.records]
    key = Key(commit.key, commit.digest, commit.id, commit.version)
    statement, values = call([Request(stored, key)])
    with closing(connect(dsn)) as db:
        db.autocommit = False
        db.cursor(binary=True).execute(statement, values)
        db.rollback()


def write_in_batches(dsn: str, seed: str) -> int:
    """A process of its own writes batches of 1 to 200, one in ten of which is rolled back."""
    program = (
        "from tests.chaos.test_order import batches; import sys; print(batches(*sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, dsn, seed], check=True, capture_output=True, text=True
    )
    return int(done.stdout.splitlines()[-1])


def batches(dsn: str, seed: str) -> int:
    dice, written = chance(f"batches {seed}"), 0
    with CaseLedger({"LEDGER_DSN": dsn}, SECRETS) as ledger:
        for _ in range(CALLS):
            many = [
                commit(new_id(), [ADDED] * dice.randint(1, 3)) for _ in range(dice.randint(1, 70))
            ]
            if dice.random() < 0.1:
                roll_back(dsn, many[0])
            else:
                assert all(isinstance(each, Receipt) for each in ledger.append_all(many))
                written += sum(len(each.records) for each in many)
    return written


def test_no_event_is_skipped_by_a_reader(house: House, dsn: str) -> None:
    seen = 0
    with ThreadPoolExecutor(PROCESSES) as threads:
        writers = [threads.submit(write_in_batches, dsn, str(n)) for n in range(PROCESSES)]
        while not all(writer.done() for writer in writers) or house.ledger.read(seen, 1):
            for record in house.ledger.read(seen, 2_000):
                assert record.position == seen + 1
                seen = record.position
    written = sum(writer.result() for writer in writers)
    say(f"{written} written, {seen} seen")
    assert seen == written


def race(ledgers: Sequence[Ledger], act: Any) -> list[Receipt | Refused]:
    """All of them at once. `act` takes a ledger and a number."""
    start = Barrier(len(ledgers))

    def run(n: int) -> Receipt | Refused:
        start.wait()
        try:
            receipt: Receipt = act(ledgers[n], n)
        except Refused as refused:
            return refused
        return receipt

    with ThreadPoolExecutor(len(ledgers)) as threads:
        return list(threads.map(run, range(len(ledgers))))


def test_of_two_editors_one_wins_and_the_other_is_told(house: House, dsn: str) -> None:
    append(house.ledger, TYPE, 0, DEFINED)
    append(house.ledger, CASE, 0, OPENED)
    with ExitStack() as stack:
        two = [stack.enter_context(CaseLedger({"LEDGER_DSN": dsn}, SECRETS)) for _ in range(2)]
        for version in range(1, RACES + 1):

            def edit(ledger: Ledger, n: int, version: int = version) -> Receipt:
                revise = ReviseCaseDetails(case_id=CASE, changes={"court_name": f"{version} {n}"})
                return handle(revise, ledger, header(), expected=version)

            kinds = {type(answer) for answer in race(two, edit)}
            assert kinds == {Receipt, Stale}
    courts = [r.event.facts["court_name"] for r in house.ledger.stream(CASE, after_version=1)]  # type: ignore[attr-defined]  # CaseDetailsRevised
    assert [before for before, _ in courts[1:]] == [after for _, after in courts[:-1]]


def test_of_two_who_claim_one_number_one_wins(house: House, dsn: str) -> None:
    append(house.ledger, TYPE, 0, DEFINED)
    with ExitStack() as stack:
        two = [stack.enter_context(CaseLedger({"LEDGER_DSN": dsn}, SECRETS)) for _ in range(2)]
        for number in range(RACES):

            def open_(ledger: Ledger, _: int, number: int = number) -> Receipt:
                return handle(OpenCase(number=f"PI-{number}", type=TYPE), ledger, header())

            kinds = {type(answer) for answer in race(two, open_)}
            assert kinds == {Receipt, Taken}
    assert len(house.ledger.read(0, 10_000)) == 1 + RACES


@over(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(1, 3)), max_size=30))
@settings(max_examples=50 * TIMES)
def test_a_history_is_made_of_what_was_acknowledged(
    moves: list[tuple[int, int, int]],
) -> None:
    """Whatever anybody believes the version to be: 1, 2, 3 …, each acknowledged write once."""
    with CaseLedger({"PERSISTENCE_MODULE": MEMORY}, SECRETS) as ledger:
        versions = dict.fromkeys(range(3), 0)
        for stream, believed, count in moves:
            try:
                append(ledger, UUID(int=stream + 1), believed, *[ADDED] * count)
            except Conflict:
                assert believed != versions[stream]
            else:
                assert believed == versions[stream]
                versions[stream] += count
        for stream, version in versions.items():
            found = [r.originator_version for r in ledger.stream(UUID(int=stream + 1))]
            assert found == list(range(1, version + 1))


def test_clocks_that_are_wrong_or_step_back_change_no_order(ledger: CaseLedger) -> None:
    dice = chance("clocks")
    for version in range(20):
        skewed = datetime.now(UTC) + timedelta(seconds=dice.uniform(-86_400, 86_400))
        by = header()
        event = OPENED if version == 0 else ACTIVE
        record = Recorded(
            CASE, version + 1, event, type(by).begin(by.command, by.actor, "api", skewed),
            new_id(), CASE,
        )  # fmt: skip
        ledger.append(
            Commit(records=[record], key=str(version), digest=b"", id=CASE, version=version + 1)
        )
    records = ledger.read(0, 100)
    assert [r.originator_version for r in records] == list(range(1, 21))
    times = [r.recorded_at for r in records if r.recorded_at]
    assert times == sorted(times)
    assert [r.header.occurred_at for r in records] != sorted(r.header.occurred_at for r in records)
