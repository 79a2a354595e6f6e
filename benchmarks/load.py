"""P4: load a stream of 100 events, and one of 10,000 through its state, against a bare fetch.

`python -m benchmarks.load`; goals: 1.5 of a raw fetch and fold; 10,000 events in 100 ms.
"""

import os
from statistics import median
from uuid import UUID

import psycopg
from msgspec.json import Decoder

from benchmarks.stage import OPENED, SECRETS, commit, interleaved, place, ratio, say, timed
from caseledger.adapters.ledger.mapper import Envelope
from caseledger.application import CaseLedger
from caseledger.wiring import open_house
from commands.ids import new_id
from domain.case.case import Case
from domain.case.details import CaseDetailsRevised
from domain.kinds import read
from projections.tables import Db

ROUNDS, LOADS = 9, 200
ROWS = (
    "select kind, header, body from ledger.event where stream = %s and version > 0 order by version"
)


def raw(db: Db, stream: UUID) -> Case:
    header = Decoder(Envelope).decode
    with db.cursor(binary=True) as cursor:
        rows = cursor.execute(ROWS, (stream,), prepare=True).fetchall()
    return Case(id=stream).after(read(kind, header(h).schema, body) for kind, h, body in rows)


def written(ledger: CaseLedger, count: int) -> UUID:
    stream = new_id()
    revised = [CaseDetailsRevised({"court_name": (f"{n}", f"{n + 1}")}) for n in range(count - 1)]
    events = [OPENED, *revised]
    for n in range(0, count, 100):
        ledger.append(commit(events[n : n + 100], stream, n))
    return stream


def main() -> None:
    with place() as where:
        _, dsn = where.firm()
        with open_house(dsn, SECRETS) as house, psycopg.connect(dsn, autocommit=True) as db:
            ledger = house.ledger
            hundred, long = written(ledger, 100), written(ledger, 10_000)
            assert ledger.load(Case, hundred) == raw(db, hundred)

            def each(act: object, n: int = LOADS) -> float:
                return timed(lambda: [act() for _ in range(n)]) / n  # type: ignore[operator]  # callable

            found = interleaved(
                ROUNDS,
                {
                    "raw fetch and fold": lambda: each(lambda: raw(db, hundred)),
                    "load": lambda: each(lambda: ledger.load(Case, hundred)),
                },
            )
            unaided = timed(lambda: ledger.load(Case, long))
            house.catch_up()
            assert ledger.load(Case, long).version == 10_000
            aided = median(timed(lambda: ledger.load(Case, long)) for _ in range(20))
            state = each(lambda: ledger.load(Case, hundred))
    for name, times in found.items():
        say(f"{name:34} {1000 * median(times):8.3f} ms")
    say(f"{'load through its state':34} {1000 * state:8.3f} ms")
    say(f"ratio {ratio(found, 'load', 'raw fetch and fold'):.2f}   goal 1.5")
    say(f"{'10,000 events, without a state':34} {1000 * unaided:8.1f} ms")
    say(f"{'10,000 events, through the state':34} {1000 * aided:8.3f} ms   goal 100")
    say(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
