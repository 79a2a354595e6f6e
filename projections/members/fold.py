"""The fold: who was a member of which list from which event to which, of one case's history.

It is a function of the ledger up to a position and of nothing else, so that it does not matter how
often, how late or in what company a case is looked at.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from uuid import UUID

from msgspec import Struct

from domain.case.lists import CaseListed
from domain.case.picture import Picture
from projections.members.histories import Step
from projections.members.rules import BY_HAND, Rule, Turns, at


class Snap(Struct, frozen=True):
    """A case after a step."""

    step: Step
    picture: Picture


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
    picture: Picture
    rule: Rule


def members(snaps: Sequence[Snap], rules: Mapping[UUID, Turns]) -> Iterator[Member]:
    """Of one case, in no order."""
    if snaps:
        for each in {*rules, *_by_hand(snaps)}:
            yield from _stays(each, snaps[0].picture.case.id, _places(snaps, rules.get(each)))


def _by_hand(snaps: Iterable[Snap]) -> Iterator[UUID]:
    for snap in snaps:
        if isinstance(snap.step.event, CaseListed):
            yield snap.step.event.list


def _places(snaps: Sequence[Snap], turns: Turns | None) -> Iterator[Place]:
    """All steps that count for a case and a list, in order."""
    if turns is None:
        yield from (Place(snap.step, snap.picture, BY_HAND) for snap in snaps)
        return
    begun = turns[0].step.position
    first = max(0, sum(1 for snap in snaps if snap.step.position < begun) - 1)
    steps = [*(s.step for s in snaps[first:]), *(turn.step for turn in turns)]
    n = first
    for step in sorted(steps, key=lambda step: step.position):
        while n + 1 < len(snaps) and snaps[n + 1].step.position <= step.position:
            n += 1
        turned = at(turns, step.position)
        if turned and snaps[n].step.position <= step.position:
            yield Place(step, snaps[n].picture, turns[turned - 1].rule)


def _stays(list: UUID, case: UUID, places: Iterable[Place]) -> Iterator[Member]:
    """A command is one step: who comes and goes within one was never there."""
    since: Step | None = None
    for _, together in groupby(places, key=lambda place: place.step.command):
        there = [(p.step, p.rule.member(list, p.picture)) for p in together]
        is_in = there[-1][1]
        if is_in == (since is not None):
            continue
        cause = _cause(there)
        if since is not None:
            yield _stay(list, case, since, cause)
        since = cause if is_in else None
    if since is not None:
        yield _stay(list, case, since, None)


def _cause(there: Sequence[tuple[Step, bool]]) -> Step:
    """The first step from which on it is as it is in the end."""
    cause, end = there[-1]
    for step, is_in in reversed(there):
        if is_in != end:
            break
        cause = step
    return cause


def _stay(list: UUID, case: UUID, since: Step, until: Step | None) -> Member:
    left = (until.position, until.event_id) if until else (None, None)
    return Member(list, case, since.position, since.event_id, *left)
