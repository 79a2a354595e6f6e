"""P7 with OpenSearch: pages and exact totals from the index against PostgreSQL, and its rebuild.

`CASELEDGER_OPENSEARCH=http://… python -m benchmarks.index [CASES]`; goal at 1M cases: any filters,
any order, exact totals p95 30 ms.
"""

import os
from collections.abc import Callable, Mapping
from random import Random

from benchmarks.list import FILTERS, LIMIT, OTHER, USUAL, filtered, way
from benchmarks.shelf import kept, shelf
from benchmarks.stage import percentile, say, size, timed
from caseledger.adapters.opensearch.client import connect
from caseledger.adapters.opensearch.finder import OpenSearchFinder
from caseledger.adapters.opensearch.index import alias
from caseledger.adapters.opensearch.open import open_index
from projections.documents.indexer import Indexer
from projections.tables import Db
from queries.cases import count, find
from queries.finding import Finder, PostgresFinder
from queries.sought import Asked

CASES, ROUNDS, PREFIX = 100_000, 200, "benchmark"
LONG = 30.0  # seconds: here nobody is answered by the spare


def alike(db: Db, one: Finder, other: Finder, random: Random) -> None:
    """What is timed is right: the same page, and the same total as far as both count."""
    for _ in range(20):
        asked = Asked(filters=filtered(random), sort=way(random, (*USUAL, *OTHER)), limit=LIMIT)
        assert find(db, asked, finder=one).cases == find(db, asked, finder=other).cases, asked
        capped = count(db, asked, other)
        assert not capped.exact or count(db, asked, one).count == capped.count, asked


def sides(db: Db, finder: Finder, random: Random) -> Mapping[str, Callable[[], object]]:
    def page(sorts: tuple[str, ...]) -> object:
        asked = Asked(filters=filtered(random), sort=way(random, sorts), limit=LIMIT)
        return find(db, asked, finder=finder)

    return {
        "usual order": lambda: page(USUAL),
        "another order": lambda: page(OTHER),
        "total": lambda: count(db, Asked(filters=filtered(random)), finder),
        "typo in a name": lambda: find(db, Asked(q="rodrigeuz", limit=20), finder=finder),
    }


def main() -> None:
    url, random = os.environ["CASELEDGER_OPENSEARCH"], Random(3)
    with shelf(size(CASES), kept()) as house, house.pool.connection() as db:
        indexer = Indexer(house.ledger, open_index(url, PREFIX))
        if kept() is None:
            indexer.forget_all(db)
        built = timed(lambda: indexer.install(db))
        row = db.execute("select count(*) from read.case_line").fetchone()
        cases = row[0] if row else 0
        say(f"{cases:,} documents built and compared in {built:.1f} s: {cases / built:,.0f}/s")
        twins: dict[str, Finder] = {
            "OpenSearch": OpenSearchFinder(connect(url, LONG), alias(PREFIX)),
            "PostgreSQL": PostgresFinder(),
        }
        alike(db, twins["OpenSearch"], twins["PostgreSQL"], random)
        asked = {name: sides(db, finder, random) for name, finder in twins.items()}
        took = {(name, what): list[float]() for what in asked["OpenSearch"] for name in twins}
        for _ in range(ROUNDS):
            for (name, what), times in took.items():
                times.append(1000 * timed(asked[name][what]))
        if kept() is None:
            indexer.forget_all(db)
    say(f"{'':28}{'p50':>9}{'p95':>9}{'p99':>9}   p50 of PostgreSQL")
    for (name, what), times in took.items():
        times.sort()
        shares = "".join(f"{percentile(times, share):9.2f}" for share in (0.5, 0.95, 0.99))
        peer = percentile(sorted(took["PostgreSQL", what]), 0.5)
        say(f"{what + ', ' + name:28}{shares}   {percentile(times, 0.5) / peer:.2f}")
    say(f"milliseconds; {cases:,} cases, {len(FILTERS)} filters; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
