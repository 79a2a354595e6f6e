"""The consumers of a firm's topic that keep its search index together: a group of Kafka's.

Offsets are kept by the broker, and moved by us alone, after the index answered.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from logging import getLogger
from time import monotonic
from typing import Any
from uuid import UUID

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import (
    CommitFailedError,
    KafkaError,
    NoOffsetForPartitionError,
    OffsetOutOfRangeError,
    RebalanceInProgressError,
)
from kafka.structs import MemberState, OffsetAndMetadata

from caseledger import traces
from caseledger.adapters.kafka.client import opened
from caseledger.adapters.kafka.message import told_by
from caseledger.adapters.kafka.topic import (
    PARTITIONS,
    PATIENCE,
    PATIENTLY,
    made,
    partition_of,
    topic_name,
)
from domain.refusals import Unavailable
from projections.documents.group import Forgotten, Told

AT_ONCE = 1_000  # messages
FAREWELL = 2_000  # milliseconds
SESSION = 10_000  # milliseconds without a sign of life until another member takes our shares
DIVIDING = 5.0  # seconds in which those who live agree on who has which
AT_A_TIME = 1_000  # milliseconds of them

log = getLogger(__name__)


class KafkaGroup:
    """Satisfies projections.documents.group.Group. `told` says how far the relay is."""

    of = PARTITIONS

    def __init__(self, addresses: str, prefix: str, told: Callable[[], int]) -> None:
        self._topic, self._told = topic_name(prefix), told
        with answering():
            made(addresses, self._topic)  # else asking for it would make one of another kind
            self._consumer: Any = opened(  # kafka-python has no types
                KafkaConsumer,
                addresses,
                group_id=group_name(prefix),
                enable_auto_commit=False,
                auto_offset_reset="none",  # a reader that jumps in silence loses what lies between
                max_poll_records=AT_ONCE,
                session_timeout_ms=SESSION,
                heartbeat_interval_ms=SESSION // 4,
                metadata_max_age_ms=SESSION,
                **PATIENTLY,
            )
            # Who divides the shares before it knows them gives nobody any, until it looks again.
            self._consumer.partitions_for_topic(self._topic)
            self._consumer.subscribe([self._topic])

    def take(self, seconds: float, full: Collection[int]) -> Sequence[Told]:
        with answering():
            ours = set(self.ours)
            self._consumer.resume(*self._parts(ours - {*full}))
            self._consumer.pause(*self._parts(ours & {*full}))
            try:
                found = self._poll(seconds)
            except (NoOffsetForPartitionError, OffsetOutOfRangeError) as why:
                raise Forgotten([each.partition for each in why.args[0]]) from None
        return [told_by(each) for records in found.values() for each in records]

    def _poll(self, seconds: float) -> Mapping[Any, Sequence[Any]]:
        """What is there; while the shares are divided, the end of that is waited for.

        A division that ends between two polls is forgotten by the client, which asks for another:
        a busy member would never have any. Nor can the broker hear who leaves meanwhile.
        """
        found: Mapping[Any, Sequence[Any]] = self._consumer.poll(timeout_ms=int(seconds * 1_000))
        until = monotonic() + DIVIDING
        while not (found or self._is_member) and monotonic() < until:
            found = self._consumer.poll(timeout_ms=AT_A_TIME)
        return found

    @property
    def _is_member(self) -> bool:
        return bool(self._consumer.group_metadata().state == MemberState.STABLE)

    @property
    def ours(self) -> Collection[int]:
        return [each.partition for each in self._consumer.assignment()]

    def share(self, subject: UUID) -> int:
        return partition_of(subject)

    def dry(self) -> Mapping[int, int]:
        with answering():
            told = self._told()  # first: all up to there lies in the topic by now
            ends = self._consumer.end_offsets(self._parts(self.ours))
            return {each.partition: told for each, end in ends.items() if self._at(each) == end}

    def ends(self, shares: Collection[int]) -> Mapping[int, int]:
        with answering():
            found = self._consumer.end_offsets(self._parts(shares))
        return {each.partition: end for each, end in found.items()}

    def go_on(self, offsets: Mapping[int, int]) -> None:
        for share, offset in offsets.items():
            self._consumer.seek(TopicPartition(self._topic, share), offset)

    def done(self, offsets: Mapping[int, int]) -> None:
        kept = {
            TopicPartition(self._topic, share): OffsetAndMetadata(offset, "", -1)
            for share, offset in offsets.items()
        }
        if kept:
            with answering(), traces.doing("kafka commit", partitions=len(kept)):
                try:
                    self._consumer.commit(kept, timeout_ms=PATIENCE)
                except (CommitFailedError, RebalanceInProgressError):
                    log.info("The shares are divided anew: somebody is told again what we wrote")

    def close(self) -> None:
        self._consumer.close(autocommit=False, timeout_ms=FAREWELL)

    def _parts(self, shares: Collection[int]) -> list[Any]:
        return [TopicPartition(self._topic, share) for share in sorted(shares)]

    def _at(self, part: Any) -> int | None:
        """The offset of the next message; None: the next `take` says that nobody knows it."""
        try:
            place: int | None = self._consumer.position(part, timeout_ms=PATIENCE)
        except NoOffsetForPartitionError:
            return None
        return place


@contextmanager
def answering() -> Iterator[None]:
    try:
        yield
    except (KafkaError, OSError) as why:
        log.warning("a member of the index's group waits for Kafka: %s", type(why).__name__)
        raise Unavailable from why


def group_name(prefix: str) -> str:
    return f"{prefix}-indexer"
