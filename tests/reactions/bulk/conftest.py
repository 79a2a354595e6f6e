"""What tests of changes in bulk may ask for."""

import pytest

from caseledger.wiring import House
from tests.reactions.bulk.bench import Bench


@pytest.fixture
def bench(house: House) -> Bench:
    return Bench(house)
