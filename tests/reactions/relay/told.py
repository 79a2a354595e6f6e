"""The twins of the feed for other programs, each as a program of theirs sees it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from kafka import KafkaConsumer, TopicPartition
from msgspec import Raw, json

from caseledger.adapters.desk import PostgresDesk
from caseledger.adapters.kafka.topic import PARTITIONS, KafkaTopic
from caseledger.web.v1.events import Followed
from caseledger.wiring import House
from reactions.reaction import turn
from reactions.relay.integration import CloudEvent
from reactions.relay.relay import Relay
from tests.signed import keyed


class Feed(Protocol):
    def all(self) -> Sequence[CloudEvent]:
        """Everything there is, in the order in which it comes."""
        ...


class OverHttp:
    """A program that asks again and again after what it saw last."""

    def __init__(self, house: House) -> None:
        self._house = house

    def all(self) -> Sequence[CloudEvent]:
        found: list[CloudEvent] = []
        with keyed(self._house, "read") as client:
            position, more = 0, True
            while more:
                answer = client.get(f"/v1/events?after={position}&limit=3")
                said = json.decode(answer.content, type=Followed)
                found += said.events
                more, position = said.position > position, said.position
        return found


class OverKafka:
    """A program that reads the topic from its beginning."""

    def __init__(self, house: House, kafka: str, prefix: str) -> None:
        self._house, self._kafka, self._prefix = house, kafka, prefix

    def all(self) -> Sequence[CloudEvent]:
        topic = KafkaTopic(self._kafka, self._prefix)
        relay = Relay(self._house.ledger, self._house.secrets.keys, topic)
        try:
            while turn(relay, PostgresDesk(self._house.pool)):
                pass
        finally:
            topic.close()
        return read(self._kafka, topic.name)


def read(kafka: str, topic: str) -> Sequence[CloudEvent]:
    """What lies in a topic now, partition by partition."""
    consumer = KafkaConsumer(bootstrap_servers=kafka, auto_offset_reset="earliest")
    try:
        partitions = [TopicPartition(topic, number) for number in range(PARTITIONS)]
        ends, found = consumer.end_offsets(partitions), list[Any]()
        consumer.assign(partitions)
        while sum(consumer.position(each) for each in partitions) < sum(ends.values()):
            for records in consumer.poll(timeout_ms=500).values():
                found += records
    finally:
        consumer.close()
    return [_event(each) for each in sorted(found, key=lambda it: (it.partition, it.offset))]


def _event(message: Any) -> CloudEvent:  # of kafka-python, which has no types
    said = {name: value.decode() for name, value in message.headers}
    assert message.key.decode() == said["ce_subject"]
    assert said["content-type"] == "application/json"
    return CloudEvent(
        specversion=said["ce_specversion"],
        id=UUID(said["ce_id"]),
        type=said["ce_type"],
        source=said["ce_source"],
        subject=UUID(said["ce_subject"]),
        time=datetime.fromisoformat(said["ce_time"]),
        position=int(said["ce_position"]),
        data=Raw(json.encode(json.decode(message.value))),
    )
