"""Writing tables, row by row at constant memory: nothing in them is ever run by a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO, Protocol

from domain.imports.table import EXPORTED
from domain.refusals import TooLongForXlsx, TooManyForXlsx
from queries.export.columns import Cell
from reactions.importer.formulas import guarded

LONGEST = 32_767  # characters of a cell
MOST = 1_048_575  # rows under a header
EXACT = Decimal(10) ** 15  # a spreadsheet keeps fifteen digits, before and behind the point
FIRST_DAY = 1901  # what is before it, spreadsheets have no number for, or count a day wrong
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
SHEET = "Cases"


class Writer(Protocol):
    def __call__(
        self, file: BinaryIO, headings: Sequence[str], about: Mapping[str, str],
        rows: Iterable[Sequence[Cell]],
    ) -> None: ...  # fmt: skip


def write_csv(
    file: BinaryIO,
    headings: Sequence[str],
    about: Mapping[str, str],
    rows: Iterable[Sequence[Cell]],
) -> None:
    """What is said about it is the last heading: the first row stays the row of headings."""
    out = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
    out.write("\ufeff")  # without the mark Excel takes it for cp1252
    table = csv.writer(out)
    said = "; ".join(f"{name}: {value}" for name, value in about.items())
    table.writerow([*map(guarded, headings), f"{EXPORTED}. {said}"])
    table.writerows([*map(_text, row), ""] for row in rows)
    out.detach()


def write_xlsx(
    file: BinaryIO,
    headings: Sequence[str],
    about: Mapping[str, str],
    rows: Iterable[Sequence[Cell]],
) -> None:
    """What is said about it is a second sheet. Refuses what no spreadsheet holds."""
    from xlsxwriter import Workbook  # by who asks for one: it loads slowly

    with Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        bold = book.add_format({"bold": True})
        for n, heading in enumerate(headings):
            sheet.write_string(0, n, heading, bold)
        sheet.freeze_panes(1, 0)
        put = _putter(sheet, book)
        for number, row in enumerate(rows, 1):
            if number > MOST:
                raise TooManyForXlsx
            for n, cell in enumerate(row):
                if isinstance(cell, str) and len(cell) > LONGEST:
                    raise TooLongForXlsx(_text(row[0]), headings[n])
                if cell is not None:
                    put(number, n, cell)
        _say(book.add_worksheet(EXPORTED), about)


WRITERS: Mapping[str, Writer] = {"csv": write_csv, "xlsx": write_xlsx}


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Decimal():
            return guarded(format(cell, "f"))
        case datetime():
            return cell.isoformat().replace("+00:00", "Z")
        case date():
            return cell.isoformat()
        case str():
            return guarded(cell)


def _putter(sheet: Any, book: Any) -> Callable[[int, int, Cell], None]:  # xlsxwriter has no types
    day, moment = (book.add_format({"num_format": form}) for form in (DAY, MOMENT))

    def put(row: int, column: int, cell: Cell) -> None:
        match cell:
            case Decimal() if abs(cell) < EXACT and Decimal(f"{cell:.15g}") == cell:
                sheet.write_number(row, column, float(cell))
            case Decimal():
                sheet.write_string(row, column, format(cell, "f"))
            case datetime():
                sheet.write_datetime(row, column, cell.replace(tzinfo=None), moment)
            case date() if cell.year >= FIRST_DAY:
                sheet.write_datetime(row, column, cell, day)
            case _:
                sheet.write_string(row, column, str(cell))

    return put


def _say(sheet: Any, about: Mapping[str, str]) -> None:
    for row, (name, value) in enumerate(about.items()):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value[:LONGEST])
