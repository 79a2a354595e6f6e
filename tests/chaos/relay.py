"""The relay in a process of its own: `python -m tests.chaos.relay DSN KAFKA PREFIX`."""

import sys
from contextlib import suppress
from threading import Event

from caseledger.followers import followers
from caseledger.settings import Settings
from caseledger.wiring import open_house
from domain.refusals import Unavailable
from tests.scenario import SECRETS


def main(dsn: str, kafka: str, prefix: str) -> None:
    says = Settings.silent().model_copy(update={"kafka": kafka, "prefix": prefix})
    with open_house(dsn, SECRETS, settings=says) as house:
        relay = next(each for each in followers(house) if each.name == "relay")
        while True:
            with suppress(Unavailable):
                relay.follow(Event())


if __name__ == "__main__":
    main(*sys.argv[1:])
