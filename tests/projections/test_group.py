"""Many who divide the topic keep one index: what the ledger's own indexer makes, byte for byte."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from random import Random
from threading import Event, Thread

import pytest
from kafka import KafkaAdminClient, TopicPartition

from caseledger.adapters.desk import PostgresDesk
from caseledger.adapters.kafka.group import KafkaGroup
from caseledger.adapters.kafka.topic import PARTITIONS, KafkaTopic
from caseledger.wiring import House
from commands.cases import ArchiveCase
from domain.values import ValueKind
from projections import checkpoints, due, shares
from projections.documents.follow import attend, join
from projections.documents.group import Forgotten, Member
from projections.documents.index import IndexAway
from projections.documents.indexer import NAME
from projections.tables import Db, Tables
from reactions.reaction import turn
from reactions.relay.relay import Relay
from tests.chaos.seed import TIMES, chance
from tests.projections.indexed import Indexed
from tests.projections.office import Office
from tests.running import until

STATUSES = ("Active", "Closed", "New Lead")


@dataclass
class Topic:
    """A topic that is told all there is when it is asked for it."""

    house: House
    kafka: str
    prefix: str

    def tell(self) -> None:
        with closing(KafkaTopic(self.kafka, self.prefix)) as topic:
            relay = Relay(self.house.ledger, self.house.secrets.keys, topic)
            while turn(relay, PostgresDesk(self.house.pool)):
                pass

    def group(self) -> KafkaGroup:
        told = partial(PostgresDesk(self.house.pool).position, Relay.name)
        return KafkaGroup(self.kafka, self.prefix, told)

    @contextmanager
    def member(self, index: Indexed) -> Iterator[Event]:
        """One more of them, in a thread of its own; set what it yields, and it leaves."""
        stop = Event()

        def run() -> None:
            with closing(self.group()) as group:
                member = Member(self.house.ledger, index.indexer, group)
                join(self.house.pool.connection, member, stop)

        thread = Thread(target=run)
        thread.start()
        try:
            yield stop
        finally:
            stop.set()
            thread.join()


@pytest.fixture
def topic(house: House, kafka: str, prefix: str) -> Topic:
    return Topic(house, kafka, prefix)


@pytest.fixture
def begun(index: Indexed, topic: Topic) -> Indexed:
    """The index serves, and the topic has all that was before."""
    index.settle()
    topic.tell()
    return index


def at_work(office: Office, dice: Random, times: int) -> None:
    """What reaches documents in every way: of cases, clients, numbers and fields."""
    fee = office.field(f"Fee {dice.randrange(10**9)}".replace(" ", ""), ValueKind.CURRENCY)
    clients = [office.client(f"+1202555{dice.randrange(10**4):04}") for _ in range(3)]
    cases = [office.case(dice.choice(clients), **{fee: f"{n}.05"}) for n in range(4)]
    for _ in range(times):
        match dice.randrange(4):
            case 0:
                office.opt_out(dice.choice(clients), "call")
            case 1:
                cases.append(office.case(dice.choice(clients)))
            case _:
                office.change_status(dice.choice(cases), dice.choice(STATUSES))
    office.do(ArchiveCase(case_id=cases[0], reason="Twice"))


def written(index: Indexed) -> Mapping[str, str]:
    """Of every document the digest of its bytes."""
    body = {"size": 10_000, "_source": False, "sort": ["digest"]}
    with index.house.pool.connection() as db:
        name = f"{index.index.alias}-{index.version(db)}"
    index.client.indices.refresh(index=name)
    hits = index.client.search(index=name, body=body)["hits"]["hits"]
    return {hit["_id"]: hit["sort"][0] for hit in hits}


def caught_up(index: Indexed) -> bool:
    with index.house.pool.connection() as db:
        return checkpoints.reached(db, NAME) == checkpoints.reached(db, "case_line")


def committed(topic: Topic) -> int:
    with closing(KafkaAdminClient(bootstrap_servers=topic.kafka)) as admin:
        said = admin.list_group_offsets([f"{topic.prefix}-indexer"])
    return sum(each.offset for each in said[f"{topic.prefix}-indexer"].values())


def test_many_who_divide_the_topic_write_what_one_along_the_ledger_would(
    office: Office, begun: Indexed, topic: Topic, db: Db
) -> None:
    dice = chance("a group")
    with office.house.following(), topic.member(begun) as first:
        at_work(office, dice, 10)
        with topic.member(begun):
            topic.tell()
            at_work(office, dice, 10)
            first.set()
            at_work(office, dice, 10)
            topic.tell()
            until(lambda: caught_up(begun))
    head = checkpoints.reached(db, NAME)
    assert [each.lag for each in shares.standings(db, NAME, head)] == [0] * PARTITIONS
    by_group = written(begun)
    begun.indexer.rebuild(db)
    assert by_group == written(begun)
    assert len(by_group) > 12


def test_who_joins_has_shares_as_soon_as_it_asks_for_news(topic: Topic) -> None:
    with closing(topic.group()) as group:
        with pytest.raises(Forgotten) as why:  # nobody has read any of it
            group.take(0, ())
        assert len(group.ours) == PARTITIONS
    assert set(why.value.shares) == set(range(PARTITIONS))


@pytest.fixture
def member(begun: Indexed, topic: Topic, db: Db) -> Iterator[Member]:
    """One that has all shares, and is at their ends."""
    with closing(topic.group()) as group:
        it = Member(begun.house.ledger, begun.indexer, group)
        until(lambda: it.turn(db, 0.1) == 0 and len(group.ours) == PARTITIONS and caught_up(begun))
        yield it


def test_a_message_waits_for_the_line_it_speaks_of(
    office: Office, begun: Indexed, topic: Topic, member: Member, db: Db
) -> None:
    case, before = office.case(), committed(topic)
    topic.tell()
    assert [member.turn(db, 0.5) for _ in range(4)] == [0] * 4  # nobody has made a line yet
    assert (committed(topic), written(begun)) == (before, {})
    office.house.catch_up()
    until(lambda: member.turn(db, 0.1) == 0 and caught_up(begun))
    assert written(begun).keys() == {str(case)}
    assert committed(topic) > before


def test_nothing_is_taken_as_done_before_the_index_answered(
    office: Office, begun: Indexed, topic: Topic, member: Member, db: Db
) -> None:
    office.case()
    office.house.catch_up()
    topic.tell()
    before, write = committed(topic), begun.index.write

    def refuses(version: int, documents: object) -> None:
        raise IndexAway

    begun.index.write = refuses  # type: ignore[method-assign]  # a server that is away
    with pytest.raises(IndexAway):
        until(lambda: member.turn(db, 0.2) and False)
    assert (committed(topic), caught_up(begun)) == (before, False)
    begun.index.write = write  # type: ignore[method-assign]
    until(lambda: member.turn(db, 0.1) == 0 and caught_up(begun))
    assert begun.differing() == []


def test_what_the_topic_forgot_the_ledger_tells(
    office: Office, begun: Indexed, topic: Topic
) -> None:
    with office.house.following(), topic.member(begun):
        at_work(office, chance("before"), 3)
        topic.tell()
        until(lambda: caught_up(begun))
    at_work(office, chance("while nobody read"), 10)
    topic.tell()
    forget_all(topic)
    at_work(office, chance("after"), 3)
    with office.house.following(), topic.member(begun):
        topic.tell()
        until(lambda: caught_up(begun))
    assert begun.differing() == []


def forget_all(topic: Topic) -> None:
    """As a broker does when the time is over for which it keeps messages."""
    name = f"{topic.prefix}-events"
    everything = {TopicPartition(name, n): -1 for n in range(PARTITIONS)}
    with closing(KafkaAdminClient(bootstrap_servers=topic.kafka)) as admin:
        admin.delete_records(everything)


def test_while_many_write_another_version_begins_to_serve_and_lacks_nothing(
    office: Office, begun: Indexed, topic: Topic, db: Db
) -> None:
    dice, done = chance("a switch"), Event()

    def work() -> None:
        while not done.is_set():
            at_work(office, dice, 5)
            topic.tell()

    with office.house.following(), topic.member(begun), topic.member(begun):
        worker = Thread(target=work)
        worker.start()
        try:
            for _ in range(TIMES):
                begun.indexer.rebuild(db)
        finally:
            done.set()
            worker.join()
        until(lambda: caught_up(begun))
    assert begun.differing() == []


def test_an_index_that_was_lost_is_built_anew_and_what_no_message_tells_is_written(
    office: Office, begun: Indexed, topic: Topic, db: Db
) -> None:
    stop = Event()
    keeper = Thread(target=attend, args=(office.house.pool.connection, begun.indexer, stop))
    with office.house.following(), topic.member(begun):
        keeper.start()
        try:
            begun.client.indices.delete(index=f"{begun.index.alias}-*")
            case = office.case()
            topic.tell()
            until(lambda: begun.is_whole() and caught_up(begun))
            due.tell(db, NAME, {case}, 1)
            until(lambda: not due.waiting(db, checkpoints_of(db), [NAME]))
        finally:
            stop.set()
            keeper.join()
    assert begun.differing() == []


def checkpoints_of(db: Db) -> Tables:
    return Tables(checkpoints.staged(db, "serving"))
