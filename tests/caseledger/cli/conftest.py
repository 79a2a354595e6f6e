"""A data folder with a small firm in it, made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseledger.database import run
from caseledger.demo.make import make
from caseledger.home import Home
from caseledger.wiring import open_house
from tests.postgres import folder


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    with folder() as made:
        with run(Home.at(made)) as found, open_house(found.dsn, found.secrets) as house:
            make(house.ledger, lambda done, total: None, cases=20)
        yield made
