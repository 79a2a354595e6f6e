"""A finder with a spare: when the index does not answer, PostgreSQL does, and says so."""

from collections.abc import Callable, Sequence
from logging import getLogger
from typing import TypeVar
from uuid import UUID

from msgspec.structs import replace

from caseledger.adapters.opensearch.breaker import Breaker
from caseledger.adapters.opensearch.finder import Behind, OpenSearchFinder, TooMuch
from projections.documents.index import IndexAway
from projections.tables import Db
from queries.finding import Finder, Found, PostgresFinder
from queries.listing import Count
from queries.sought import Sought

T = TypeVar("T")
log = getLogger(__name__)


class WithSpare:
    """Satisfies queries.finding.Finder."""

    def __init__(self, first: OpenSearchFinder, breaker: Breaker | None = None) -> None:
        self._first, self._spare = first, PostgresFinder()
        self._breaker = breaker or Breaker()

    def page(self, db: Db, sought: Sought, cursor: str | None, limit: int) -> Found:
        found, degraded = self._ask(lambda finder: finder.page(db, sought, cursor, limit))
        return replace(found, degraded=degraded)

    def count(self, db: Db, sought: Sought) -> Count:
        found, degraded = self._ask(lambda finder: finder.count(db, sought))
        return replace(found, degraded=degraded)

    def near(self, db: Db, sought: Sought, words: Sequence[str], limit: int) -> Sequence[UUID]:
        return self._ask(lambda finder: finder.near(db, sought, words, limit))[0]

    def _ask(self, ask: Callable[[Finder], T]) -> tuple[T, bool]:
        """The answer, and whether it is the spare's."""
        if self._breaker.lets():
            try:
                found = ask(self._first)
            except TooMuch:  # it is well, and only PostgreSQL can be asked this
                self._breaker.succeeded()
                return ask(self._spare), False
            except Behind:
                self._breaker.succeeded()
            except IndexAway as why:
                log.warning("The search index does not answer: %s", why)
                self._breaker.failed()
            else:
                self._breaker.succeeded()
                return found, False
        return ask(self._spare), True
