"""What tests of reading may ask for."""

import pytest

from caseledger.wiring import House
from domain.ledger import Actor
from tests.queries.office import Office


@pytest.fixture
def office(house: House) -> Office:
    return Office(house, Actor("system", "tests"))
