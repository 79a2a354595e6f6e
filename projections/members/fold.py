"""The fold: who is a member of which list from which event to which, over the steps to a case.

It is a function of the ledger up to a position and of nothing else, so that it does not matter how
often, how late or in what company a case is looked at: from its first event, or from any later
place with what was true there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from uuid import UUID

from msgspec import Struct

from domain.case.lists import CaseListed
from projections.members.histories import Step
from projections.members.rules import BY_HAND, Course, Rule, Turn
from projections.members.values import Look


class Snap(Struct, frozen=True):
    """A case after a step."""

    step: Step
    look: Look


class Life(Struct, frozen=True):
    """A case from a position on: as it was there, if it was, and after each step since."""

    id: UUID
    begin: Look | None
    snaps: Sequence[Snap]


class Member(Struct, frozen=True):
    """A case on a list: since the event that brought it there, until the one that took it off."""

    list: UUID
    case_id: UUID
    since: int  # a position
    entered_by: UUID  # the event
    until: int | None = None
    left_by: UUID | None = None


class Place(Struct, frozen=True):
    """A step, and what a case and a list are after it."""

    step: Step
    look: Look
    rule: Rule


class Cause(Struct, frozen=True):
    position: int
    event_id: UUID


def members(
    life: Life, courses: Mapping[UUID, Course], stays: Mapping[UUID, Member]
) -> Iterator[Member]:
    """In no order: `stays`, by their lists, that lasted where the life begins, and all since."""
    for each in {*courses, *stays, *_by_hand(life.snaps)}:
        places = _places(life, courses.get(each, ALONE))
        yield from _stays(each, life.id, places, stays.get(each))


def _by_hand(snaps: Iterable[Snap]) -> Iterator[UUID]:
    for snap in snaps:
        if isinstance(snap.step.event, CaseListed):
            yield snap.step.event.list


def _places(life: Life, course: Course) -> Iterator[Place]:
    """All steps that count for a case and a list, in order."""
    look, rule = life.begin, course.begin
    for it in _merged(life.snaps, course.turns):
        if isinstance(it, Turn):
            rule = it.rule
        else:
            look = it.look
        if look and rule:
            yield Place(it.step, look, rule)


def _merged(snaps: Sequence[Snap], turns: Sequence[Turn]) -> Sequence[Snap | Turn]:
    return sorted((*snaps, *turns), key=lambda it: it.step.position) if turns else snaps


def _stays(
    list: UUID, case: UUID, places: Iterable[Place], stay: Member | None
) -> Iterator[Member]:
    """A command is one step: who comes and goes within one was never there."""
    since = Cause(stay.since, stay.entered_by) if stay else None
    for _, together in groupby(places, key=lambda place: place.step.command):
        there = [*together]
        is_in = _is_in(list, there[-1])
        if is_in == (since is not None):
            continue
        cause = _cause(list, there, is_in)
        if since is not None:
            yield Member(list, case, since.position, since.event_id, cause.position, cause.event_id)
        since = cause if is_in else None
    if since is not None:
        yield Member(list, case, since.position, since.event_id)


def _cause(list: UUID, there: Sequence[Place], end: bool) -> Cause:
    """The first step from which on it is as it is in the end."""
    *_, first = takewhile(lambda place: _is_in(list, place) is end, reversed(there))
    return Cause(first.step.position, first.step.event_id)


def _is_in(list: UUID, place: Place) -> bool:
    return place.rule.member(list, place.look)


ALONE = Course(begin=BY_HAND)
