"""Members: which case is on which list, since which event, and by which it left."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from domain.case.details import CUSTOM
from domain.case.lists import CaseExcluded, CaseListed, CaseReadmitted, CaseUnlisted
from domain.casetype.fields import FieldBound, FieldUnbound
from domain.conditions import tests
from domain.firm.firm import FirmRevised
from domain.lists.caselist import (
    CaseList,
    CaseListConditionChanged,
    CaseListCreated,
    CaseListRevised,
)
from projections import checkpoints
from projections.indexes import LIST_MEMBER
from projections.lines.lines import Definitions, Lines
from projections.members.fold import Member, members
from projections.members.pictures import snaps
from projections.members.rules import rules
from projections.members.values import OF_OTHERS
from projections.projection import Batch
from projections.states import State, settings
from projections.tables import Db, Tables


@dataclass(frozen=True, kw_only=True, eq=False)
class Members(Lines):
    """Lines that are made of histories and not of states: each step to the end counts."""

    rows: Callable[[State, Definitions], Sequence[Any]] = field(default=lambda *_: ())
    at: int = 0  # the position up to which histories are read

    def fill(self, db: Db, tables: Tables) -> Iterator[int]:
        if not settings(db, tables, "case-list"):
            return iter(())
        needed = checkpoints.positions(db, tables, self.needs).values()
        return Lines.fill(self._until(min(each.position for each in needed)), db, tables)

    def apply(self, db: Db, tables: Tables, batch: Batch) -> None:
        if batch.records:
            Lines.apply(self._after(db, tables, batch), db, tables, batch)

    def apply_carefully(self, db: Db, tables: Tables, batch: Batch) -> None:
        if batch.records:
            Lines.apply_carefully(self._after(db, tables, batch), db, tables, batch)

    def settle(self, db: Db, tables: Tables) -> None:
        Lines.settle(self._until(self._reached(db, tables)), db, tables)

    def _after(self, db: Db, tables: Tables, batch: Batch) -> "Members":
        """As of the batch, or of now, where it is what was missed long ago."""
        return self._until(max(batch.records[-1].position, self._reached(db, tables)))

    def _reached(self, db: Db, tables: Tables) -> int:
        return checkpoints.positions(db, tables, [self.name])[self.name].position

    def _until(self, position: int) -> "Members":
        return replace(self, at=position)

    def _due(self, db: Db, tables: Tables, batch: Batch) -> Sequence[State]:
        followed = any(it.rule.condition for it in _lists(db, tables))
        return Lines._due(self if followed else replace(self, news=by_hand), db, tables, batch)

    def _made(self, db: Db, tables: Tables, news: Sequence[State]) -> Sequence[Member]:
        turns = rules(db, tables, self.at)
        asked = {name for each in turns.values() for turn in each for name in turn.rule.terms}
        cases = [state.stream for state in news]
        found = snaps(db, cases, self.at, with_clients=bool(asked & OF_OTHERS.keys()))
        return [member for each in found.values() for member in members(each, turns)]


def by_hand(batch: Batch) -> set[UUID]:
    """Cases that somebody put on a list, took off it or excluded from it."""
    return batch.streams_with(CaseListed, CaseUnlisted, CaseExcluded, CaseReadmitted)


def turned(db: Db, tables: Tables, batch: Batch) -> set[UUID]:
    """What lists follow that has news, and who else conditions are about."""
    conditions = [it.rule.condition for it in _lists(db, tables) if it.rule.condition]
    asked = {test.fact for condition in conditions for test in tests(condition)}
    if not conditions:
        return set()
    told = batch.streams_with(CaseListCreated, CaseListRevised, CaseListConditionChanged)
    told |= batch.streams_with(FirmRevised)
    if any(name.startswith(CUSTOM) for name in asked):
        told |= batch.streams_with(FieldBound, FieldUnbound)
    if asked & OF_OTHERS.keys():
        told |= batch.of("contact") | batch.of("point")
    return told


def _lists(db: Db, tables: Tables) -> list[CaseList]:
    found = (state.it for state in settings(db, tables, "case-list"))
    return [it for it in found if isinstance(it, CaseList)]


LIST_MEMBERS = Members(
    name="list_member",
    row=Member,
    of="case",
    news=lambda batch: batch.of("case"),
    key=("list", "case_id", "since"),
    owner="case_id",
    needs=("state", "case_contact", "contact_line"),
    sources=turned,
    through="cases_turned.sql",
    indexes=LIST_MEMBER,
)
