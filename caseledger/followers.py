"""Everything that the worker process runs: what follows the ledger, and what waits to be done."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Any

from caseledger import operations, traces
from caseledger.adapters import desk, pulse
from caseledger.chores import LANES
from caseledger.runs import Runs
from caseledger.wiring import House
from domain.ledger import Feed
from projections.runner import follow, step
from projections.tables import Db
from reactions import reaction as reactions
from reactions.reaction import Reaction
from reactions.relay.relay import Relay

HOUR = 3600.0
SOON = 0.5


@dataclass(frozen=True)
class Follower:
    """What goes on until it is told to stop, wherever it holds the lease."""

    name: str
    follow: Callable[[Event], None]
    alone: bool = True  # else it needs no lease: every worker runs it


def followers(house: House) -> Sequence[Follower]:
    """Each in a thread of its own."""
    elsewhere = [Follower("relay", partial(_relay, house))] if house.settings.kafka else []
    if house.settings.indexer == "kafka":
        elsewhere.append(Follower("index group", house.share_index, alone=False))
    return [
        *elsewhere,
        Follower("projections", partial(_project, house)),
        Follower("indexer", house.keep_index),
        Follower("notary", lambda stop: _react(house, house.notary(), stop)),
        Follower("replacer", lambda stop: _react(house, house.replacer(stop), stop)),
        *(Follower(lane, partial(_operate, house, kinds)) for lane, kinds in LANES.items()),
        Follower("importer", partial(_go_on, house.imports)),
        Follower("bulk", partial(_go_on, house.bulks)),
        Follower("clock", partial(_keep_time, house)),
    ]


def _project(house: House, stop: Event) -> None:
    follow(house.pool.connection, house.ledger, stop, _turn)


def _turn(db: Db, feed: Feed) -> int:
    with traces.doing("turn of projections") as it:
        count = step(db, feed)
        it.say(events=count) if count else it.was_nothing()
    return count


def _react(house: House, reaction: Reaction, stop: Event) -> None:
    places = desk.PostgresDesk(house.pool)
    with desk.listening(house.dsn) as news:
        reactions.follow(pulse.Timed(reaction, house.pool), places, news, stop)


def _relay(house: House, stop: Event) -> None:
    from caseledger.adapters.kafka.topic import KafkaTopic

    topic = KafkaTopic(house.settings.kafka or "", house.settings.prefix, stop)
    relay = Relay(house.ledger, house.secrets.keys, topic)
    with closing(topic):
        relay.begin(desk.PostgresDesk(house.pool))
        _react(house, relay, stop)


def _operate(house: House, kinds: Sequence[str], stop: Event) -> None:
    chores = house.chores(stop)
    mine = {kind: chores[kind] for kind in kinds}
    with desk.listening(house.dsn, "operation") as news:
        operations.work(house.pool, mine, lambda: news.wait(1), stop)


def _go_on(runs: Callable[[], Runs[Any]], stop: Event) -> None:
    """Carry out whatever of one kind waits."""
    while not stop.is_set():
        runs().go_on(stop)
        stop.wait(SOON)


def _keep_time(house: House, stop: Event) -> None:
    """What is over is forgotten."""
    while not stop.is_set():
        house.ledger.expire_keys()
        house.imports().staging.expire()
        house.bulks().staging.expire()
        house.exports().expire()
        house.blobs.tidy()
        house.pasts().expire()
        stop.wait(HOUR)
