"""A member of those who divide the news among them, and keep one index together.

A message says that something happened, and where it stands, and nothing that the index could be
made of: what is written is the line. So a member waits until the lines have come as far. To write
the line as it is under its own position would be harmless, and wrong: what came after it has no
message of its own, so nobody would write it once more.

What no message tells (lines made again, another version, an index that was lost) is done by the
one who holds the lease of the indexer: see `follow`.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from domain.ledger import Feed
from projections import checkpoints, shares
from projections.documents.index import IndexLost
from projections.documents.indexer import BATCH, MADE_OF, NAME, Indexer
from projections.documents.switch import together
from projections.tables import Db

HEAD = "select coalesce(max(position), 0) from ledger.event"


class Told(Struct, frozen=True):
    """A message: what happened to which stream, and where it stands in its share."""

    share: int
    offset: int
    position: int
    stream: UUID
    kind: str


class Forgotten(Exception):
    """Of these shares nobody knows any more up to where they were read, or it is gone."""

    def __init__(self, shares: Collection[int]) -> None:
        self.shares = shares


class Group(Protocol):
    """What a member sees of its group. Everything refuses Unavailable."""

    of: int  # shares there are in all

    def take(self, seconds: float, full: Collection[int]) -> Sequence[Told]:
        """What is new in our shares, but nothing of the full ones. Raises Forgotten."""
        ...

    @property
    def ours(self) -> Collection[int]: ...

    def share(self, subject: UUID) -> int:
        """In which share a subject is told of, for ever."""
        ...

    def dry(self) -> Mapping[int, int]:
        """Of those of our shares that were taken to their end: up to which position."""
        ...

    def ends(self, shares: Collection[int]) -> Mapping[int, int]:
        """The offset behind the last message of each."""
        ...

    def go_on(self, offsets: Mapping[int, int]) -> None:
        """Take what follows these offsets next."""
        ...

    def done(self, offsets: Mapping[int, int]) -> None:
        """All before these is dealt with: nobody needs to be told again."""
        ...


class Lost(Struct, frozen=True):
    """A share that goes on from `offset`, once the log is dealt with up to `head`."""

    offset: int
    head: int


class Member:
    def __init__(self, feed: Feed, indexer: Indexer, group: Group) -> None:
        self._feed, self._indexer, self._group = feed, indexer, group
        self._waiting: dict[int, list[Told]] = {}  # for the lines
        self._lost: dict[int, Lost] = {}

    def turn(self, db: Db, seconds: float) -> int:
        """Take what is new, and write what the lines have reached: how much was dealt with."""
        self._take(db, seconds)
        with together(db):
            version = checkpoints.staged(db, "serving").get(NAME)
            if version is None:
                return 0  # it is being built, by whoever holds the lease
            try:
                return self._deal(db, version)
            except IndexLost:
                self._indexer.lost(db, version)
                raise

    def _take(self, db: Db, seconds: float) -> None:
        try:
            for each in self._group.take(seconds, {*self._waiting, *self._lost}):
                self._waiting.setdefault(each.share, []).append(each)
        except Forgotten as why:
            self._ask_the_ledger(db, why.shares)
        ours = set(self._group.ours)  # what is not, another member is told
        self._waiting = {share: told for share, told in self._waiting.items() if share in ours}
        self._lost = {share: it for share, it in self._lost.items() if share in ours}

    def _ask_the_ledger(self, db: Db, forgotten: Collection[int]) -> None:
        """It has what the topic forgot."""
        ends = self._group.ends(forgotten)  # first: what lies before them is older than the head
        head = (db.execute(HEAD).fetchone() or (0,))[0]
        self._lost |= {share: Lost(offset, head) for share, offset in ends.items()}
        self._group.go_on(ends)

    def _deal(self, db: Db, version: int) -> int:
        reached = checkpoints.reached(db, *MADE_OF)
        known = shares.reached(db, NAME, version, self._group.of)
        told = self._from_topic(db, version, known, reached)
        return told + self._from_ledger(db, version, known, reached)

    def _from_topic(self, db: Db, version: int, known: Mapping[int, int], reached: int) -> int:
        ready = {share: _first(told, reached) for share, told in self._waiting.items()}
        ready = {share: told for share, told in ready.items() if told}
        news = [it for told in ready.values() for it in told if it.position > known[it.share]]
        self._indexer.tell(db, version, [(it.stream, it.kind) for it in news])
        left = {share: told[len(ready.get(share, ())) :] for share, told in self._waiting.items()}
        self._waiting = {share: told for share, told in left.items() if told}
        busy = self._waiting.keys() | self._lost.keys()
        far = {share: at for share, at in self._group.dry().items() if share not in busy}
        far |= {share: max(it.position for it in told) for share, told in ready.items()}
        self._note(db, version, known, far)
        self._group.done({share: told[-1].offset + 1 for share, told in ready.items()})
        return len(news)

    def _from_ledger(self, db: Db, version: int, known: Mapping[int, int], reached: int) -> int:
        if not self._lost:
            return 0
        after = min(known[share] for share in self._lost)
        until = min(reached, max(it.head for it in self._lost.values()))
        news = self._feed.sealed(after, min(BATCH, until - after)) if until > after else []
        mine = [it for it in news if self._group.share(it.subject) in self._lost]
        self._indexer.tell(db, version, [(it.stream, it.kind) for it in mine])
        at = news[-1].position if news else after
        self._note(db, version, known, dict.fromkeys(self._lost, at))
        done = {share: it.offset for share, it in self._lost.items() if it.head <= at}
        self._lost = {share: it for share, it in self._lost.items() if share not in done}
        self._group.done(done)
        return len(news)

    def _note(self, db: Db, version: int, known: Mapping[int, int], far: Mapping[int, int]) -> None:
        if news := {share: at for share, at in far.items() if at > known[share]}:
            shares.note(db, NAME, version, news, self._group.of)


def _first(told: Sequence[Told], reached: int) -> Sequence[Told]:
    """As many as the lines have come to."""
    count = next((n for n, it in enumerate(told) if it.position > reached), len(told))
    return told[:count]
