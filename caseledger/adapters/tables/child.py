"""The process that reads a file nobody has looked at yet: it may die, and nothing else with it.

It gets the file on standard input and what is known about it as its argument. It answers in
frames of msgpack: what was found, then rows by the thousand, then an empty frame; or a refusal.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO

from msgspec import json, msgpack
from msgspec.structs import replace

from caseledger.adapters.tables import text, workbook
from caseledger.adapters.tables.frames import FOUND, NOTES, REFUSED, ROWS, say
from caseledger.adapters.tables.header import LOOK_AT, find_header, names
from caseledger.adapters.tables.limits import (
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_MUCH_MEMORY,
    TooMuch,
    confine,
)
from domain.imports.table import Format, Found, How

BATCH = 1_000
Cells = list[str]
NUL = "Some cells held NUL characters, which cannot be kept; they are left out."


def main() -> None:
    how = json.decode(sys.argv[1], type=How)
    out = sys.stdout.buffer
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        text.prepare(how)  # what is loaded later would need a file
        confine()
        read(data, how, out)
    except MemoryError:
        say(out, REFUSED, TOO_MUCH_MEMORY.encode())
    except (TooMuch, text.Unclear) as why:
        say(out, REFUSED, str(why).encode())
    out.flush()


def read(data: bytes, how: How, out: BinaryIO) -> None:
    if len(data) > MOST_BYTES:
        raise TooMuch("it is larger than 50 MB")
    if not data.strip():
        raise text.Unclear("there is nothing in it")
    notes: dict[str, None] = {}  # an ordered set
    opened, rows = _opened(data, how, notes)
    head = list(islice(rows, max(LOOK_AT, how.header_row or 0)))
    start = _header(head, how, opened)
    body = numbered(chain(head, rows), start + 1, notes)
    first = list(islice(body, BATCH))
    width = max(map(_filled, [checked(head[start], start + 1, notes), *(row for _, row in first)]))
    named = list(names(head[start], width))
    notes.update(dict.fromkeys(note for _, note in named if note))
    headers = tuple(name for name, _ in named)
    found = replace(opened, header_row=start + 1, headers=headers, notes=tuple(notes))
    say(out, FOUND, msgpack.encode(found))
    while first:
        say(out, ROWS, msgpack.encode([fitted(row, width) for row in first]))
        first = list(islice(body, BATCH))
    say(out, NOTES, msgpack.encode(list(notes)))


def numbered(
    rows: Iterator[Cells], skip: int, notes: dict[str, None]
) -> Iterator[tuple[int, Cells]]:
    """The rows under the header that show anything, with their numbers in the file."""
    many = 0
    for number, cells in enumerate(rows, 1):
        if number <= skip or not any(map(str.strip, cells)):
            continue
        many += 1
        if many > MOST_ROWS:
            raise TooMuch(f"it has more than {MOST_ROWS:,} rows")
        yield number, checked(cells, number, notes)


def checked(cells: Cells, number: int, notes: dict[str, None]) -> Cells:
    if len(cells) > MOST_COLUMNS:
        raise TooMuch(f"row {number} has {len(cells):,} columns, and {MOST_COLUMNS} is the most")
    if max(map(len, cells)) > LONGEST_CELL:
        raise TooMuch(f"row {number} has a cell of more than {LONGEST_CELL:,} characters")
    if any("\0" in cell for cell in cells):
        notes[NUL] = None
        return [cell.replace("\0", "") for cell in cells]
    return cells


def fitted(row: tuple[int, Cells], width: int) -> tuple[int, Cells]:
    number, cells = row
    if any(map(str.strip, cells[width:])):
        raise text.Unclear(f"row {number} has more cells than the header has columns")
    return number, [*cells[:width], *[""] * (width - len(cells))]


def _opened(data: bytes, how: How, notes: dict[str, None]) -> tuple[Found, Iterator[Cells]]:
    def note(sentence: str) -> None:
        notes[sentence] = None

    if kind := workbook.format_of(data):
        book = workbook.opened(data)
        sheet = workbook.sheet_of(book, how.sheet)
        if others := [name for name in book.sheet_names if name != sheet.name]:
            note(f"Only the sheet “{sheet.name}” is read; there are also {', '.join(others[:20])}.")
        found = Found(format=kind, sheet=sheet.name, sheets=tuple(book.sheet_names[:100]))
        return found, workbook.rows_of(sheet, note)
    text.must_be_a_table(data)
    said, encoding, remarks = text.decoded(data, how)
    notes.update(dict.fromkeys(remarks))
    delimiter = text.delimiter_of(said, how)
    named: Format = "tsv" if delimiter == "\t" else "csv"
    found = Found(format=named, encoding=encoding, delimiter=delimiter)
    return found, text.rows_of(said, delimiter)


def _filled(cells: Cells) -> int:
    """The width of a row up to its last cell that shows anything."""
    return max((n for n, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _header(head: Sequence[Cells], how: How, opened: Found) -> int:
    if how.header_row is not None:
        if not 0 < how.header_row <= len(head) or not any(head[how.header_row - 1]):
            raise text.Unclear(f"there is nothing in row {how.header_row}")
        return how.header_row - 1
    if head and replace(opened, headers=tuple(head[0])).exported:
        return 0  # whatever its headings look like
    found = find_header(head)
    if found is None:
        raise text.Unclear(
            "its first row looks like data. It needs a row of headers; say which row it is"
        )
    return found


if __name__ == "__main__":
    main()
