"""R14: every event reaches Kafka at least once, in order by subject, whatever is killed."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import cycle
from random import Random
from threading import Event
from uuid import UUID

import pytest

from caseledger.adapters.desk import PostgresDesk
from caseledger.adapters.kafka.topic import KafkaTopic
from caseledger.wiring import House
from domain.refusals import Unavailable
from reactions.reaction import turn
from reactions.relay.integration import CloudEvent
from reactions.relay.relay import Relay
from tests.chaos.ledger import REVISED
from tests.chaos.seed import TIMES, chance
from tests.reactions.relay.told import read
from tests.running import until
from tests.scenario import ADDED, SECRETS, append
from tests.services.server import Server
from tests.services.shared import own

pytestmark = pytest.mark.real

ROUNDS = 4 * TIMES
SUBJECTS = 40
DEATHS = 20 * TIMES


class Died(Exception):
    """As if the process had been killed at this place."""


class Mortal(PostgresDesk):
    """Dies between send and cursor, as often as it is told."""

    deaths = 0

    def advance(self, name: str, before: int, after: int) -> bool:
        if self.deaths:
            self.deaths -= 1
            raise Died
        return super().advance(name, before, after)


def write(house: House, dice: Random, versions: dict[UUID, int], count: int) -> None:
    for _ in range(count):
        subject = UUID(int=dice.randint(1, SUBJECTS))
        at = versions.get(subject, 0)
        append(house.ledger, subject, at, REVISED if at else ADDED)
        versions[subject] = at + 1


def missing(house: House, told: Sequence[CloudEvent], until: int = 1_000_000) -> set[UUID]:
    everything = {each.event_id for each in house.ledger.read(0, until)}
    return everything - {each.id for each in told}


def order_breaks(told: Sequence[CloudEvent]) -> int:
    """How often a reader that drops what it has seen would find something older after newer."""
    newest: dict[UUID, int] = {}
    seen: set[UUID] = set()
    breaks = 0
    for each in told:
        if each.id not in seen:
            breaks += each.position < newest.get(each.subject, 0)
            newest[each.subject] = max(each.position, newest.get(each.subject, 0))
            seen.add(each.id)
    return breaks


def test_a_relay_that_dies_between_send_and_cursor_loses_and_doubles_nothing(
    house: House, kafka: str, prefix: str
) -> None:
    dice, versions, desk = chance("between send and cursor"), dict[UUID, int](), Mortal(house.pool)
    for _ in range(DEATHS):
        write(house, dice, versions, 10)
        topic = KafkaTopic(kafka, prefix)
        desk.deaths = 1
        with pytest.raises(Died):
            turn(Relay(house.ledger, SECRETS.keys, topic), desk)
        topic.close()
    topic = KafkaTopic(kafka, prefix)
    while turn(Relay(house.ledger, SECRETS.keys, topic), desk):
        pass
    topic.close()
    told = read(kafka, topic.name)
    assert (missing(house, told), order_breaks(told)) == (set(), 0)
    assert len(told) == len({each.id for each in told})  # it went on from the tails


@contextmanager
def relaying(dsn: str, broker: Server, prefix: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.chaos.relay", dsn, broker.address("KAFKA_PORT"), prefix]
    with subprocess.Popen(command) as process:
        try:
            yield process
        finally:
            process.kill()


def restarted(broker: Server) -> None:
    broker.stop()
    broker.start()


def killed(broker: Server) -> None:
    broker.kill()
    broker.start()


def frozen(broker: Server) -> None:
    broker.freeze()
    until(lambda: not broker.serves())
    broker.thaw()


FAULTS: Mapping[str, Callable[[Server], None]] = {
    "stopped": restarted,
    "killed": killed,
    "frozen": frozen,
}


def test_whatever_happens_to_broker_and_relay_nothing_is_missing_or_out_of_order(
    house: House, dsn: str, prefix: str
) -> None:
    dice, versions, desk = chance("relay"), dict[UUID, int](), PostgresDesk(house.pool)
    with own("kafka") as broker:
        for n, fault in zip(range(ROUNDS), cycle(FAULTS.values()), strict=False):
            with relaying(dsn, broker, prefix):
                write(house, dice, versions, 150)
                if n % 2:  # something got through, and the rest is on its way
                    until(lambda: desk.position("relay") > 0)
                fault(broker)
                write(house, dice, versions, 50)
        with relaying(dsn, broker, prefix):
            head = house.ledger.recorder.max_notification_id()
            until(lambda: desk.position("relay") == head)
        told = read(broker.address("KAFKA_PORT"), f"{prefix}-events")
    assert (missing(house, told), order_breaks(told)) == (set(), 0)


def test_a_relay_that_is_told_to_stop_while_its_broker_is_away_ends_and_loses_nothing(
    house: House, prefix: str
) -> None:
    dice, versions, stop = chance("told to stop"), dict[UUID, int](), Event()
    desk = PostgresDesk(house.pool)
    with own("kafka") as broker:
        topic = KafkaTopic(broker.address("KAFKA_PORT"), prefix, stop)
        relay = Relay(house.ledger, SECRETS.keys, topic)
        write(house, dice, versions, 20)
        assert turn(relay, desk)
        write(house, dice, versions, 20)
        broker.freeze()
        stop.set()
        with pytest.raises(Unavailable):
            turn(relay, desk)
        broker.thaw()
        topic = KafkaTopic(broker.address("KAFKA_PORT"), prefix)
        while turn(Relay(house.ledger, SECRETS.keys, topic), desk):
            pass
        topic.close()
        told = read(broker.address("KAFKA_PORT"), topic.name)
    assert (missing(house, told), order_breaks(told)) == (set(), 0)


def test_what_a_broker_does_not_take_is_given_up_as_a_whole(
    house: House, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseledger.adapters.kafka.topic.LONGEST", 1.0)
    dice, versions, desk = chance("given up"), dict[UUID, int](), PostgresDesk(house.pool)
    with own("kafka") as broker:
        topic = KafkaTopic(broker.address("KAFKA_PORT"), prefix)
        relay = Relay(house.ledger, SECRETS.keys, topic)
        write(house, dice, versions, 20)
        assert turn(relay, desk)
        write(house, dice, versions, 1_000)
        broker.freeze()
        with pytest.raises(Unavailable):
            turn(relay, desk)
        broker.thaw()
        until(lambda: _all_told(relay, desk))
        topic.close()
        told = read(broker.address("KAFKA_PORT"), topic.name)
    assert (missing(house, told), order_breaks(told)) == (set(), 0)


def _all_told(relay: Relay, desk: PostgresDesk) -> bool:
    with suppress(Unavailable):  # it was frozen a moment ago
        return not turn(relay, desk)
    return False


def test_a_topic_that_was_lost_is_filled_from_the_beginning(
    house: House, kafka: str, prefix: str
) -> None:
    desk = PostgresDesk(house.pool)
    write(house, chance("a lost topic"), {}, 30)
    for name in (f"{prefix}-old", f"{prefix}-new"):
        topic = KafkaTopic(kafka, name)
        relay = Relay(house.ledger, SECRETS.keys, topic)
        relay.begin(desk)
        while turn(relay, desk):
            pass
        topic.close()
    assert missing(house, read(kafka, f"{prefix}-new-events")) == set()
