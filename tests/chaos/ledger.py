"""A ledger with a past, for those who would change it."""

from random import Random
from uuid import UUID

from caseledger.adapters.desk import PostgresDesk
from caseledger.adapters.evidence import PostgresLeaves
from caseledger.wiring import House
from domain.contact.card import ContactDetailsRevised
from domain.ledger import Ledger
from reactions.notary import Notary
from reactions.reaction import turn
from tests.scenario import ADDED, OPENED, SECRETS, append

REVISED = ContactDetailsRevised({"first_name": ("Bo", "Leeds")})


def write(ledger: Ledger, chance: Random, commands: int, streams: int = 9) -> int:
    """So many commands on a few records; returns the last position."""
    versions = [0] * streams
    last = 0
    for _ in range(commands):
        n = chance.randrange(streams)
        events = [REVISED] * chance.randint(1, 3)
        begun = [ADDED if n % 2 else OPENED] if versions[n] == 0 else []
        last = append(ledger, UUID(int=n + 1), versions[n], *begun, *events).position or 0
        versions[n] += len(begun) + len(events)
    return last


def notarise(house: House) -> None:
    notary = Notary(house.ledger, PostgresLeaves(house.pool), SECRETS.keys)
    while turn(notary, PostgresDesk(house.pool)):
        pass
