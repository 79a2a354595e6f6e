"""One seed for all chaos: it is printed and replays the run. `CHAOS_SEED=7 ./run test tests/chaos`.

`CHAOS_TIMES=10` makes every loop ten times as long, for the run before a release.
"""

import os
from random import Random

SEED = int(os.environ.get("CHAOS_SEED", "1"))
TIMES = int(os.environ.get("CHAOS_TIMES", "1"))


def say(what: str) -> None:
    """Shown when the test fails, or with -s; a row of a long run says it, too."""
    print(what)  # noqa: T201


def chance(what: str) -> Random:
    say(f"CHAOS_SEED={SEED} for {what}")
    return Random(f"{SEED} {what}")
