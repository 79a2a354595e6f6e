"""Dates as files write them. A column is read one way only if no other way fits all of it.

03/04/1980 is the third of April or the fourth of March, and nobody guesses which.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

ISO, DAY_FIRST, MONTH_FIRST = "yyyy-mm-dd", "dd/mm/yyyy", "mm/dd/yyyy"
SHORT = {DAY_FIRST: "dd/mm/yy", MONTH_FIRST: "mm/dd/yy"}
FORMATS = (ISO, DAY_FIRST, MONTH_FIRST, *SHORT.values())
MONTHS = {
    name[:n]: month
    for month, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august",
         "september", "october", "november", "december"), 1
    )
    for n in (3, len(name))
} | {"sept": 9}  # fmt: skip
YEAR_FIRST = re.compile(
    r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-][\d:]+)?)?"
)
YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d\d)(?: 0?0:00(?::00)?)?")
NAMED_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([a-z]+)[-/., ]+(\d{4})")
NAMED_MONTH_FIRST = re.compile(r"([a-z]+)[. ]+(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")
FAR = timedelta(days=5 * 365 + 1)
FEW = 0.005  # of a column: so many may be far from all others


class Reading(Struct, frozen=True):
    """How a column of dates is to be read; None: nobody can tell, for this reason."""

    format: str | None
    why: str


def inferred(values: Iterable[str]) -> Reading:
    """The one reading that fits all values that are dates at all."""
    shaped = [value for value in map(str.strip, values) if YEAR_LAST.fullmatch(value)]
    if not shaped:
        return Reading(ISO, "Every date begins with its year, or names its month.")
    if short := next((v for v in shaped if len(re.split(r"[-/. ]", v)[2]) == 2), None):
        return Reading(
            None, f"“{short}” has a year of two digits. Say whether it is dd/mm/yy or mm/dd/yy."
        )
    fits = {way: [read(value, way) for value in shaped] for way in (DAY_FIRST, MONTH_FIRST)}
    whole = [way for way, dates in fits.items() if None not in dates]
    if len(whole) == 1:
        odd = next(value for value in shaped if read(value, _other(whole[0])) is None)
        return Reading(whole[0], f"“{odd}” can only be {whole[0]}.")
    if not whole:
        return Reading(None, _mixed(shaped))
    if fits[DAY_FIRST] == fits[MONTH_FIRST]:
        return Reading(DAY_FIRST, "Every date is the same either way.")
    unclear = next(v for v in shaped if read(v, DAY_FIRST) != read(v, MONTH_FIRST))
    return Reading(None, f"“{unclear}” can be dd/mm/yyyy or mm/dd/yyyy. Say which it is.")


def read(value: str, format: str) -> date | None:
    """The date, or None where it is none in this format, which only all-digit dates need."""
    said = value.strip().lower()
    if match := YEAR_FIRST.fullmatch(said.upper()):
        return _date(*match.groups())
    if match := NAMED_DAY_FIRST.fullmatch(said):
        day, month, year = match.groups()
        return _date(year, str(MONTHS.get(month, 0)), day)
    if match := NAMED_MONTH_FIRST.fullmatch(said):
        month, day, year = match.groups()
        return _date(year, str(MONTHS.get(month, 0)), day)
    if match := YEAR_LAST.fullmatch(said):
        first, _, second, year = match.groups()
        return _year_last(first, second, year, format)
    return None


def is_short(value: str) -> bool:
    """Whether the year has two digits, so that the century is our reading and not the file's."""
    match = YEAR_LAST.fullmatch(value.strip())
    return bool(match and len(match[4]) == 2)


def far_off(values: Mapping[date, int]) -> Sequence[date]:
    """The few dates that stand years apart from all others of their column."""
    days = sorted(values)
    total = sum(values.values())
    if total < 20:
        return ()
    late = _beyond(days, values, total)
    early = _beyond(days[::-1], values, total)
    return sorted({*late, *early})


def _beyond(days: Sequence[date], values: Mapping[date, int], total: int) -> Sequence[date]:
    """The end of the line after its first wide gap, if it is only a few."""
    for n, (one, next_) in enumerate(pairwise(days), 1):
        end = days[n:]
        if abs(next_ - one) > FAR and sum(values[day] for day in end) <= max(1, total * FEW):
            return end
    return ()


def _year_last(first: str, second: str, year: str, format: str) -> date | None:
    day_first = format in (DAY_FIRST, SHORT[DAY_FIRST])
    if not day_first and format not in (MONTH_FIRST, SHORT[MONTH_FIRST]):
        return None
    day, month = (first, second) if day_first else (second, first)
    if len(year) == 4:
        return _date(year, month, day)
    if format not in SHORT.values():
        return None
    return _date(f"{19 if int(year) > 68 else 20}{year}", month, day)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _other(format: str) -> str:
    return MONTH_FIRST if format == DAY_FIRST else DAY_FIRST


def _mixed(values: Sequence[str]) -> str:
    """Why neither reading fits."""
    never = [v for v in values if read(v, DAY_FIRST) is None and read(v, MONTH_FIRST) is None]
    if never:
        return f"“{never[0]}” is not a date either way. Say whether it is dd/mm/yyyy or mm/dd/yyyy."
    one = next(value for value in values if read(value, MONTH_FIRST) is None)
    two = next(value for value in values if read(value, DAY_FIRST) is None)
    return f"“{one}” can only be dd/mm/yyyy, and “{two}” only mm/dd/yyyy. Say which it is."
