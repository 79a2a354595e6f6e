"""Conditions at the door: what they name must be known, and is kept in words that last."""

from typing import Any, TypeVar

from caseledger.adapters.ledger.pool import ask
from caseledger.wiring import House
from commands.command import Command
from domain.conditions import Condition, stable
from domain.refusals import Invalid
from queries import catalogue
from queries.cases import wait
from queries.names import names

HEAD = "select coalesce(max(position), 0) from ledger.event"
Db = Any  # a connection: only adapters and queries name its type
C = TypeVar("C", bound=Command)


def in_stable_words(house: House, command: C) -> C:
    """The command, its condition by stable names and keys. Refuses Unknown and Unsuitable."""
    condition: Condition | None = getattr(command, "condition", None)
    if condition is None:
        return command
    try:
        kept = ask(house.pool, lambda db: _stable(db, condition))
    except Invalid:  # it may be about what was defined a moment ago
        ask(house.pool, _wait)
        kept = ask(house.pool, lambda db: _stable(db, condition))
    return command.model_copy(update={"condition": kept})


def _stable(db: Db, condition: Condition) -> Condition:
    return stable(condition, catalogue.terms(catalogue.of_cases(names(db))))


def _wait(db: Db) -> None:
    wait(db, db.execute(HEAD).fetchone()[0], "state")
