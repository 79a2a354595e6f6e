"""P2: 100,000 one-event streams, in chunks of 500 through the append, against COPY.

`python -m benchmarks.bulk [EVENTS]`; goals: 0.7 of COPY; single edits meanwhile p99 50 ms.
"""

import os
from collections.abc import Iterator, Sequence
from statistics import median
from threading import Event, Thread
from time import perf_counter

import psycopg

from benchmarks.stage import (
    SECRETS,
    commit,
    interleaved,
    percentile,
    place,
    ratio,
    say,
    size,
    timed,
)
from caseledger.adapters.ledger.mapper import LedgerMapper
from caseledger.adapters.ledger.stored import Key, Outgoing, Request, outgoing
from caseledger.application import CaseLedger
from domain.ledger import Commit
from projections.tables import Db

ROUNDS, CHUNK = 3, 500
COPY = (
    "copy bare (position, stream, version, subject, kind, header, mac, body, recorded_at)"
    " from stdin (format binary)"
)


def stored(commits: Sequence[Commit]) -> list[Outgoing]:
    mapper = LedgerMapper(SECRETS.keys)
    return [outgoing(mapper.to_stored_event(each)) for one in commits for each in one.records]


def copy(db: Db, commits: Sequence[Commit]) -> float:
    rows = stored(commits)
    now = commits[0].records[0].header.occurred_at

    def act() -> None:
        with db.cursor() as cursor, cursor.copy(COPY) as into:
            into.set_types(
                ["int8", "uuid", "int4", "uuid", "text", "bytea", "bytea", "bytea", "timestamptz"]
            )
            for n, e in enumerate(rows):
                ids = e.originator_id, e.originator_version, e.subject
                into.write_row((n, *ids, e.topic, e.header, e.mac, e.state, now))

    db.execute("truncate bare")
    took = timed(act)
    assert db.execute("select count(*) from bare").fetchone() == (len(commits),)
    return len(commits) / took


def chunks(commits: Sequence[Commit]) -> Iterator[Sequence[Commit]]:
    yield from (commits[n : n + CHUNK] for n in range(0, len(commits), CHUNK))


def append(ledger: CaseLedger, commits: Sequence[Commit]) -> float:
    """A command for each stream, as an import gives them; making the events is not counted."""
    asked = [
        [
            Request([event], Key(one.key, one.digest, one.id, one.version))
            for one, event in zip(chunk, stored(chunk), strict=True)
        ]
        for chunk in chunks(commits)
    ]
    return len(commits) / timed(lambda: finish(ledger, asked))


def append_chunks(ledger: CaseLedger, commits: Sequence[Commit]) -> float:
    """One command for 500 streams."""
    asked = [
        [Request(stored(chunk), Key(chunk[0].key, b"", chunk[0].id, 1))]
        for chunk in chunks(commits)
    ]
    return len(commits) / timed(lambda: finish(ledger, asked))


def finish(ledger: CaseLedger, asked: Sequence[Sequence[Request]]) -> None:
    """One chunk is under way while the next one is handed over."""
    before: Sequence[object] = []
    for requests in asked:
        answers = ledger.recorder.append_all(requests)
        for answer in before:
            answer.result()  # type: ignore[attr-defined]  # a future
        before = answers
    for answer in before:
        answer.result()  # type: ignore[attr-defined]  # a future


def edits(dsn: str, stop: Event, times: list[float]) -> None:
    """Somebody in another process edits a case now and then."""
    with CaseLedger({"LEDGER_DSN": dsn}, SECRETS) as ledger:
        while not stop.wait(0.02):
            began = perf_counter()
            ledger.append(commit())
            times.append(perf_counter() - began)


def main() -> None:
    count = size(100_000)
    with place() as where:
        owner, dsn = where.firm()
        with (
            psycopg.connect(owner, autocommit=True) as db,
            CaseLedger({"LEDGER_DSN": dsn}, SECRETS) as ledger,
        ):
            db.execute("create table bare (like ledger.event including all)")

            def made() -> list[Commit]:
                return [commit() for _ in range(count)]

            def whole() -> float:
                commits = made()
                return count / timed(lambda: [ledger.append_all(c) for c in chunks(commits)])

            found = interleaved(
                ROUNDS,
                {
                    "COPY": lambda: copy(db, made()),
                    "a command a stream": lambda: append(ledger, made()),
                    "a command a chunk": lambda: append_chunks(ledger, made()),
                    "with making events": whole,
                },
            )
            assert ledger.recorder.max_notification_id() == 3 * ROUNDS * count
            times: list[float] = []
            stop = Event()
            editor = Thread(target=edits, args=(dsn, stop, times))
            editor.start()
            append(ledger, made())
            stop.set()
            editor.join()
    for name, rates in found.items():
        of = ratio(found, name, "COPY")
        say(f"{name:20} {median(rates):9,.0f}/s   {of:5.2f} of COPY   goal 0.7")
    times.sort()
    say(f"single edits meanwhile: p50 {1000 * percentile(times, 0.5):.1f} ms,"
        f" p99 {1000 * percentile(times, 0.99):.1f} ms of {len(times)}   goal 50")  # fmt: skip
    say(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
