"""Whoever watches the relay sees how it fares, and nothing of what people wrote."""

import logging

import pytest
from fastapi.testclient import TestClient

from caseledger.settings import Settings
from caseledger.wiring import open_house
from domain.contact.card import ContactAdded, ContactKind
from tests.running import until
from tests.scenario import BO, SECRETS, append
from tests.signed import signed_in
from tests.working import working

CANARY = "Zephyrine-Quillfeather"
NOBODY = "127.0.0.1:1"  # where no broker is


def figures(client: TestClient) -> dict[str, float]:
    lines = client.get("/metrics").text.splitlines()
    return {
        name: float(value)
        for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")
    }


@pytest.mark.real
@pytest.mark.parametrize("there", [True, False], ids=["answers", "is away"])
def test_figures_and_logs_of_a_relay_whose_broker(
    dsn: str, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture, there: bool
) -> None:
    caplog.set_level(logging.DEBUG)
    broker = request.getfixturevalue("kafka") if there else NOBODY
    prefix = request.getfixturevalue("prefix")
    says = Settings.silent().model_copy(update={"kafka": broker, "prefix": prefix})
    with open_house(dsn, SECRETS, settings=says) as house, signed_in(house) as client:
        facts = {"first_name": CANARY, "last_name": CANARY}
        append(house.ledger, BO, 0, ContactAdded(ContactKind.INDIVIDUAL, facts))
        which = 'caseledger_follower_{}{{follower="relay"}}'
        with working(house):
            if there:
                until(lambda: figures(client).get(which.format("lag")) == 0)
            else:
                until(lambda: figures(client).get(which.format("errors_total"), 0) > 0)
    form = logging.Formatter()
    logged = "\n".join(form.format(each) for each in caplog.records)
    assert ("waits for Kafka" in logged) != there
    assert CANARY not in logged
