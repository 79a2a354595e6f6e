"""P7: pages and totals of a list of cases, any filters and any order, against rows fetched by key.

`python -m benchmarks.list [CASES]`; goals at 1M cases: usual orders p95 50 ms, others 300 ms.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from random import Random
from uuid import UUID

from benchmarks.shelf import kept, shelf
from benchmarks.stage import percentile, say, size, timed
from caseledger.wiring import House
from projections.tables import Db
from queries import activity, case, cases
from queries.activity import Asked as AskedOf
from queries.sought import Asked, Pairs

CASES, ROUNDS, LIMIT = 100_000, 200, 50
USUAL = ("updated_at", "opened_at", "created_date", "name", "number", "status")
OTHER = ("court_name", "court_date", "jurisdiction", "client_name", "lead", "type", "x_injury")
FILTERS: Sequence[tuple[str, Sequence[str]]] = (
    ("type", ("Personal Injury", "Family Law", "Criminal Defense,Family Law")),
    ("status", ("Active", "Settled", "new-lead,closed")),
    ("court_name.contains", ("leeds", "odz")),
    ("court_date.from", ("2027-06-01", "2027-11-20")),
    ("created_date.between", ("2026-02-01,2026-02-28",)),
    ("opted_out.any", ("sms", "call,sms,email")),
    ("unreachable.has", ("false",)),
    ("lead", ("Person 3", "Person 5,Person 6")),
    ("x_injury", ("Knee", "neck,back")),
    ("client_name.prefix", ("ana", "lena")),
    ("client_email.contains", ("ruiz1",)),
    ("jurisdiction.none", ("Leeds,York",)),
)


def filtered(random: Random) -> Pairs:
    chosen = random.sample(FILTERS, random.randint(1, 3))
    return [(name, random.choice(values)) for name, values in chosen]


def way(random: Random, sorts: Sequence[str]) -> str:
    return random.choice(("", "-")) + random.choice(sorts)


def by_key(db: Db, ids: Sequence[UUID]) -> None:
    query = "select * from read.case_line where id = any(%s)"
    assert len(db.execute(query, (list(ids),), prepare=True).fetchall()) == len(ids)


def exact(db: Db, random: Random) -> None:
    """What is timed is right: a page that was walked is the page that a plain sort gives."""
    for _ in range(20):
        asked = Asked(filters=filtered(random), limit=LIMIT, sort=way(random, USUAL[:5]))
        rows = cases.find(db, asked).cases
        total = cases.count(db, asked)
        assert not total.exact or (total.count >= LIMIT) == (len(rows) == LIMIT)
        whole = cases.find(db, Asked(filters=asked.filters, limit=500, sort=asked.sort)).cases
        assert rows == whole[:LIMIT]


def sides(
    house: House, db: Db, random: Random, ids: Sequence[UUID]
) -> Mapping[str, Callable[[], object]]:
    def page(sorts: Sequence[str], some: bool) -> object:
        filters = filtered(random) if some else ()
        return cases.find(db, Asked(filters=filters, sort=way(random, sorts), limit=LIMIT))

    return {
        "50 rows by key": lambda: by_key(db, random.sample(ids, LIMIT)),
        "no filter, usual order": lambda: page(USUAL, some=False),
        "1-3 filters, usual order": lambda: page(USUAL, some=True),
        "no filter, another order": lambda: page(OTHER, some=False),
        "1-3 filters, another order": lambda: page(OTHER, some=True),
        "total": lambda: cases.count(db, Asked(filters=filtered(random))),
        "one case, whole": lambda: case.case_now(db, house.ledger, random.choice(ids)),
        "its activity": lambda: activity.of_case(
            db, house.ledger, random.choice(ids), AskedOf(), None, LIMIT
        ),
    }


def main() -> None:
    random = Random(3)
    with shelf(size(CASES), kept()) as house, house.pool.connection() as db:
        ids = [each for (each,) in db.execute("select id from read.case_line")]
        exact(db, random)
        asked = sides(house, db, random, ids)
        took: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(ROUNDS):
            for name, ask in asked.items():
                took[name].append(1000 * timed(ask))
    bare = sorted(took["50 rows by key"])
    say(f"{'':30}{'p50':>9}{'p95':>9}{'p99':>9}   p50 of rows by key")
    for name, times in took.items():
        times.sort()
        shares = "".join(f"{percentile(times, share):9.2f}" for share in (0.5, 0.95, 0.99))
        say(f"{name:30}{shares}   {percentile(times, 0.5) / percentile(bare, 0.5):.1f}")
    say(f"milliseconds; {len(ids):,} cases; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
