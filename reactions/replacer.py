"""The replacer: when a status or an option is removed, its cases are changed in bulk.

A case that somebody changed meanwhile is left alone by that run; when it has finished, those are
selected again, until none is left.
"""

from collections.abc import Mapping
from typing import Protocol, TypeAlias

from domain.bulk.bulk import BulkBegun, BulkFinished
from domain.casetype.field import Field
from domain.casetype.options import OptionRetired
from domain.casetype.statuses import StatusRemoved
from domain.event import Plain
from domain.ledger import Feed, History, Ledger, Places, Recorded
from domain.refusals import NotCaughtUp

CHUNK = 100
# The ledger has an index of these alone: `event_removals`.
KINDS = frozenset({"case-type.status-removed", "field.option-retired", "bulk.finished"})
ACTIONS = frozenset({"leave-removed-status", "leave-removed-option"})

Change: TypeAlias = tuple[str, Mapping[str, Plain], str]  # the action, what is given, the filter


class Books(Ledger, Feed, History, Places, Protocol):
    """The ledger, as it is read."""


class Mass(Protocol):
    def change(self, because: Recorded, change: Change) -> None:
        """Freeze what the filter finds, judge it and begin, once for an event.

        Refuses NotCaughtUp, where the lists do not know the event yet.
        """
        ...


class Replacer:
    name = "replacer"

    def __init__(self, ledger: Books, mass: Mass) -> None:
        self._ledger, self._mass = ledger, mass

    def react(self, after: int) -> int:
        """Answers what is removed; where the lists are behind, it comes back to it."""
        head = self._ledger.head()
        places = self._ledger.places(KINDS, after, head, CHUNK)
        for position in places:
            record = self._ledger.read(position - 1, 1)[0]
            try:
                self._answer(record)
            except NotCaughtUp:
                return position - 1
        return places[-1] if len(places) == CHUNK else max(after, head)

    def _answer(self, record: Recorded) -> None:
        if change := self._change(record):
            self._mass.change(record, change)

    def _change(self, record: Recorded) -> Change | None:
        stream = record.originator_id
        match record.event:
            case StatusRemoved(status=status):
                where = f"type={stream}&status={status.key}"
                return "leave-removed-status", {"status": status.key}, where
            case OptionRetired(key=option, replacement=str(replacement)):
                key = self._ledger.load(Field, stream).definition.key
                given = {"field": key, "option": option, "replacement": replacement}
                return "leave-removed-option", given, f"{key}={option}"
            case BulkFinished(outcomes=outcomes) if outcomes.get("moved"):
                return self._again(record)
            case _:
                return None

    def _again(self, finished: Recorded) -> Change | None:
        begun = self._ledger.stream(finished.originator_id)[0].event
        if isinstance(begun, BulkBegun) and begun.action in ACTIONS and begun.selection:
            return begun.action, begun.given, begun.selection
        return None
