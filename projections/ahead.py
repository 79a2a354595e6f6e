"""A feed that reads the next batch while this one is taken in."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from domain.ledger import Feed, Recorded, Sealed


class Ahead:
    """Only where a batch was full is there more to read: at the head it reads when asked."""

    def __init__(self, feed: Feed, thread: ThreadPoolExecutor) -> None:
        self._feed, self._thread = feed, thread
        self._asked: tuple[int, int] | None = None
        self._coming: Future[Sequence[Recorded]] | None = None

    def read(self, after: int, limit: int) -> Sequence[Recorded]:
        coming = self._coming if self._asked == (after, limit) else None
        records = coming.result() if coming else self._feed.read(after, limit)
        self._asked = self._coming = None
        if len(records) == limit:
            self._asked = records[-1].position, limit
            self._coming = self._thread.submit(self._feed.read, *self._asked)
        return records

    def sealed(self, after: int, limit: int) -> Sequence[Sealed]:
        return self._feed.sealed(after, limit)


@contextmanager
def ahead(feed: Feed) -> Iterator[Feed]:
    with ThreadPoolExecutor(1, thread_name_prefix="reads ahead") as thread:
        yield Ahead(feed, thread)
