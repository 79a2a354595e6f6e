"""Members: which case is on which list, since which event, and by which it left.

A life goes on from what is kept of a case; where that cannot be, it is read from its history.
"""

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
from projections import checkpoints, due
from projections.documents.indexer import NAME as DOCUMENTS
from projections.indexes import LIST_MEMBER
from projections.lines.lines import Definitions, Lines
from projections.members import ground
from projections.members.courses import are_about_others, courses
from projections.members.fold import Member
from projections.members.kept import Ground, Told, tell
from projections.members.pictures import told
from projections.members.rows import Changes, lasting, remove
from projections.members.values import OF_OTHERS
from projections.projection import Batch
from projections.states import State, settings
from projections.tables import Db, Tables, on_way, upsert


@dataclass(frozen=True, kw_only=True, eq=False)
class Members(Lines):
    """Lines that are made of steps and not of states alone: each to the end counts."""

    rows: Callable[[State, Definitions], Sequence[Any]] = field(default=lambda *_: ())
    at: int = 0  # the position up to which lives are told
    ground: Ground | None = None  # what they are told from; None: from histories

    def fill(self, db: Db, tables: Tables) -> Iterator[int]:
        if not settings(db, tables, "case-list"):
            return iter(())
        needed = checkpoints.positions(db, tables, self.needs).values()
        return Lines.fill(self._until(min(each.position for each in needed)), db, tables)

    def apply(self, db: Db, tables: Tables, batch: Batch) -> None:
        if batch.records:
            Lines.apply(self._with(db, tables, batch), db, tables, batch)

    def apply_carefully(self, db: Db, tables: Tables, batch: Batch) -> None:
        if batch.records:
            Lines.apply_carefully(self._with(db, tables, batch), db, tables, batch)

    def settle(self, db: Db, tables: Tables) -> None:
        reached = self._reached(db, tables)
        known = ground.of_turns(db, tables, self.name, reached)
        Lines.settle(self._until(reached, known), db, tables)

    def _with(self, db: Db, tables: Tables, batch: Batch) -> "Members":
        """As of the batch, or of now, where it is what was missed long ago."""
        reached, last = self._reached(db, tables), batch.records[-1].position
        known = ground.of_batch(db, tables, self.name, reached, batch)
        return self._until(max(last, reached), known)

    def _reached(self, db: Db, tables: Tables) -> int:
        return checkpoints.positions(db, tables, [self.name])[self.name].position

    def _until(self, position: int, known: Ground | None = None) -> "Members":
        return replace(self, at=position, ground=known)

    def _due(self, db: Db, tables: Tables, batch: Batch) -> Sequence[State]:
        followed = any(it.rule.condition for it in _lists(db, tables))
        return Lines._due(self if followed else replace(self, news=by_hand), db, tables, batch)

    def _write(self, db: Db, tables: Tables, news: Sequence[State]) -> None:
        if not news:
            return
        table, lives = tables[self.name], self._lives(db, tables, news)
        changes = Changes.of(lives, lasting(db, table, lives))
        remove(db, table, changes.gone)
        if changes.cases and self._serves(db, tables):
            due.tell(db, DOCUMENTS, changes.cases, changes.first)
        if changes.made:
            rows = map(self._values, changes.made)
            mine = on_way(db, tables, self.name, self.own, self.table, rows)
            upsert(db, table, self.table, self._source(tables, mine.source), mine.values)

    def _serves(self, db: Db, tables: Tables) -> bool:
        return checkpoints.staged(db, "serving").get(self.name) == tables.versions[self.name]

    def _lives(self, db: Db, tables: Tables, news: Sequence[State]) -> Sequence[Told]:
        kept = list(tell(db, tables, news, self.ground)) if self.ground else []
        others = {state.stream for state in news} - {it.life.id for it in kept}
        if not others:
            return kept
        known = courses(db, tables, self.at)
        whole = told(db, list(others), self.at, are_about_others(known))
        return [*kept, *(Told(0, life, known) for life in whole.values())]


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
    fold=2,
)
