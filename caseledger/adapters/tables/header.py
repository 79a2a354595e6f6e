"""Where the header of a table stands: under a title perhaps, and never in a row of data."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

LOOK_AT = 50  # rows
DATA = re.compile(
    r"[\d\s.,:/+()$€£%-]*\d[\d\s.,:/+()$€£%-]*"  # a number, an amount, a date, a phone number
    r"|\d{4}-\d\d-\d\dT[\d:.]+Z?"
    r"|[^@\s]+@[^@\s]+\.[^@\s]+"
)


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the first row more than half as full as the fullest, if it looks like words."""
    filled = [sum(1 for cell in row if _shown(cell)) for row in rows[:LOOK_AT]]
    half = max(filled, default=0) / 2
    for n, row in enumerate(rows[:LOOK_AT]):
        if filled[n] > half:
            return n if _words(row) else None
    return None


def names(header: Sequence[str], width: int) -> Iterator[tuple[str, str | None]]:
    """Each column's name, and what was odd about it: blank, or there before."""
    cells = [*map(_shown, header[:width]), *[""] * (width - len(header))]
    totals, seen = Counter(cell.casefold() for cell in cells if cell), Counter[str]()
    taken = set(cells)
    for n, cell in enumerate(cells):
        if not cell:
            name = _free(f"Column {letters(n)}", taken)
            yield name, f"Column {letters(n)} has no header; it is called “{name}”."
            continue
        seen[cell.casefold()] += 1
        if (time := seen[cell.casefold()]) == 1:
            yield cell, None
        else:
            name = _free(f"{cell} ({time})", taken)
            many = totals[cell.casefold()]
            yield name, f"The header “{cell}” is there {many} times; one is called “{name}”."


def letters(n: int) -> str:
    """How spreadsheets name the column with this index: 0 is A, 26 is AA."""
    name = ""
    while n >= 0:
        n, place = divmod(n, 26)
        name, n = chr(ord("A") + place) + name, n - 1
    return name


def _words(row: Sequence[str]) -> bool:
    """Whether less than half of what stands there looks like data."""
    shown = [cell for cell in map(_shown, row) if cell]
    return sum(1 for cell in shown if DATA.fullmatch(cell)) * 2 < len(shown)


def _shown(cell: str) -> str:
    return " ".join(cell.replace("\u00a0", " ").split())


def _free(name: str, taken: set[str]) -> str:
    candidates = (name if n == 1 else f"{name} {n}" for n in count(1))
    free = next(candidate for candidate in candidates if candidate not in taken)
    taken.add(free)
    return free
