"""Conditions at the door: what they name must be known, and is kept in words that last."""

from typing import Any, TypeVar

from caseledger.adapters.ledger.pool import ask
from caseledger.wiring import House
from commands.command import Command
from commands.views import Columns, Shape
from domain.conditions import Condition, stable
from domain.refusals import Invalid, NoSuchFact
from queries import catalogue
from queries.cases import wait
from queries.names import names
from queries.sorting import known_of

HEAD = "select coalesce(max(position), 0) from ledger.event"
Db = Any  # a connection: only adapters and queries name its type
C = TypeVar("C", bound=Command)


def in_stable_words(house: House, command: C) -> C:
    """The command, its condition by stable names and keys, and its columns known.

    Refuses Unknown, Unsuitable and NotSortable.
    """
    condition: Condition | None = getattr(command, "condition", None)
    if condition is None and not isinstance(command, Columns):
        return command
    try:
        return ask(house.pool, lambda db: _stable(db, command, condition))
    except Invalid:  # it may be about what was defined a moment ago
        ask(house.pool, _wait)
        return ask(house.pool, lambda db: _stable(db, command, condition))


def _stable(db: Db, command: C, condition: Condition | None) -> C:
    facts = catalogue.of_cases(names(db))
    if isinstance(command, Columns):
        for unknown in (key for key in command.columns or () if key not in facts):
            raise NoSuchFact(unknown, ", ".join(sorted(facts)))
    if isinstance(command, Shape) and command.sort:
        known_of(facts, command.sort)
    if condition is None:
        return command
    # A view may be of a list; a list follows no other.
    terms = (catalogue.terms if isinstance(command, Shape) else catalogue.followed)(facts)
    return command.model_copy(update={"condition": stable(condition, terms)})


def _wait(db: Db) -> None:
    wait(db, db.execute(HEAD).fetchone()[0], "state")
