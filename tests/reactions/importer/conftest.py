"""What the tests of the importer begin with."""

import pytest

from caseledger.wiring import House
from tests.reactions.importer.desk import Desk


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house)
