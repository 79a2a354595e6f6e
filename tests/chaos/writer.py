"""A process that writes for ever, and notes each answer in a file before it goes on.

`python -m tests.chaos.writer DSN ACKS SEED`
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from random import Random
from uuid import UUID

from msgspec import Struct, json

from caseledger.adapters.postgres.refusal import AWAY
from caseledger.application import CaseLedger
from commands.ids import new_id
from domain.contact.card import ContactDetailsRevised
from domain.refusals import Unavailable
from tests.scenario import ADDED, SECRETS, append


class Ack(Struct, frozen=True):
    """What the ledger said it keeps."""

    stream: UUID
    version: int
    position: int
    says: str  # of the last event: nobody else writes the same


def acks(path: Path) -> list[Ack]:
    """All answers that were noted whole."""
    lines = path.read_text().split("\n")[:-1] if path.exists() else []
    return [json.decode(line, type=Ack) for line in lines]


def write(ledger: CaseLedger, dice: Random, path: Path) -> None:
    with path.open("a") as file:
        while True:
            stream, version = new_id(), 0
            for _ in range(dice.randint(1, 5)):
                says = str(new_id())
                revised = ContactDetailsRevised({"first_name": (None, says)})
                events = [*([ADDED] * (version == 0)), *[revised] * dice.randint(1, 3)]
                receipt = append(ledger, stream, version, *events)
                version = receipt.version
                ack = Ack(stream, version, receipt.position or 0, says)
                file.write(json.encode(ack).decode() + "\n")
                file.flush()
                os.fsync(file.fileno())


def main(dsn: str, path: str, seed: str) -> None:
    dice = Random(seed)
    while True:
        with suppress(*AWAY, Unavailable), CaseLedger({"LEDGER_DSN": dsn}, SECRETS) as ledger:
            write(ledger, dice, Path(path))


if __name__ == "__main__":
    main(*sys.argv[1:])
