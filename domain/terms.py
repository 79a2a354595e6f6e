"""Terms: facts as conditions know them, each with the one form in which its values compare."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from domain.event import Plain
from domain.values import Ask, ValueKind, stored, text
from domain.words import bare, compared, folded, key_of


class Family(StrEnum):
    """What values compare as."""

    WORDS = "words"  # folded: neither case nor accents make a difference
    PROSE = "prose"  # long text, which is there or is not
    CHOICE = "choice"  # keys
    NUMBER = "number"
    DAY = "day"
    INSTANT = "instant"
    YES_NO = "yes_no"


FAMILIES: Mapping[ValueKind, Family] = {
    ValueKind.LONG_TEXT: Family.PROSE,
    ValueKind.NUMBER: Family.NUMBER,
    ValueKind.CURRENCY: Family.NUMBER,
    ValueKind.PERCENTAGE: Family.NUMBER,
    ValueKind.DATE: Family.DAY,
    ValueKind.DATE_TIME: Family.INSTANT,
    ValueKind.YES_NO: Family.YES_NO,
    ValueKind.SELECT: Family.CHOICE,
    ValueKind.MULTI_SELECT: Family.CHOICE,
}
CHECKED = (ValueKind.PHONE, ValueKind.EMAIL)  # kinds of text that have one spelling each


class Period(Struct, frozen=True):
    """From an instant to another, both within it: a day is one, and so is a single instant."""

    begin: datetime
    end: datetime


class Term(Struct, frozen=True, kw_only=True):
    """One fact of a record. `choices` are its keys by everything that may be said for them.

    With `ids`, the keys are ids of records; without choices, any id can be asked for.
    """

    name: str
    label: str
    kind: ValueKind = ValueKind.TEXT
    many: bool = False
    ids: bool = False
    open: bool = False  # other keys than the choices are possible
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: tuple[str, ...] = ()  # of the choices, for who said something else
    currency: str = "USD"
    country: str = "US"
    zone: str = "UTC"
    raw: bool = False  # compared as it is stored
    number: bool = False  # of a case: zeros before digits make no difference

    @property
    def family(self) -> Family:
        return FAMILIES.get(self.kind, Family.WORDS)

    def these(self, given: Any) -> tuple[Any, ...]:
        """The values that were asked for by one word: two people may have the same name."""
        if self.family is Family.CHOICE:
            return self._chosen(said_as(given))
        return (self.whole(given),)

    def whole(self, given: Any) -> Any:
        """The value that was asked for, in the form that values compare. Raises ValueError."""
        said = said_as(given)
        match self.family:
            case Family.INSTANT:
                return period(said, ZoneInfo(self.zone))
            case Family.WORDS if self.kind not in CHECKED:
                return self._folded(said)
            case _:
                return self.compared(stored(Ask(self.kind, self.currency, (), self.country), given))

    def part(self, given: Any) -> str:
        """Some of the characters of a text, as they compare."""
        said = (bare if self.number else folded)(said_as(given))
        return re.sub(r"[\s().-]", "", said) if self.kind is ValueKind.PHONE else said

    def compared(self, value: Plain) -> Any:
        """One stored value in the form that values compare; None for None."""
        if value is None:
            return None
        match self.family:
            case Family.WORDS if isinstance(value, Mapping):
                return self._folded(", ".join(value.values()))
            case Family.WORDS:
                return self._folded(str(value))
            case Family.NUMBER:
                return Decimal(str(value))
            case Family.DAY:
                return date.fromisoformat(str(value))
            case Family.INSTANT:
                return datetime.fromisoformat(str(value))
            case Family.CHOICE if self.ids:
                return UUID(str(value))
            case _:
                return value

    def _folded(self, said: str) -> str:
        if self.raw:
            return said
        return (bare if self.number else compared)(said)

    def _chosen(self, said: str) -> tuple[UUID | str, ...]:
        if self.ids and not self.choices:
            return (_id(said),)
        keys = self.choices.get(folded(said))
        if keys is None and self.open:
            return (key_of(said),)
        if keys is None:
            there = ", ".join(self.labels) or "nothing yet"
            raise ValueError(f"“{said}” is not one of: {there}.")
        return tuple(map(UUID, keys)) if self.ids else keys


def period(said: str, zone: ZoneInfo) -> Period:
    """A day of the zone, or one instant. Raises ValueError."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        at = instant(said, zone)
        return Period(at, at)
    begin, end = _midnight(day, zone), _midnight(day, zone, days=1)
    return Period(begin, end - timedelta(microseconds=1))


def instant(said: str, zone: ZoneInfo) -> datetime:
    """An RFC 3339 instant; one without a zone is the given zone's. Raises ValueError."""
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise ValueError(
            f"“{said}” is neither a date nor an instant, such as 2026-11-24."
        ) from None
    try:
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError:
        raise ValueError(f"“{said}” is outside of the calendar.") from None


def said_as(given: Any) -> str:
    """Text that a database can hold, trimmed. Raises ValueError."""
    said = "" if given is None else text(str(given))
    if not said or "\0" in said or any("\ud800" <= c <= "\udfff" for c in said):
        raise ValueError("There is no value to compare with.")
    return said


def _id(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise ValueError(f"“{said}” is not the id of a record.") from None


def _midnight(day: date, zone: ZoneInfo, days: int = 0) -> datetime:
    try:
        return datetime.combine(day + timedelta(days=days), time(), zone).astimezone(UTC)
    except OverflowError:
        raise ValueError(f"“{day}” is outside of the calendar.") from None
