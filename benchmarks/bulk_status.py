"""P12: the status of 100,000 cases changed in bulk, until the lists show it, and single edits.

`python -m benchmarks.bulk_status [CASES]`; goals: listed within 15 s; single edits p99 100 ms.
Where BENCH_SHELF has many cases, it is those of a month in it, which are a twelfth.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from threading import Event, Thread
from time import perf_counter
from uuid import UUID

from benchmarks.shelf import kept, shelf
from benchmarks.stage import percentile, say, size, timed
from caseledger.bulks import Wish
from caseledger.wiring import House
from commands.cases import OpenCase, ReviseCaseDetails
from commands.handle import Asked, handle, handle_all
from commands.ids import new_id
from commands.types import DefineCaseType
from domain.ledger import Actor, Header, Receipt
from reactions.bulk.selection import Selection

BY = Actor("person", "bench")
CHUNK, MONTH = 500, ("2026-02-01", "2026-02-28")


def header() -> Header:
    return Header.begin(new_id(), BY, "page", datetime.now(UTC))


def opened(house: House, count: int) -> Sequence[UUID]:
    kind = handle(DefineCaseType(name="Mass tort"), house.ledger, header()).id
    asked = [Asked(OpenCase(type=kind), header()) for _ in range(count)]
    chunks = (asked[n : n + CHUNK] for n in range(0, count, CHUNK))
    answers = [each for chunk in chunks for each in handle_all(chunk, house.ledger)]
    house.catch_up()
    return [answer.id for answer in answers if isinstance(answer, Receipt)]


def planned(house: House, where: str) -> Selection:
    """These cases, judged."""
    wish = Wish(where=where, action="change-status", given={"status": "active"}, by=BY)
    selection = house.bulks().select(wish)
    house.bulks().go_on(Event())
    return house.bulks().staging.get(selection.id)


def run(house: House, selection: Selection) -> None:
    """Until the last case is listed with its new status."""
    with house.following():
        house.bulks().ask_run(selection.id, header())
        house.bulks().go_on(Event())
    house.catch_up()


def edits(house: House, cases: Sequence[UUID], stop: Event, times: list[float]) -> None:
    """Somebody edits single cases meanwhile; one that was not changed yet is then left alone."""
    for n, case in enumerate(cases):
        if stop.wait(0.02):
            return
        began = perf_counter()
        command = ReviseCaseDetails(case_id=case, changes={"court_name": f"Court {n}"})
        handle(command, house.ledger, header())
        times.append(perf_counter() - began)


def of_a_month(house: House) -> Sequence[UUID]:
    with house.pool.connection() as db:
        query = "select id from read.case_line where created_date between %s and %s"
        return [each for (each,) in db.execute(query, MONTH).fetchall()]


def main() -> None:
    with shelf(0, kept()) as house:
        cases = of_a_month(house) if kept() else opened(house, size(100_000))
        began = perf_counter()
        selection = planned(house, f"created_date.between={','.join(MONTH)}" if kept() else "")
        judged = perf_counter() - began
        count = selection.planned["changed"]
        times: list[float] = []
        stop = Event()
        editor = Thread(target=edits, args=(house, cases[::-1], stop, times))
        editor.start()
        took = timed(lambda: run(house, selection))
        stop.set()
        editor.join()
        ended = house.bulks().staging.get(selection.id)
        counts = house.bulks().staging.counts(selection.id)
    assert ended.state == "finished"
    assert counts["changed"] + counts.get("moved", 0) == count
    times.sort()
    say(f"{count:,} cases judged in {judged:.1f} s, changed and listed in {took:.1f} s   goal 15")
    say(f"{counts.get('moved', 0):,} had been edited meanwhile and were left alone")
    say(f"single edits meanwhile: p50 {1000 * percentile(times, 0.5):.1f} ms,"
        f" p99 {1000 * percentile(times, 0.99):.1f} ms of {len(times)}   goal 100")  # fmt: skip
    say(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
