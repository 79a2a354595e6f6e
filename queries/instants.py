"""Instants: what `as_of` may be, and the position that the ledger was at then."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from domain.ledger import Feed, Recorded
from domain.refusals import Unsuitable
from domain.terms import period


class Moment(Struct, frozen=True):
    position: int
    at: datetime


def moment(feed: Feed, head: int, said: str, zone: str) -> Moment:
    """A position in digits; else an instant, and a bare date is its end. Refuses Unsuitable."""
    if said.isascii() and said.isdigit():
        position = min(int(said[:19]), head)
        return Moment(position, _recorded(feed, position))
    try:
        at = period(said.strip(), ZoneInfo(zone)).end
    except ValueError as error:
        raise Unsuitable("as_of", error) from None
    return Moment(position_at(feed, head, at), at)


def position_at(feed: Feed, head: int, at: datetime) -> int:
    """The last position that was recorded by then: times never go back as positions go on."""
    low, high = 0, head
    while low < high:
        middle = (low + high + 1) // 2
        if _recorded(feed, middle) <= at:
            low = middle
        else:
            high = middle - 1
    return low


def _recorded(feed: Feed, position: int) -> datetime:
    records = feed.read(max(0, position - 1), 1)
    return _at(records[0]) if records else datetime.max.replace(tzinfo=UTC)


def _at(record: Recorded) -> datetime:
    return record.recorded_at or record.header.occurred_at
