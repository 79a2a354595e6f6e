"""The finder on OpenSearch: ids and exact totals from the index, rows from PostgreSQL.

What is found is tested again by the lines as they are now: the index is a moment behind.
"""

from collections.abc import Sequence
from threading import Lock
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace
from opensearchpy import OpenSearch
from opensearchpy.exceptions import RequestError, TransportError

from caseledger import traces
from caseledger.adapters.opensearch.client import WHOLE, answering, is_busy, pause
from caseledger.adapters.opensearch.sorting import Sorting, sorting
from projections import checkpoints
from projections.documents.index import IndexAway
from projections.documents.indexer import MADE_OF, NAME
from projections.indexes import WALKED
from projections.near import LETTERS, near, typed
from projections.tables import Db
from queries import listing
from queries.cases import wait
from queries.filters.dsl import ALL, Dsl, denied, every, to_dsl
from queries.finding import Found, PostgresFinder, fitting
from queries.listing import Count
from queries.sorting import Order, order
from queries.sought import Sought

LAG = 1_000  # events: an index further behind the lines is as good as away
LISTS = ("list_member",)  # who is on one is told of when these have come so far
AGAIN = 0.05  # seconds
TURNS = 5  # pages that may turn out not to fit any more, before the reader is told of the next


class Behind(IndexAway):
    """The index answers, but has not come as far as is asked for."""


class TooMuch(IndexAway):
    """The index cannot be asked this, however well it is."""


class Hit(Struct, frozen=True):
    id: UUID
    value: Any  # that it is sorted by, as documents hold it; None: it has none


class OpenSearchFinder:
    """Raises IndexAway when it cannot say."""

    def __init__(self, client: OpenSearch, alias: str) -> None:
        self._client, self._alias = client, alias
        self._lock, self._refreshed = Lock(), {(): 0, LISTS: 0}  # as to what is asked about
        self._postgres = PostgresFinder()

    def page(self, db: Db, sought: Sought, cursor: str | None, limit: int) -> Found:
        if _is_walk(sought):
            return self._postgres.page(db, sought, cursor, limit)
        self._come_to(db, sought)
        by = order(sought.facts, sought.sort)
        sorted_by, test = sorting(sought.facts, sought.sort), _test(sought)
        after = _after(cursor, by, sorted_by)
        shown: list[UUID] = []
        for _ in range(TURNS):
            hits = self._hits(test, sorted_by, after, limit + 1)
            more, after = len(hits) > limit, hits[limit - 1] if len(hits) > limit else None
            shown += fitting(db, sought, [hit.id for hit in hits[:limit]])
            if shown or not more:
                break
        value = after and sorted_by.shown(after.value)
        return Found(shown, listing.encoded(after.id, value) if after else None)

    def count(self, db: Db, sought: Sought) -> Count:
        self._come_to(db, sought)
        return Count(int(self._ask("count", {"query": _test(sought)})["count"]), exact=True)

    def near(self, db: Db, sought: Sought, words: Sequence[str], limit: int) -> Sequence[UUID]:
        tests = [{"terms": {"near": sorted(near(word))}} for word in words]
        exact = [{"term": {"near": typed(word)[:LETTERS]}} for word in words]  # the closest first
        filtered = _test(replace(sought, q=""))
        query = {"bool": {"filter": [filtered, *tests], "should": exact}}
        body = {"query": query, "size": limit, "track_total_hits": False}
        hits = self._ask("search", body)["hits"]["hits"]
        return fitting(db, replace(sought, q=""), [UUID(hit["_id"]) for hit in hits])

    def _hits(self, test: Dsl, by: Sorting, after: Hit | None, limit: int) -> list[Hit]:
        found: list[Hit] = []
        if after is None or after.value is not None:
            beyond = [after.value, str(after.id)] if after else None
            found, after = self._sorted(by.having(test), by.sort, beyond, limit), None
        if len(found) < limit:
            beyond = [str(after.id)] if after else None
            rest = limit - len(found)
            found += self._sorted(by.lacking(test), [{"id": by.way}], beyond, rest)
        return found

    def _sorted(
        self, query: Dsl, sort: Sequence[Dsl], after: Sequence[Any] | None, limit: int
    ) -> list[Hit]:
        body = {
            "query": query,
            "sort": sort,
            "size": limit,
            "track_total_hits": False,
            **({"search_after": after} if after else {}),
        }
        said = self._ask("search", body)
        places = (hit["sort"] for hit in said["hits"]["hits"])
        return [Hit(UUID(each[-1]), each[0] if len(each) > 1 else None) for each in places]

    def _ask(self, what: str, body: Dsl) -> Any:
        """What is refused for now is asked once more."""
        for seconds in (AGAIN, None):
            try:
                with answering(), traces.doing(f"opensearch {what}"):
                    try:
                        return self._said(what, body)
                    except TransportError as why:
                        if not is_busy(why) or seconds is None:
                            raise
            except RequestError as why:  # too long a question, most likely
                raise TooMuch(str(why.error)) from why
            pause(seconds)
        raise AssertionError(what)

    def _said(self, what: str, body: Dsl) -> Any:
        if what == "count":
            said = self._client.count(index=self._alias, body=body)
        else:
            said = self._client.search(index=self._alias, body=body, params=WHOLE)
        if said["_shards"]["failed"] or said.get("timed_out"):
            raise IndexAway("Not the whole index answered.")
        return said

    def _come_to(self, db: Db, sought: Sought) -> None:
        """Let what was recorded up to there be found. Raises IndexAway if it cannot be."""
        position, lists = sought.position, LISTS if sought.is_about_lists else ()
        if checkpoints.reached(db, NAME) < checkpoints.reached(db, *MADE_OF) - LAG:
            raise Behind("The index is far behind.")
        if position <= self._refreshed[lists]:
            return
        if (lists and not wait(db, position, *lists)) or not wait(db, position, NAME):
            raise Behind("The index has not come so far yet.")
        with self._lock:
            if position > self._refreshed[lists]:
                reached = checkpoints.reached(db, NAME, *lists)
                with answering():
                    self._client.indices.refresh(index=self._alias)
                self._refreshed[lists] = reached


def _test(sought: Sought) -> Dsl:
    tests = [to_dsl(sought.whole, sought.places)]
    if sought.without:
        tests.append(denied({"terms": {"id": [str(each) for each in sought.without]}}))
    return every(tests)


def _is_walk(sought: Sought) -> bool:
    """Whether it is one of the orders of the whole list that PostgreSQL has an index of."""
    narrowed = sought.q or to_dsl(sought.condition, sought.places) != ALL
    return not narrowed and sought.sort.removeprefix("-") in WALKED


def _after(cursor: str | None, by: Order, sorted_by: Sorting) -> Hit | None:
    if cursor is None:
        return None
    value, last = listing.decoded(cursor, by)
    return Hit(last, None if value is None else sorted_by.held(value))
