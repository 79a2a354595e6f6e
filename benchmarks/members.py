"""Lists that follow conditions: what they cost each event, and a new one each case.

`python -m benchmarks.members [EVENTS]`; goals: half the events/s of no list with five, and 10,000
cases/s of a new condition. Seconds are those of the processors, ours and the database's: what else
the machine does meanwhile, it does to no side.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time
from uuid import UUID

from benchmarks.log import COURTS, STATUSES, record, write
from benchmarks.shelf import defined
from benchmarks.stage import SECRETS, Place, commit, interleaved, place, ratio, say, size
from caseledger.wiring import House, open_house
from commands.ids import new_id
from domain.case.details import CaseDetailsRevised
from domain.conditions import And, Condition, Is
from domain.lists.caselist import CaseListCreated, ListKind
from projections.tables import Db

ROUNDS, LISTS, EDITS = 2, (0, 1, 5, 20), 50
TICK = os.sysconf("SC_CLK_TCK")
COURT = [f"{each} County Court" for each in COURTS]


def condition(n: int) -> Condition:
    """Each about something else: the court, the status, the field, or whom a client lets reach."""
    court, status = [COURT[n % len(COURT)]], [STATUSES[n % len(STATUSES)]]
    kinds: Sequence[Condition] = (
        Is("court_name", "any", court),
        And((Is("status", "any", status), Is("court_name", "none", court))),
        And((Is("x_injury", "any", ["neck"]), Is("status", "any", status))),
        And((Is("opted_out", "none", ["sms"]), Is("status", "any", status))),
    )
    return kinds[n % len(kinds)]


def spent(house: House, act: Callable[[], object]) -> float:
    """Seconds of the processors."""
    began = _processor(house)
    act()
    return _processor(house) - began


def _processor(house: House) -> float:
    with house.pool.connection() as db:
        query = (
            "select pid from pg_stat_activity where datname = current_database()"
            " and backend_type = 'client backend'"
        )
        pids = [pid for (pid,) in db.execute(query)]
    stats = (Path(f"/proc/{pid}/stat").read_text().split() for pid in pids)
    return process_time() + sum(int(it[13]) + int(it[14]) for it in stats) / TICK


def follow(house: House, count: int) -> None:
    for n in range(count):
        made = CaseListCreated(ListKind.DYNAMIC, {"name": f"List {n}"}, condition(n))
        house.ledger.append(commit([made]))


def log(where: Place, events: int, lists: int) -> float:
    """Events a second of a whole log, which every list follows from its beginning."""
    owner, dsn = where.firm()
    with open_house(dsn, SECRETS) as house:
        record(owner, defined())
        follow(house, lists)
        begun = house.ledger.head()
        last = write(owner, events, after=begun)
        took = spent(house, house.catch_up)
        with house.pool.connection() as db:
            assert db.execute("select count(*) from read.quarantine").fetchone() == (0,)
            assert bool(lists) == bool(_members(db))
    return (last - begun) / took


def fresh(house: House, n: int) -> float:
    """Cases a second of one more condition."""
    follow_one = CaseListCreated(ListKind.DYNAMIC, {"name": f"New {n}"}, condition(n))
    house.ledger.append(commit([follow_one]))
    took = spent(house, house.catch_up)
    with house.pool.connection() as db:
        row = db.execute("select count(*) from read.case_line").fetchone()
    return (row[0] if row else 0) / took


def edits(house: House, case: UUID, after: int) -> float:
    """Edits of one case a second, each listed before the next."""

    def act() -> None:
        for n in range(after, after + EDITS):
            revised = CaseDetailsRevised({"court_name": (None, COURT[n % len(COURT)])})
            house.ledger.append(commit([revised], case, n))
            house.catch_up()

    return EDITS / spent(house, act)


def aged(house: House) -> tuple[UUID, int]:
    """A case that was edited two thousand times, and its version."""
    with house.pool.connection() as db:
        row = db.execute("select id, version from read.case_line order by id limit 1").fetchone()
    assert row
    many = [CaseDetailsRevised({"description": (None, f"It is {n}.")}) for n in range(2_000)]
    house.ledger.append(commit(many, row[0], row[1]))
    house.catch_up()
    return row[0], row[1] + len(many)


def _members(db: Db) -> int:
    row = db.execute("select count(*) from read.list_member").fetchone()
    return int(row[0]) if row else 0


def main() -> None:
    count = size(20_000)
    with place() as where:
        sides = {f"{n} lists": (lambda n=n: log(where, count, n)) for n in LISTS}
        found = interleaved(ROUNDS, sides)
        for name, each in found.items():
            of = ratio(found, name, "0 lists")
            say(f"{name:30} {median(each):9,.0f} events/s   {of:5.2f} of none")
        owner, dsn = where.firm()
        with open_house(dsn, SECRETS) as house:
            last = record(owner, defined())
            write(owner, count, after=last)
            house.catch_up()
            for n, name in enumerate(("court", "status", "field", "client")):
                say(f"{'new condition: ' + name:30} {fresh(house, n):9,.0f} cases/s")
            young = new_id()
            house.ledger.append(commit(stream=young))
            house.catch_up()
            say(f"{'edits of a young case':30} {edits(house, young, 1):9,.0f} a second")
            say(f"{'edits of 2,000 before':30} {edits(house, *aged(house)):9,.0f} a second")
    say(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
