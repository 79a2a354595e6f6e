"""Workbooks: XLSX and XLS by calamine, each cell as the text that people would write for it."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zipfile import BadZipFile, ZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    load_workbook,
)

from caseledger.adapters.tables.archive import check
from caseledger.adapters.tables.limits import MOST_COLUMNS, MOST_ROWS, TooMuch
from caseledger.adapters.tables.text import Unclear
from domain.imports.table import Format

EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number
BROKEN = "it is damaged, or not a spreadsheet. Open it where it was made and save it again"
# In an old workbook the record behind the first one, or behind the one that it must not be changed.
FILE_PASS = re.compile(
    rb"\x09\x08(\x10\0\0\x06\x05\0.{12}|\x08\0\0\x05\x05\0.{4})(\x86\0\0\0)?\x2f\0", re.DOTALL
)
PROTECTED = "it is protected by a password. Save it without"


def format_of(data: bytes) -> Format | None:
    """Which kind of workbook it is, by what is inside and not by its name. None: it is none."""
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data or FILE_PASS.search(data):
            raise Unclear(PROTECTED)
        return "xls"
    if not data.startswith(b"PK"):
        return None
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            check(data, archive)
            inside = set(archive.namelist())
    except (BadZipFile, NotImplementedError, ValueError, OverflowError):
        raise Unclear(BROKEN) from None
    if "xl/workbook.xml" in inside:
        return "xlsx"
    raise Unclear("it is not a spreadsheet that can be read. Save it as XLSX or CSV")


def opened(data: bytes) -> CalamineWorkbook:
    try:
        return load_workbook(io.BytesIO(data))
    except PasswordError:
        raise Unclear(PROTECTED) from None
    except (CalamineError, OSError):
        raise Unclear(BROKEN) from None


def sheet_of(book: CalamineWorkbook, named: str | None) -> CalamineSheet:
    """The sheet of that name, else the first one that shows anything."""
    names = [each.name for each in book.sheets_metadata if str(each.typ).endswith("WorkSheet")]
    if named is not None and named not in names:
        raise Unclear(f"it has no sheet called {named}. It has {', '.join(names)}")
    shown = [each.name for each in book.sheets_metadata if str(each.visible).endswith("Visible")]
    order = [named] if named else sorted(names, key=lambda name: name not in shown)
    try:
        sheets = (book.get_sheet_by_name(name) for name in order if name is not None)
        found = next((sheet for sheet in sheets if sheet.height), None)
    except CalamineError:
        raise Unclear(BROKEN) from None
    if found is None:
        raise Unclear("there is nothing in it")
    return found


def rows_of(sheet: CalamineSheet, notes: Callable[[str], None]) -> Iterator[list[str]]:
    """All rows from the first one of the sheet, blank ones as empty lists."""
    bottom, right = sheet.end or (0, 0)
    if right >= MOST_COLUMNS:
        raise TooMuch(f"it has {right + 1:,} columns, and {MOST_COLUMNS} is the most")
    if bottom > MOST_ROWS:
        raise TooMuch(f"it has {bottom + 1:,} rows, and {MOST_ROWS:,} is the most")
    left = sheet.start[1] if sheet.start else 0  # calamine fills up at the top, not at the left
    for row in sheet.iter_rows():
        yield [*[""] * left, *(_said(cell, notes) for cell in row)]


def _said(cell: Any, notes: Callable[[str], None]) -> str:  # of as many types as a cell has
    match cell:
        case str():
            return cell
        case bool():
            return "TRUE" if cell else "FALSE"
        case int() | float():
            return _number(cell, notes)
        case datetime():
            midnight = cell.time() == time.min
            return (cell.date() if midnight else cell).isoformat()
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return "" if cell is None else str(cell)


def _number(cell: float, notes: Callable[[str], None]) -> str:
    if abs(cell) >= EXACT:
        notes("Numbers of more than 15 digits are there; a spreadsheet keeps only the first 15.")
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if whole else repr(cell)
