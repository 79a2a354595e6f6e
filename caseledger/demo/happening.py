"""One thing that somebody did, as a command yet to be given."""

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from uuid import UUID

from commands.command import Command
from domain.ledger import Actor

BEGAN, ENDED = datetime(2025, 5, 1, 8, tzinfo=UTC), datetime(2026, 11, 1, 18, tzinfo=UTC)
CONSOLE = Actor(kind="system", id="console")


@dataclass(frozen=True)
class Happening:
    """Those of one lane happen one after the other, others may at the same time: a client's."""

    at: datetime
    actor: Actor
    command: Command
    lane: UUID


def drawn_id(draw: Random) -> UUID:
    return UUID(int=draw.getrandbits(128), version=4)


def person(id: UUID) -> Actor:
    return Actor(kind="person", id=str(id))
