"""P3: read and decode the log, against binary rows and msgspec alone.

`python -m benchmarks.decode [EVENTS]`; goal: 0.6 of binary + msgspec.
"""

import os
from statistics import median

import psycopg
from msgspec.json import Decoder

from benchmarks.stage import SECRETS, commit, interleaved, place, ratio, say, size, timed
from caseledger.adapters.ledger.mapper import Envelope
from caseledger.application import CaseLedger
from domain.case.opening import CaseOpened
from projections.tables import Db

ROUNDS, BATCH = 5, 2_000
ROWS = (
    "select stream, version, kind, body, position, subject, header, recorded_at from ledger.event"
    " where position > %s order by position limit %s"
)


def bare(db: Db, count: int) -> float:
    header, body = Decoder(Envelope).decode, Decoder(CaseOpened).decode

    def read() -> None:
        position = 0
        while position < count:
            with db.cursor(binary=True) as cursor:
                rows = cursor.execute(ROWS, (position, BATCH), prepare=True).fetchall()
            made = [(header(row[6]), body(row[3])) for row in rows]
            position += len(made)
        assert position == count

    return count / timed(read)


def ours(ledger: CaseLedger, count: int) -> float:
    def read() -> None:
        position = 0
        while batch := ledger.read(position, BATCH):
            position = batch[-1].position
        assert position == count

    return count / timed(read)


def main() -> None:
    count = size(100_000)
    with place() as where:
        _, dsn = where.firm()
        with CaseLedger({"LEDGER_DSN": dsn}, SECRETS) as ledger, psycopg.connect(dsn) as db:
            for _ in range(count // 500):
                ledger.append_all([commit() for _ in range(500)])
            found = interleaved(
                ROUNDS,
                {
                    "binary + msgspec": lambda: bare(db, count),
                    "ledger.read": lambda: ours(ledger, count),
                },
            )
    for name, rates in found.items():
        say(f"{name:20} {median(rates):9,.0f}/s")
    say(f"ratio {ratio(found, 'ledger.read', 'binary + msgspec'):.2f}   goal 0.6")
    say(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
