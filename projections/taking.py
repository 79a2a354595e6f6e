"""Taking along: who takes which events in, behind which fence, and what happens where one cannot.

It knows no SQL, only a `Store`. So it can be run twenty thousand times with everything that
may happen in between.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from logging import getLogger
from uuid import UUID

from domain.ledger import Feed, History, Recorded, Span
from projections import due
from projections.checkpoints import At
from projections.parts import AWAY
from projections.projection import Batch
from projections.store import Store, Taker

log = getLogger(__name__)


class Gap(Exception):
    """The log skipped a position. To go on would be to lose an event in silence."""


def take_along(
    store: Store,
    feed: Feed,
    takers: Sequence[Taker],
    at: Mapping[str, At],
    until: int | None,
    size: int,
) -> int:
    """One batch for all that are at one place, and one chunk of what is due; about how much."""
    moved = [
        advance(store, feed, group, _room(group, at, until, size)) for group in _groups(takers, at)
    ]
    return max([*moved, due.CHUNK if settle(store, takers) else 0])


def _groups(takers: Sequence[Taker], at: Mapping[str, At]) -> Iterator[list[Taker]]:
    """Those that run and are at the same position, the furthest first."""
    running = [each for each in takers if not at[each.name].stopped]
    for position in sorted({at[each.name].position for each in running}, reverse=True):
        yield [each for each in running if at[each.name].position == position]


def _room(
    group: Sequence[Taker], at: Mapping[str, At], until: int | None, size: int
) -> tuple[int, int]:
    """Where the group is, and how many events it may take before it passes what it needs."""
    position, names = at[group[0].name].position, {each.name for each in group}
    needs = {need for each in group for need in each.needs} - names
    ends = [at[need].position for need in needs] + ([] if until is None else [until])
    return position, max(0, min([size, *(end - position for end in ends)]))


def advance(store: Store, feed: Feed, group: Sequence[Taker], room: tuple[int, int]) -> int:
    """One batch for a group, in one transaction with their checkpoints; how many events it had."""
    position, most = room
    records = feed.read(position, most) if most else []
    if not records:
        return 0
    _assert_dense(position, records)
    names = [each.name for each in group]
    with store.transaction():
        held = store.lock(names)
        if all(held.get(name) == position for name in names):  # else another runner was faster
            store.move(_taken(store, group, Batch(records)), records[-1].position)
    return len(records)


def _taken(store: Store, group: Sequence[Taker], batch: Batch) -> list[str]:
    """The names of those that took the batch in."""
    names = [each.name for each in group]
    aside = store.all_aside(names)
    mine = {name: batch.without(aside.get(name, ())) for name in names}
    try:
        with store.attempt():
            for each in group:
                each.apply(mine[each.name])
    except AWAY:
        raise
    except Exception as error:  # somebody cannot take all in: find out who, and what
        log.warning("The read model is taken along in parts: %s", type(error).__name__)
        batch.states.clear()
        return _taken_apart(store, group, mine)
    return names


def _taken_apart(store: Store, group: Sequence[Taker], mine: Mapping[str, Batch]) -> list[str]:
    """The same, each for itself. One that cannot is stopped; the others go on."""
    ill: set[str] = set()
    for each in group:
        if ill.intersection(each.needs):
            ill.add(each.name)  # not stopped: it goes on when what it needs does
            continue
        with _stopping(store, each, ill):
            take(store, each, mine[each.name])
    for name in store.overrun([each.name for each in group]):
        store.stop(name, "Too much of it was set aside in a short time.")
    return [each.name for each in group if each.name not in ill]


@contextmanager
def _stopping(store: Store, taker: Taker, ill: set[str]) -> Iterator[None]:
    """Stop the projection where it fails as a whole."""
    try:
        yield
    except AWAY:
        raise
    except Exception as error:  # it says why it stopped; the others go on
        log.exception("The projection %s has stopped", taker.name)
        store.stop(taker.name, f"{type(error).__name__}: {error}")
        ill.add(taker.name)


def take(store: Store, taker: Taker, batch: Batch) -> None:
    """Take a batch in, or whatever of it can be. Raises where that is more than one's fault."""
    try:
        with store.attempt():
            taker.apply(batch)
    except AWAY:
        raise
    except Exception as error:  # some of it cannot be taken in: find out what
        log.warning("%s cannot take all in: %s", taker.name, type(error).__name__)
        with store.attempt():
            taker.apply_carefully(batch)


def settle(store: Store, takers: Sequence[Taker]) -> bool:
    """A chunk of the lines that are due, for each projection. False: none are."""
    waiting = store.waiting([each.name for each in takers])
    for each in takers:
        if each.name in waiting:
            with store.transaction():
                store.lock([each.name])
                with _stopping(store, each, set()), store.attempt():
                    each.settle()
    return bool(waiting)


def release(
    store: Store, history: History, takers: Sequence[Taker], name: str, subject: UUID
) -> bool:
    """Take a subject that was set aside in again, from where it stopped. False: in vain.

    What reads the projection takes it in, too.
    """
    chosen = [each for each in takers if each.name == name or name in each.needs]
    with store.transaction():
        positions = store.lock([each.name for each in chosen])
        aside = store.lift(name, subject)
        if aside:
            span = Span(subject, after=aside.position - 1, before=positions[name] + 1)
            missed = Batch(list(reversed(history.of([span], limit=positions[name]))))
            for each in chosen:
                take(store, each, missed)
            return not store.again(aside)
    return True


def _assert_dense(position: int, batch: Sequence[Recorded]) -> None:
    for expected, record in enumerate(batch, position + 1):
        if record.position != expected:
            raise Gap(f"expected {expected}, found {record.position}")
