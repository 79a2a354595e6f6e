"""The worker process, as the product runs it: `python -m tests.chaos.worker DSN [SETTINGS]`."""

import sys
from contextlib import suppress
from threading import Event

from caseledger.adapters.postgres.refusal import AWAY
from caseledger.settings import Settings
from caseledger.wiring import open_house
from caseledger.workers import work
from domain.refusals import Unavailable
from tests.scenario import SECRETS


def main(dsn: str, told: str = "") -> None:
    says = Settings.model_validate_json(told) if told else None
    while True:
        with suppress(*AWAY, Unavailable), open_house(dsn, SECRETS, settings=says) as house:
            work(house, Event())


if __name__ == "__main__":
    main(*sys.argv[1:])
