"""One seed for all chaos: it is printed and replays the run. `CHAOS_SEED=7 ./run test tests/chaos`.

`CHAOS_TIMES=10` makes every loop ten times as long, for the run before a release.
"""

import os
from random import Random

SEED = int(os.environ.get("CHAOS_SEED", "1"))
TIMES = int(os.environ.get("CHAOS_TIMES", "1"))


def chance(what: str) -> Random:
    print(f"CHAOS_SEED={SEED} for {what}")  # noqa: T201  # shown when the test fails
    return Random(f"{SEED} {what}")
