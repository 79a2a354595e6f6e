"""A search index of a test's own, kept by the indexer on a real server."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any
from uuid import UUID

from caseledger.adapters.opensearch.client import connect
from caseledger.adapters.opensearch.index import OpenSearchIndex
from caseledger.wiring import House
from projections import checkpoints
from projections.documents.compare import differing
from projections.documents.follow import follow
from projections.documents.index import IndexAway
from projections.documents.indexer import NAME, Indexer
from projections.tables import Db


class Indexed:
    """`settle` lets the index be what the lines say."""

    def __init__(self, house: House, url: str, prefix: str, patience: float = 30) -> None:
        self.house, self.prefix = house, prefix
        self.client = connect(url, patience)
        self.index = OpenSearchIndex(self.client, prefix)
        self.indexer = Indexer(house.ledger, self.index)

    def settle(self) -> None:
        self.house.catch_up()
        with self.house.pool.connection() as db:
            self.indexer.install(db)
            while self.indexer.step(db):
                pass
            self.index.refresh(self.version(db))

    def version(self, db: Db) -> int:
        return checkpoints.staged(db, "serving")[NAME]

    def differing(self) -> list[UUID]:
        """The cases of which the index does not say what their lines do."""
        with self.house.pool.connection() as db:
            self.index.refresh(self.version(db))
            return differing(db, checkpoints.serving(db), self.index, self.version(db))

    def is_whole(self) -> bool:
        try:
            return not self.differing()
        except (IndexAway, KeyError):  # it is not there yet
            return False

    def count(self, query: Mapping[str, Any]) -> int:
        return int(self.client.count(index=self.index.alias, body={"query": query})["count"])

    @contextmanager
    def following(self) -> Iterator[None]:
        """Meanwhile, the indexer follows the lines, in a thread of its own."""
        stop = Event()
        pool = self.house.pool.connection
        with ThreadPoolExecutor(1) as thread:
            done = thread.submit(follow, pool, self.indexer, stop)
            try:
                yield
            finally:
                stop.set()
                done.result()


@contextmanager
def indexed(house: House, url: str, prefix: str, patience: float = 30) -> Iterator[Indexed]:
    it = Indexed(house, url, prefix, patience)
    try:
        yield it
    finally:
        with house.pool.connection() as db:
            it.indexer.forget_all(db)
        it.client.close()
