"""What tests of projections may ask for."""

from collections.abc import Iterator

import pytest

from caseledger.wiring import House
from tests.projections.indexed import Indexed, indexed
from tests.projections.office import Office


@pytest.fixture
def office(house: House) -> Office:
    return Office(house)


@pytest.fixture
def index(house: House, opensearch: str, prefix: str) -> Iterator[Indexed]:
    with indexed(house, opensearch, prefix) as it:
        yield it
