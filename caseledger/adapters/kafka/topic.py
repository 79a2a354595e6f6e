"""The topic of a firm's integration events: twelve partitions for ever, a subject always in one.

CloudEvents in binary mode. Twelve, because another number would send later events of a subject to
another partition, where nobody would know which came first.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from logging import getLogger
from threading import Event
from time import monotonic
from typing import Any
from uuid import UUID

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import NewTopic
from kafka.errors import KafkaError, KafkaTimeoutError, TopicAlreadyExistsError
from kafka.partitioner.default import murmur2

from caseledger import traces
from caseledger.adapters.kafka.client import opened
from domain.refusals import Unavailable
from reactions.relay.integration import CloudEvent

PARTITIONS = 12
PATIENCE = 10_000  # milliseconds
PATIENTLY = {"bootstrap_timeout_ms": PATIENCE, "request_timeout_ms": PATIENCE}
FAREWELL = 1.0  # seconds
LONGEST = 120.0  # seconds that a broker may take for what was sent
# A producer that gives up one batch may go on with one behind it, whose place in the topic says
# that all before it is there: we give up, and all at once. Milliseconds: 24 days.
NEVER = 2**31 - 1
TURN = 0.5  # seconds between looks at whether to stop

log = getLogger(__name__)


class KafkaTopic:
    """Satisfies reactions.relay.relay.Topic. Opened at its first use, and anew after trouble."""

    def __init__(self, addresses: str, prefix: str, stop: Event | None = None) -> None:
        self.name = topic_name(prefix)
        self._addresses, self._stop = addresses, stop or Event()
        self._producer: Any = None  # kafka-python has no types
        self._tails: dict[int, int] = {}

    def publish(self, events: Sequence[CloudEvent]) -> None:
        try:
            with traces.doing("kafka publish", messages=len(events)):
                self._publish(events)
        except (KafkaError, OSError) as why:
            log.warning("the relay waits for Kafka: %s", type(why).__name__)
            self.close()
            raise Unavailable from why

    def _publish(self, events: Sequence[CloudEvent]) -> None:
        self._open()
        sent = [(each, self._send(each)) for each in events if self._is_new(each)]
        deadline = monotonic() + LONGEST
        for each, future in sent:
            self._wait(future, deadline)
            self._tails[partition(each)] = each.position

    def tails(self) -> Mapping[int, int]:
        """The position of the last message of each partition that holds any."""
        consumer = opened(KafkaConsumer, self._addresses, **PATIENTLY)
        try:
            all_of_it = self._partitions()
            ends, begins = consumer.end_offsets(all_of_it), consumer.beginning_offsets(all_of_it)
            filled = [each for each in all_of_it if ends[each] > begins[each]]
            consumer.assign(filled)
            for each in filled:
                consumer.seek(each, ends[each] - 1)
            return _last(consumer, len(filled))
        finally:
            consumer.close()

    def is_new(self) -> bool:
        try:
            self._open()
            consumer = opened(KafkaConsumer, self._addresses, **PATIENTLY)
            try:
                return not any(consumer.end_offsets(self._partitions()).values())
            finally:
                consumer.close()
        except (KafkaError, OSError) as why:
            self.close()
            raise Unavailable from why

    def close(self) -> None:
        """What was not yet kept is sent again by whoever comes next."""
        producer, self._producer = self._producer, None
        if producer:
            # Else it waits for what a broker that is away did not take, raises, and tries on.
            producer._sender.force_close()
            with suppress(KafkaError):
                producer.close(timeout=FAREWELL)

    def _open(self) -> None:
        """Resume from the tails: what a batch left there before it broke off is not sent again."""
        if self._producer is None:
            made(self._addresses, self.name)
            self._tails = dict(self.tails())
            self._producer = opened(
                KafkaProducer,
                self._addresses,
                enable_idempotence=True,  # said, though it is the default: order hangs on it
                acks="all",
                compression_type="zstd",
                linger_ms=5,
                max_block_ms=PATIENCE,
                delivery_timeout_ms=NEVER,
            )

    def _partitions(self) -> list[Any]:
        return [TopicPartition(self.name, number) for number in range(PARTITIONS)]

    def _is_new(self, each: CloudEvent) -> bool:
        return each.position > self._tails.get(partition(each), 0)

    def _send(self, each: CloudEvent) -> Any:
        return self._producer.send(
            self.name,
            key=str(each.subject).encode(),
            value=bytes(each.data),
            headers=headers(each),
            partition=partition(each),
        )

    def _wait(self, future: Any, deadline: float) -> None:
        """While the broker is away the producer tries on, with the same numbers: no duplicates."""
        while not self._stop.is_set():
            try:
                future.get(timeout=TURN)
                return
            except KafkaTimeoutError:
                if future.is_done or monotonic() > deadline:
                    raise
        raise KafkaTimeoutError("told to stop")


CONFIG = {"cleanup.policy": "delete"}  # a compacted topic would forget what happened


def topic_name(prefix: str) -> str:
    return f"{prefix}-events"


def made(addresses: str, name: str) -> None:
    """Let the topic be there, as it must be."""
    admin = opened(KafkaAdminClient, addresses, **PATIENTLY)
    try:
        if name not in admin.list_topics():
            admin.create_topics([NewTopic(name, PARTITIONS, -1, topic_configs=CONFIG)])
    except TopicAlreadyExistsError:
        pass  # another process was quicker
    finally:
        admin.close()


def partition(each: CloudEvent) -> int:
    return partition_of(each.subject)


def partition_of(subject: UUID) -> int:
    """As every client of Kafka chooses it by the key."""
    hashed: int = murmur2(str(subject).encode())
    return (hashed & 0x7FFFFFFF) % PARTITIONS


def headers(each: CloudEvent) -> list[tuple[str, bytes]]:
    said = {
        "ce_specversion": "1.0",
        "ce_id": str(each.id),
        "ce_type": each.type,
        "ce_source": each.source,
        "ce_subject": str(each.subject),
        "ce_time": each.time.isoformat(),
        "ce_position": str(each.position),
        "content-type": "application/json",
    }
    return [(name, value.encode()) for name, value in said.items()]


def _last(consumer: Any, partitions: int) -> dict[int, int]:
    found: dict[int, int] = {}
    while len(found) < partitions:
        batch = consumer.poll(timeout_ms=PATIENCE)
        if not batch:
            raise KafkaTimeoutError("the ends of the partitions cannot be read")
        for each in (record for records in batch.values() for record in records):
            found[each.partition] = int(dict(each.headers)["ce_position"])
    return found
