"""R10: whatever dies, comes twice or cannot be taken in, the read model is as a fold from zero."""

import pytest

from tests.chaos.seed import SEED, TIMES
from tests.chaos.simulator import differences, small

PARTS, SEEDS = 4, 5_000 * TIMES


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_happens_it_equals_a_fold_from_zero(part: int) -> None:
    first = ((SEED - 1) * PARTS + part) * SEEDS
    with small():
        for seed in range(first, first + SEEDS):
            found = differences(seed)
            assert not found, f"./run tool python -m tests.chaos.simulator {seed}: {found}"
