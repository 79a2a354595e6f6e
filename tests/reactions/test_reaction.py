"""A reaction acts once, whoever replays it, wherever it dies; and two of it are found out."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from uuid import UUID

import pytest

from caseledger.adapters.desk import PostgresDesk, listening
from caseledger.adapters.evidence import PostgresLeaves, evidence
from caseledger.wiring import House
from commands.contacts import ReviseContactDetails
from commands.ids import new_id
from domain.ledger import Actor, Feed, Recorded
from queries.verify import Verdict, verify
from reactions.notary import Notary
from reactions.reaction import MANY, Desk, Overtaken, answer, follow, once, turn
from tests.chaos.ledger import write
from tests.chaos.seed import TIMES, chance
from tests.scenario import ADDED, BO, SECRETS, append

KILLS = 200 * TIMES


class Killed(BaseException):
    """As if by SIGKILL: nobody catches it."""


class Letters:
    """When a contact was added, write to them."""

    name = "letters"

    def __init__(self, feed: Feed, desk: Desk, may_die: Callable[[], None]) -> None:
        self._feed, self._desk, self._may_die = feed, desk, may_die
        self.sent = Counter[UUID]()

    def react(self, after: int) -> int:
        for record in self._feed.read(after, 10):
            if record.event == ADDED:
                self._may_die()
                once(self._desk, record, self.name, partial(self._send, record))
                self._may_die()
            after = record.position
        return after

    def _send(self, record: Recorded) -> None:
        self._may_die()
        self.sent[record.event_id] += 1
        self._may_die()


class Counted:
    """How many events each turn had; with too many turns it ends."""

    name = "counted"

    def __init__(self, feed: Feed, stop: Event) -> None:
        self._feed, self._stop = feed, stop
        self.turns: list[int] = []

    def react(self, after: int) -> int:
        events = len(self._feed.read(after, MANY))
        self.turns.append(events)
        if len(self.turns) > 9:
            self._stop.set()
        return after + events


class Moments(Event):
    """Two events are recorded within a moment, and then two, and then it is over."""

    def __init__(self, recorded: Callable[[], object]) -> None:
        super().__init__()
        self._recorded, self._left = recorded, 2

    def wait(self, timeout: float | None = None) -> bool:
        if self._left:
            self._recorded()
            self._recorded()
            self._left -= 1
        else:
            self.set()
        return self.is_set()


@pytest.fixture
def desk(house: House) -> PostgresDesk:
    return PostgresDesk(house.pool)


def test_an_effect_happens_at_most_once_and_what_nobody_knows_is_listed(
    house: House, desk: PostgresDesk
) -> None:
    dice, deaths = chance("effects"), 0

    def may_die() -> None:
        if dice.random() < 0.1:
            raise Killed

    letters = Letters(house.ledger, desk, may_die)
    while deaths < KILLS:
        append(house.ledger, new_id(), 0, ADDED)
        try:
            while turn(letters, desk):
                pass
        except Killed:
            deaths += 1
    events = {record.event_id for record in house.ledger.read(0, 100_000)}
    settled(letters, desk)
    unknown = {effect.event_id for effect in desk.unknown(seconds=0)}
    assert max(letters.sent.values()) == 1
    assert events - letters.sent.keys() <= unknown
    assert unknown  # with so many deaths there are some
    sent = letters.sent.copy()
    assert letters.react(0)  # a replay
    house.catch_up()
    assert letters.sent == sent


def settled(letters: Letters, desk: PostgresDesk) -> None:
    """Go on to the end, and live."""
    letters._may_die = lambda: None
    while turn(letters, desk):
        pass


def test_a_place_moves_only_from_where_it_is(house: House, desk: PostgresDesk) -> None:
    assert desk.advance("letters", 0, 5)
    assert not desk.advance("letters", 0, 7)
    assert not desk.advance("letters", 4, 7)
    assert desk.position("letters") == 5
    assert desk.advance("letters", 5, 7)


def test_two_notaries_at_once_make_each_leaf_once(house: House, desk: PostgresDesk) -> None:
    last = write(house.ledger, chance("notaries"), 400)

    def run(_: int) -> str:
        notary = Notary(house.ledger, PostgresLeaves(house.pool), SECRETS.keys)
        try:
            while turn(notary, desk):
                pass
        except Overtaken:
            return "stopped"
        return "went on"

    with ThreadPoolExecutor(3) as threads:
        ends = list(threads.map(run, range(3)))
    while turn(Notary(house.ledger, PostgresLeaves(house.pool), SECRETS.keys), desk):
        pass
    assert desk.position("notary") == last, ends
    with evidence(house.pool) as kept:
        assert len(list(kept.leaves())) == last
        assert verify(kept, SECRETS.keys) == Verdict("intact", last)


def test_an_answer_is_given_once_and_names_its_cause(house: House) -> None:
    append(house.ledger, BO, 0, ADDED)
    (because,) = house.ledger.read(0, 1)
    revise = ReviseContactDetails(contact_id=BO, changes={"first_name": "Robert"})
    at = because.header.occurred_at
    first = answer(revise, because, "namer", house.ledger, at)
    assert answer(revise, because, "namer", house.ledger, at) == first
    (said,) = house.ledger.read(1, 10)
    assert said.header.causation == because.event_id
    assert said.header.correlation == because.header.correlation
    assert said.header.actor == Actor("automation", "namer")


def test_who_listens_hears_what_was_recorded_since(house: House) -> None:
    with listening(house.dsn) as news:
        append(house.ledger, BO, 0, ADDED)
        news.wait(60)  # returns at once


def test_what_is_recorded_within_a_moment_has_one_turn_where_the_end_is_near(
    house: House, desk: PostgresDesk
) -> None:
    stop = Moments(lambda: append(house.ledger, new_id(), 0, ADDED))
    counted = Counted(house.ledger, stop)
    with listening(house.dsn) as news:
        for _ in range(2 * MANY + 1):
            append(house.ledger, new_id(), 0, ADDED)
        follow(counted, desk, news, stop)
    assert counted.turns == [MANY, MANY, 1, 2, 2]
