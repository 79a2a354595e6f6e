"""R3, R4: an answer is truthful, also one that was lost around COMMIT."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest

from caseledger.application import CaseLedger
from caseledger.wiring import House
from commands.cases import OpenCase, ReviseCaseDetails
from commands.handle import handle
from commands.ids import new_id
from domain.ledger import Receipt
from domain.refusals import Conflict, KeyReused
from tests.chaos.proxy import Cut, Proxy, proxy
from tests.chaos.seed import TIMES, chance
from tests.scenario import ADDED, CASE, DEFINED, OPENED, SECRETS, TYPE, append, header

CUTS = 40 * TIMES
CALLERS, ROUNDS = 50, 4 * TIMES


@pytest.fixture
def between(dsn: str, house: House) -> Iterator[Proxy]:
    with proxy(dsn) as between:
        yield between


@pytest.fixture
def cut_off(between: Proxy) -> Iterator[CaseLedger]:
    """A ledger at the far end of the proxy."""
    with CaseLedger({"LEDGER_DSN": between.dsn}, SECRETS) as ledger:
        append(ledger, new_id(), 0, ADDED)  # so that the connection is open and prepared
        yield ledger


def test_an_answer_that_was_lost_is_resolved_and_never_guessed(
    house: House, between: Proxy, cut_off: CaseLedger
) -> None:
    dice = chance("cuts")
    kept: dict[UUID, Receipt] = {}
    for _ in range(CUTS):
        stream, events = new_id(), [ADDED] * dice.choice([1, 1, 2, 5])
        between.arm(*dice.choices(list(Cut), k=dice.choice([1, 1, 2])))
        kept[stream] = append(cut_off, stream, 0, *events)
        assert kept[stream].version == len(events)
    assert between.cuts >= CUTS
    for stream, receipt in kept.items():
        records = house.ledger.stream(stream)
        versions = [record.originator_version for record in records]
        assert versions == list(range(1, receipt.version + 1))
        assert records[-1].position == receipt.position
    positions = [record.position for record in house.ledger.read(0, 100_000)]
    assert positions == list(range(1, len(positions) + 1))
    assert len(positions) == 1 + sum(receipt.version for receipt in kept.values())


def test_a_refusal_behind_a_cut_is_true_as_well(
    house: House, between: Proxy, cut_off: CaseLedger
) -> None:
    append(house.ledger, CASE, 0, OPENED)
    for cut in Cut:
        between.arm(cut)
        with pytest.raises(Conflict):
            append(cut_off, CASE, 0, OPENED)
        between.arm(cut)
        key = str(new_id())
        append(house.ledger, new_id(), 0, ADDED, key=key, digest=b"1")
        with pytest.raises(KeyReused):
            append(cut_off, new_id(), 0, ADDED, key=key, digest=b"2")
    assert len(house.ledger.stream(CASE)) == 1


def test_of_many_in_one_call_that_is_cut_each_gets_its_own_answer(
    house: House, between: Proxy, cut_off: CaseLedger
) -> None:
    dice = chance("cuts of many")
    for _ in range(ROUNDS * 5):
        ids = [new_id() for _ in range(12)]
        start = Barrier(len(ids))

        def write(stream: UUID, start: Barrier = start) -> Receipt:
            start.wait()
            return append(cut_off, stream, 0, ADDED, ADDED)

        between.arm(dice.choice(list(Cut)))
        with ThreadPoolExecutor(len(ids)) as threads:
            receipts = list(threads.map(write, ids))
        for stream, receipt in zip(ids, receipts, strict=True):
            assert house.ledger.stream(stream)[-1].position == receipt.position


def test_one_key_sent_fifty_times_at_once_has_one_effect(
    house: House, between: Proxy, cut_off: CaseLedger
) -> None:
    """Through several processes' worth of ledgers, with the first answer lost now and then."""
    append(house.ledger, TYPE, 0, DEFINED)
    dice = chance("duplicates")
    for n in range(ROUNDS):
        start = Barrier(CALLERS)

        def send(caller: int, n: int = n, start: Barrier = start) -> Receipt:
            start.wait()
            ledger = cut_off if caller % 2 else house.ledger
            return handle(OpenCase(number=f"PI-{n}", type=TYPE), ledger, header(), key=f"{n}")

        before = len(house.ledger.read(0, 100_000))
        between.arm(*dice.choices(list(Cut), k=dice.choice([0, 1])))
        with ThreadPoolExecutor(CALLERS) as threads:
            receipts = set(threads.map(send, range(CALLERS)))
        assert len(receipts) == 1
        assert len(house.ledger.read(0, 100_000)) == before + 1
        with pytest.raises(KeyReused):
            handle(OpenCase(number="other", type=TYPE), house.ledger, header(), key=f"{n}")


def test_a_key_that_did_nothing_is_answered_alike_behind_a_cut(
    house: House, between: Proxy, cut_off: CaseLedger
) -> None:
    append(house.ledger, TYPE, 0, DEFINED)
    append(house.ledger, CASE, 0, OPENED)
    nothing = ReviseCaseDetails(case_id=CASE, changes={"court_name": "Leeds"})
    for cut in Cut:
        between.arm(cut)
        first = handle(nothing, cut_off, header(), key=cut.name)
        assert first == handle(nothing, house.ledger, header(), key=cut.name)
        assert first == Receipt(CASE, 1, None)
