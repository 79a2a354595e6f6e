"""P15: appending, listing and searching in a firm of a million cases against one of 10,000.

`BENCH_SHELF=… python -m benchmarks.growth`; goal: 1.5 times as long, at most.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from random import Random
from statistics import median

from benchmarks.list import FILTERS, LIMIT, USUAL, way
from benchmarks.search import LINES, TYPED, Line
from benchmarks.shelf import kept, shelf
from benchmarks.stage import commit, say, size, timed
from caseledger.wiring import House
from projections.tables import Db
from queries import cases
from queries.sought import Asked

LITTLE, MANY, ROUNDS, SOME = 10_000, 1_000_000, 200, 1_000
SEARCHED = ("number", "phone", "e-mail", "first and last name")


def sides(house: House, db: Db) -> Mapping[str, Callable[[Random], object]]:
    lines: Sequence[Line] = db.execute(LINES + " limit %s", (SOME,)).fetchall()

    def search(random: Random, typed: str) -> object:
        return cases.find(db, Asked(q=TYPED[typed](random.choice(lines)), limit=20))

    def page(random: Random) -> object:
        return cases.find(db, Asked(sort=way(random, USUAL), limit=LIMIT))

    def filtered(random: Random) -> object:
        name, values = random.choice(FILTERS)
        asked = [(name, random.choice(values))]
        return cases.find(db, Asked(filters=asked, sort=way(random, USUAL), limit=LIMIT))

    def searching(typed: str) -> Callable[[Random], object]:
        return lambda random: search(random, typed)

    return {
        "append": lambda _: house.ledger.append(commit()),
        "list": page,
        "list, one filter": filtered,
        **{f"search by {typed}": searching(typed) for typed in SEARCHED},
    }


def main() -> None:
    with (
        shelf(LITTLE) as little,
        shelf(size(MANY), kept()) as big,
        little.pool.connection() as few,
        big.pool.connection() as many,
    ):
        asked = sides(little, few), sides(big, many)
        took = {name: (list[float](), list[float]()) for name in asked[0]}
        for n in range(ROUNDS):
            for name, times in took.items():
                for side, each in zip(asked, times, strict=True):
                    each.append(1000 * timed(partial(side[name], Random(n))))
    for name, (small, large) in took.items():
        one, other = median(small), median(large)
        say(f"{name:32}{one:9.2f}{other:9.2f} ms   {other / one:.2f}   goal 1.5")
    say(f"medians of {ROUNDS}; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
