"""An ambiguous date is never guessed: a column is read one way, or somebody is asked."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reactions.importer.dates import (
    DAY_FIRST,
    ISO,
    MONTH_FIRST,
    far_off,
    inferred,
    read,
)

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
WRITE: Mapping[str, Callable[[date, str], str]] = {
    DAY_FIRST: lambda day, mark: f"{day.day:02}{mark}{day.month:02}{mark}{day.year}",
    MONTH_FIRST: lambda day, mark: f"{day.month}{mark}{day.day}{mark}{day.year}",
    ISO: lambda day, _: f"{day:%Y-%m-%d}T00:00:00",
}


@given(st.lists(DAYS, min_size=1), st.sampled_from(list(WRITE)), st.sampled_from("/-. "))
def test_a_column_that_is_read_is_read_right(days: list[date], way: str, mark: str) -> None:
    written = [WRITE[way](day, mark) for day in days]
    if found := inferred(written).format:
        assert [read(value, found) for value in written] == days


@given(st.lists(DAYS, min_size=1), st.sampled_from([DAY_FIRST, MONTH_FIRST]))
def test_a_column_is_asked_about_only_if_it_can_be_two_things(days: list[date], way: str) -> None:
    written = [WRITE[way](day, "/") for day in days]
    clear = any(day.day > 12 for day in days) or all(day.day == day.month for day in days)
    assert (inferred(written).format is not None) == clear


@given(st.lists(DAYS, min_size=2), st.data())
def test_bad_cells_never_decide_how_the_others_are_read(
    days: list[date], data: st.DataObject
) -> None:
    junk = data.draw(st.lists(st.sampled_from(["", "unknown", "n/a", "12345", "soon"])))
    written = [WRITE[MONTH_FIRST](day, "/") for day in days]
    assert inferred([*written, *junk]) == inferred(written)


@pytest.mark.parametrize(
    ("value", "way", "day"),
    [
        ("2010-04-28T00:00:00", DAY_FIRST, date(2010, 4, 28)),
        ("2010/4/8", MONTH_FIRST, date(2010, 4, 8)),
        ("3 April 1980", ISO, date(1980, 4, 3)),
        ("April 3, 1980", ISO, date(1980, 4, 3)),
        ("03-Apr-1980", ISO, date(1980, 4, 3)),
        ("03/04/1980", DAY_FIRST, date(1980, 4, 3)),
        ("03/04/1980", MONTH_FIRST, date(1980, 3, 4)),
        ("03/04/80", "mm/dd/yy", date(1980, 3, 4)),
        ("03/04/80", MONTH_FIRST, None),
        ("03/04/1980", ISO, None),
        ("31/02/1980", DAY_FIRST, None),
        ("03-04/1980", DAY_FIRST, None),
        ("tomorrow", DAY_FIRST, None),
        ("41345", DAY_FIRST, None),
    ],
)
def test_a_date_is_read_as_its_format_says(value: str, way: str, day: date | None) -> None:
    assert read(value, way) == day


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (["03/04/1980", "05/06/1981"], "can be dd/mm/yyyy or mm/dd/yyyy"),
        (["13/04/1980", "04/13/1980"], "can only be dd/mm/yyyy"),
        (["03/04/80"], "a year of two digits"),
        (["31/31/1980", "03/04/1980"], "is not a date either way"),
    ],
)
def test_what_cannot_be_told_is_asked(values: list[str], why: str) -> None:
    reading = inferred(values)
    assert reading.format is None
    assert why in reading.why


def test_a_date_years_away_from_all_others_is_noticed() -> None:
    column = {date(2009, 1, 1 + n % 28): 3 for n in range(60)} | {date(2010, 5, 1): 400}
    assert far_off({**column, date(2020, 10, 20): 1}) == [date(2020, 10, 20)]
    assert list(far_off(column)) == []
    assert list(far_off({date(1999, 1, 1): 200, date(2010, 5, 1): 400})) == []
