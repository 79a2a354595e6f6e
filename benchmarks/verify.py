"""P13: the notary over so many events, then verify, with its highest use of memory.

`python -m benchmarks.verify [EVENTS]`; goals: 1,000,000 events in 45 s and 200 MiB.
"""

import os
import resource
import sys

from benchmarks.stage import SECRETS, commit, place, say, size, timed
from caseledger.adapters.evidence import evidence
from caseledger.application import CaseLedger
from caseledger.wiring import open_house
from commands.ids import new_id
from domain.case.details import CaseDetailsRevised
from queries.verify import Verdict, verify

REVISED = [CaseDetailsRevised({"court_name": ("Leeds", "York")})] * 7
EACH = 8  # events of a case


def write(ledger: CaseLedger, count: int) -> None:
    for _ in range(count // EACH // 60):
        ids = [new_id() for _ in range(60)]
        ledger.append_all([commit(stream=id) for id in ids])  # noqa: A001
        ledger.append_all([commit(REVISED, id, 1) for id in ids])  # noqa: A001


def check(dsn: str) -> None:
    """In a process of its own, so that the memory is that of verify."""
    from caseledger.adapters.ledger.pool import open_pool  # after the fork

    told: list[int] = []
    verdicts: list[Verdict] = []

    def act() -> None:
        with evidence(pool) as kept:
            verdicts.append(verify(kept, SECRETS.keys, lambda done, of: told.append(done)))

    with open_pool(dsn) as pool:
        took = timed(act)
    assert verdicts[0].verdict == "intact", verdicts
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    head = verdicts[0].head
    say(f"verify {head:,} events: {took:.1f} s, {head / took:,.0f}/s, {memory:.0f} MiB")
    say(f"at 1,000,000 that is {1e6 * took / head:.0f} s   goal 45 s, 200 MiB")


def main() -> None:
    count = size(100_000)
    with place() as where:
        _, dsn = where.firm()
        with open_house(dsn, SECRETS) as house:
            write(house.ledger, count)
            head = house.ledger.recorder.max_notification_id()
            notary = house.notary()

            def notarise() -> None:
                position = 0
                while (reached := notary.react(position)) > position:
                    position = reached
                assert position == head

            took = timed(notarise)
        say(f"notary: {head / took:,.0f}/s")
        child = os.fork()
        if child == 0:
            check(dsn)
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)
    say(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
