"""What the command line and the start of the product do themselves: as the system, by console."""

from collections.abc import Mapping
from datetime import UTC, datetime

from commands.command import Command
from commands.handle import handle
from commands.ids import new_id
from commands.people import FoundFirm
from domain.event import Plain
from domain.ledger import Actor, Header, Ledger, Receipt

CONSOLE = Actor(kind="system", id="console")


def header(reference: Mapping[str, Plain] | None = None) -> Header:
    """Of what is given here; `reference` says what it came from."""
    return Header.begin(new_id(), CONSOLE, "console", datetime.now(UTC), reference=reference)


def give(command: Command, ledger: Ledger, reference: Mapping[str, Plain] | None = None) -> Receipt:
    return handle(command, ledger, header(reference))


def found(ledger: Ledger) -> None:
    """Begin the firm where nobody has: with the types of case that let work start at once."""
    give(FoundFirm(), ledger)
