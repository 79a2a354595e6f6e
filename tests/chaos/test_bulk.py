"""R59: a change in bulk is killed again and again while single edits race: one outcome a case.

The worker or the whole server dies at random moments. In the end each case that was selected
came out once: it was changed by one event of this bulk, or left alone because it had moved.
"""

import subprocess
import sys
from collections import Counter
from contextlib import suppress
from functools import partial
from random import Random
from threading import Event, Thread
from uuid import UUID

from caseledger.adapters.postgres.refusal import AWAY
from caseledger.adapters.postgres.server import Server
from caseledger.wiring import House, open_house
from commands.cases import OpenCase
from commands.handle import Asked, handle_all
from domain.ledger import Receipt
from domain.refusals import Refused
from reactions.bulk.run import CHUNK
from reactions.bulk.selection import Selection
from tests.chaos.seed import TIMES, chance, say
from tests.chaos.test_kills import kill_server
from tests.reactions.bulk.bench import Bench
from tests.running import until
from tests.scenario import SECRETS, header

ROUNDS, CASES = 2 * TIMES, 1_500


def test_each_case_comes_out_once_whatever_is_killed(mortal: Server, mortal_dsn: str) -> None:
    dice = chance("bulk")
    with open_house(mortal_dsn, SECRETS) as house:
        cases = opened(Bench(house))
    kills = 0
    for n in range(ROUNDS):
        status = ("active", "closed")[n % 2]
        with open_house(mortal_dsn, SECRETS) as house:
            bench = Bench(house)
            begun = bench.begin(bench.select("change-status", {"status": status}, cases))
            head = bench.head()
            kills += killed_until_done(house, mortal, mortal_dsn, begun, dice)
            assert_each_once(bench, begun, head)
    assert kills >= 2 * ROUNDS
    say(f"{ROUNDS} bulks of {CASES}, {kills} kills")


def opened(bench: Bench) -> list[UUID]:
    kind = bench.office.type("Personal Injury")
    asked = [Asked(OpenCase(type=kind), header()) for _ in range(CASES)]
    chunks = [asked[n : n + CHUNK] for n in range(0, CASES, CHUNK)]
    answers = [each for chunk in chunks for each in handle_all(chunk, bench.house.ledger)]
    bench.office.settle()
    return [answer.id for answer in answers if isinstance(answer, Receipt)]


def killed_until_done(
    house: House, server: Server, dsn: str, begun: Selection, dice: Random
) -> int:
    """The worker is killed until it is through; returns how often somebody died."""
    command = [sys.executable, "-m", "tests.chaos.worker", dsn]
    stop, kills = Event(), 0
    editor = Thread(target=edit, args=(house, begun, dice.random(), stop))
    editor.start()
    try:
        while True:
            with subprocess.Popen(command, stderr=subprocess.DEVNULL) as worker:
                try:
                    until(partial(went_on, house, begun, left(house, begun)))
                    if ended(house, begun):
                        return kills
                    Event().wait(dice.uniform(0, 0.2))
                    if dice.random() < 0.3:
                        kill_server(server)
                        server.start()
                    kills += 1
                finally:
                    worker.kill()
    finally:
        stop.set()
        editor.join()


def edit(house: House, begun: Selection, seed: float, stop: Event) -> None:
    """Somebody edits single cases meanwhile."""
    dice, bench = Random(seed), Bench(house)
    chosen = house.bulks().staging.chosen(begun.id, 0, CASES)
    while not stop.wait(0.01):
        with suppress(Refused, *AWAY):
            bench.office.revise(dice.choice(chosen).case, court_name=f"Court {dice.random()}")


def left(house: House, begun: Selection) -> int:
    with suppress(*AWAY):
        return house.bulks().staging.left(begun.id)
    return CASES


def went_on(house: House, begun: Selection, before: int) -> bool:
    return left(house, begun) < before or ended(house, begun)


def ended(house: House, begun: Selection) -> bool:
    with suppress(*AWAY):
        return house.bulks().staging.get(begun.id).state == "finished"
    return False


def assert_each_once(bench: Bench, begun: Selection, head: int) -> None:
    changed, edited = Counter[UUID](), set[UUID]()
    while records := bench.since(head):
        head = records[-1].position
        for record in records:
            if record.kind == "case.status-changed":
                assert record.header.reference == {"bulk": str(begun.id)}
                changed[record.subject] += 1
            elif record.kind == "case.details-revised" and record.subject not in changed:
                edited.add(record.subject)
    outcomes = bench.outcomes(begun)
    assert set(changed.values()) <= {1}
    assert set(changed) == {case for case, outcome in outcomes.items() if outcome == "changed"}
    moved = {case for case, outcome in outcomes.items() if outcome == "moved"}
    assert moved == edited
    assert len(outcomes) == CASES
    assert all(item.done for item in bench.items(begun).values())
