"""P8: the search bar over many cases, by what people type, against one row fetched by key.

`python -m benchmarks.search [CASES]`; goal at 1M cases: p95 5 ms.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from benchmarks.shelf import kept, shelf
from benchmarks.stage import percentile, say, size, timed
from projections.tables import Db
from queries import cases
from queries.rows import CaseRow
from queries.sought import Asked

CASES, ROUNDS = 100_000, 300
Line = tuple[Any, str, str, str, str]  # id, number, client's name, phone, e-mail
LINES = (
    "select l.id, l.number, c.name, c.primary_phone, c.primary_email"
    " from read.case_line as l join read.contact_line as c on c.id = l.client"
    " where c.primary_email is not null"
)
TYPED: Mapping[str, Callable[[Line], str]] = {
    "number": lambda line: line[1],
    "number, other zeros": lambda line: line[1].replace("-0", "-").lower(),
    "phone": lambda line: f"({line[3][2:5]}) {line[3][5:8]}-{line[3][8:]}",
    "last four": lambda line: line[3][-4:],
    "e-mail": lambda line: line[4],
    "beginning of an e-mail": lambda line: line[4].split("@")[0],
    "first and last name": lambda line: line[2],
    "surname, begun": lambda line: line[2].split()[-1][:4],
    "surname and court": lambda line: f"{line[2].split()[-1]} leeds",
}
# Few enough share it that the one meant is on the first page.
SURE = ("number", "number, other zeros", "phone", "e-mail")


def by_key(db: Db, line: Line) -> float:
    query = "select * from read.case_line where id = %s"
    return 1000 * timed(lambda: db.execute(query, (line[0],), prepare=True).fetchall())


def by_words(db: Db, line: Line, name: str) -> float:
    asked = Asked(q=TYPED[name](line), limit=20)
    found: list[CaseRow] = []
    took = timed(lambda: found.extend(cases.find(db, asked).cases))
    assert name not in SURE or line[0] in {row.id for row in found}, asked.q
    return 1000 * took


def main() -> None:
    random = Random(5)
    with shelf(size(CASES), kept()) as house, house.pool.connection() as db:
        lines: Sequence[Line] = db.execute(LINES).fetchall()
        took: dict[str, list[float]] = {name: [] for name in ("by key", *TYPED)}
        for line in random.choices(lines, k=ROUNDS):
            took["by key"].append(by_key(db, line))
            for name in TYPED:
                took[name].append(by_words(db, line, name))
    bare = percentile(sorted(took["by key"]), 0.5)
    say(f"{'':26}{'p50':>9}{'p95':>9}{'p99':>9}   p50 of a row by key")
    for name, times in took.items():
        times.sort()
        shares = "".join(f"{percentile(times, share):9.2f}" for share in (0.5, 0.95, 0.99))
        say(f"{name:26}{shares}   {percentile(times, 0.5) / bare:.1f}")
    say(f"milliseconds; {len(lines):,} cases; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
