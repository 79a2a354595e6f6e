"""What tests of reading may ask for."""

import pytest

from caseledger.wiring import House
from domain.ledger import Actor
from tests.queries.everything import everything
from tests.queries.office import Office


@pytest.fixture
def office(house: House) -> Office:
    return Office(house, Actor("system", "tests"))


@pytest.fixture
def full(office: Office) -> Office:
    """Cases with everything that a case may have, and with nothing; types that hide values."""
    return everything(office)
