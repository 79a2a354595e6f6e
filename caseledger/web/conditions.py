"""Conditions at the door: what they name must be known, and is kept in words that last."""

from typing import TypeVar

from caseledger.adapters.ledger.pool import ask
from caseledger.wiring import House
from commands.command import Command
from domain.conditions import Condition, stable
from queries import catalogue
from queries.names import names

C = TypeVar("C", bound=Command)


def in_stable_words(house: House, command: C) -> C:
    """The command, its condition by stable names and keys. Refuses Unknown and Unsuitable."""
    condition: Condition | None = getattr(command, "condition", None)
    if condition is None:
        return command
    known = ask(house.pool, names)
    kept = stable(condition, catalogue.terms(catalogue.of_cases(known)))
    return command.model_copy(update={"condition": kept})
