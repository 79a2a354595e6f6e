"""The relay: events told to a Kafka broker, against the producer alone with the same messages.

`CASELEDGER_KAFKA=… python -m benchmarks.relay [CASES]`.
"""

import os
from collections.abc import Sequence
from contextlib import closing
from statistics import median
from time import perf_counter
from uuid import uuid4

from benchmarks.shelf import kept, shelf
from benchmarks.stage import ratio, say, size
from caseledger.adapters.kafka.topic import KafkaTopic
from caseledger.wiring import House
from reactions.relay.integration import CloudEvent
from reactions.relay.relay import BATCH, Relay, told

CASES, ROUNDS, BATCHES = 10_000, 5, 10


def relayed(relay: Relay, position: int) -> int:
    for _ in range(BATCHES):
        position = relay.react(position)
    return position


def prepared(house: House, position: int) -> tuple[int, Sequence[Sequence[CloudEvent]]]:
    read, found = told(house.ledger, house.secrets.keys), []
    for _ in range(BATCHES):
        position, events = read(position, BATCH)
        found.append(events)
    return position, found


def rounds(house: House, topic: KafkaTopic) -> dict[str, list[float]]:
    """A, B, A, B, each with the events after those of the other."""
    relay = Relay(house.ledger, house.secrets.keys, topic)
    found: dict[str, list[float]] = {"relay": [], "producer": []}
    position = relay.react(0)  # opens the topic
    for _ in range(ROUNDS):
        began = perf_counter()
        after = relayed(relay, position)
        found["relay"].append(perf_counter() - began)
        assert after == position + BATCHES * BATCH
        position, batches = prepared(house, after)
        began = perf_counter()
        for events in batches:
            topic.publish(events)
        found["producer"].append(perf_counter() - began)
    return found


def main() -> None:
    topic = KafkaTopic(os.environ["CASELEDGER_KAFKA"], f"bench-{uuid4()}")
    with shelf(size(CASES), kept()) as house, closing(topic):
        found = rounds(house, topic)
    for name, times in found.items():
        say(f"{name:10} {BATCHES * BATCH / median(times):9,.0f} events/s")
    say(f"ratio {1 / ratio(found, 'relay', 'producer'):.2f}; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
