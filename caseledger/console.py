"""What the command line and the start of the product do themselves: as the system, by console."""

from datetime import UTC, datetime

from commands.command import Command
from commands.handle import handle
from commands.ids import new_id
from commands.people import FoundFirm
from domain.ledger import Actor, Header, Ledger, Receipt

CONSOLE = Actor(kind="system", id="console")


def give(command: Command, ledger: Ledger) -> Receipt:
    header = Header.begin(new_id(), CONSOLE, "console", datetime.now(UTC))
    return handle(command, ledger, header)


def found(ledger: Ledger) -> None:
    """Begin the firm where nobody has: with the types of case that let work start at once."""
    give(FoundFirm(), ledger)
