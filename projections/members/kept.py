"""Lives of cases told from what is kept of them: the states, and what a batch brings.

What may be told so, and what must be read from its whole history, is said by the ground.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar
from uuid import UUID

from msgspec import Struct

from domain.aggregate import Aggregate
from domain.case.case import Case
from domain.contact.contact import Contact
from domain.contact.point import Point
from projections.members.courses import Courses, are_about_others, since
from projections.members.fold import Life
from projections.members.histories import Step, step_of
from projections.members.pictures import Album, Marks, linked, reached
from projections.projection import Batch
from projections.states import State, states
from projections.tables import Db, Tables

A = TypeVar("A", bound=Aggregate)
NOTHING = Batch(())


class Ground(Struct, frozen=True, kw_only=True):
    """What lives are told from: a batch and what lists follow in it, or their turns alone."""

    after: int  # where they begin
    until: int
    courses: Courses
    batch: Batch = NOTHING
    aside: frozenset[UUID] = frozenset()  # states that are not as they should be
    pending: UUID | None = None  # cases above it have turns to come from before `after`
    cut: UUID | None = None  # a command that began before: it is one step, so all of it is needed


class Told(Struct, frozen=True):
    """A life, from where it begins on, and what lists follow from there."""

    after: int
    life: Life
    courses: Courses


def tell(db: Db, tables: Tables, cases: Sequence[State], ground: Ground) -> Iterator[Told]:
    """Those of these cases whose lives may be told from what is kept."""
    if any(_is_cut([turn.step for turn in it.turns], ground) for it in ground.courses.values()):
        return
    known = _Known(db, tables, cases, ground)
    for case in cases:
        if ground.pending is None or case.stream <= ground.pending:
            yield from known.told(case)


class _Known:
    """The cases, and everybody on them if lists ask about those, as they were before."""

    def __init__(self, db: Db, tables: Tables, cases: Sequence[State], ground: Ground) -> None:
        self._db, self._tables, self._ground = db, tables, ground
        self._states: dict[UUID, State | None] = {each.stream: each for each in cases}
        self._states |= ground.batch.before
        self._steps = dict[UUID, Sequence[Step]]()
        self._others = are_about_others(ground.courses)
        if self._others:
            contacts = {who for each in cases for who in self._clients(each.stream)}
            self._look_up(contacts)
            self._look_up({point for each in contacts for point in self._points(each)})

    def told(self, case: State) -> Iterator[Told]:
        contacts = self._clients(case.stream) if self._others else set()
        points = {point for each in contacts for point in self._points(each)}
        others = [*contacts, *points]
        if not self._are_right([case.stream, *others]):
            return
        steps = [step for each in (case.stream, *others) for step in self._of(each)]
        begin = self._begin(case, others)
        if begin is None or _is_cut(steps, self._ground):
            return
        album = Album(
            self._it(Case, case.stream), self._marks(case.stream),
            {each: self._it(Contact, each) for each in contacts},
            {each: self._it(Point, each) for each in points}, steps,
        )  # fmt: skip
        known = self._ground.courses
        courses = known if begin == self._ground.after else since(known, begin)
        yield Told(begin, album.life(), courses)

    def _begin(self, case: State, others: Iterable[UUID]) -> int | None:
        """Where its life begins: behind its last news, for it was told up to there. None: who
        knows, since others have news that it may not have been told of."""
        if self._ground.batch is not NOTHING:
            return self._ground.after
        after = max(self._ground.after, case.position)
        news = [case.position, *(it.position for each in others if (it := self._states[each]))]
        return after if max(news) <= min(self._ground.until, after) else None

    def _are_right(self, streams: Sequence[UUID]) -> bool:
        """Whether all of these are known, and as the ledger has them."""
        return self._states.keys() >= set(streams) and self._ground.aside.isdisjoint(streams)

    def _look_up(self, ids: set[UUID]) -> None:
        self._states |= states(self._db, self._tables, list(ids - self._states.keys()))

    def _it(self, kind: type[A], stream: UUID) -> A:
        state = self._states[stream]
        it = state.it if state else kind(stream)
        assert isinstance(it, kind)
        return it

    def _marks(self, case: UUID) -> Marks:
        state = self._states[case]
        return Marks.of_state(state) if state else Marks.of_first(self._of(case)[0])

    def _of(self, stream: UUID) -> Sequence[Step]:
        if stream not in self._steps:
            records = self._ground.batch.streams.get(stream, ())
            self._steps[stream] = [step_of(record) for record in records]
        return self._steps[stream]

    def _clients(self, case: UUID) -> set[UUID]:
        return {*self._it(Case, case).contacts.clients, *linked([self._of(case)])}

    def _points(self, contact: UUID) -> set[UUID]:
        if contact not in self._states:
            return set()
        held = self._it(Contact, contact).reach.points
        return {*(each.point for each in held), *reached([self._of(contact)])}


def _is_cut(steps: Iterable[Step], ground: Ground) -> bool:
    return ground.cut is not None and any(step.command == ground.cut for step in steps)
