"""The relay: the ledger is the outbox. What it holds is published in its order, and none is lost.

At least once: the place moves only when everybody who must keep a message has it. Who reads drops
what is not newer than the last it saw of the same subject.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

from domain.ledger import Feed
from domain.mac import Keys
from reactions.reaction import Desk
from reactions.relay.integration import CloudEvent, integration

BATCH = 500


class Topic(Protocol):
    def publish(self, events: Sequence[CloudEvent]) -> None:
        """Returns when all are kept, in order by subject. Refuses Unavailable, and then nobody
        knows which are.
        """
        ...

    def is_new(self) -> bool:
        """Whether nothing was ever published there."""
        ...


class Relay:
    name = "relay"

    def __init__(self, feed: Feed, keys: Keys, topic: Topic) -> None:
        self._told, self._topic = told(feed, keys), topic

    def react(self, after: int) -> int:
        position, events = self._told(after, BATCH)
        if events:
            self._topic.publish(events)
        return position

    def begin(self, desk: Desk) -> None:
        """A topic that was lost and made anew is filled from the beginning."""
        position = desk.position(self.name)
        if position and self._topic.is_new():
            desk.advance(self.name, position, 0)


Told: TypeAlias = Callable[[int, int], tuple[int, Sequence[CloudEvent]]]


def told(feed: Feed, keys: Keys) -> Told:
    """Of some events after a position: how far they go, and what is told of them.

    A row that was not written here is no history, and nobody is told.
    """

    def after(position: int, limit: int) -> tuple[int, Sequence[CloudEvent]]:
        records = feed.read(position, limit)
        good = {each.position for each in feed.sealed(position, limit) if keys.vouch(each)}
        events = [integration(each, keys.ledger) for each in records if each.position in good]
        return (records[-1].position if records else position), events

    return after
