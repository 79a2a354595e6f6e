"""What stands in a file is what is read, however it was written, and what was found is said."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import product
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack

from caseledger.adapters.tables.child import read
from caseledger.adapters.tables.frames import FRAME
from caseledger.adapters.tables.read import reading
from caseledger.adapters.tables.text import Unclear
from domain.imports.table import Found, How, Row
from tests.caseledger.tables.packed import cells, workbook

GOLDEN = Path(__file__).parent / "golden"
HEADER = ["Case number", "Case name", "Zip", "Note"]
ROWS = [
    ["05-RC-00007", "Müller & Söhne, Inc.", "02907", "said “no”\r\nand left"],
    ["05-RC-00008", "Martin\u00a0 Harris", "", "1;2|3\t4"],
    ["33-RD-00899", "=1+2", "123456789012345", " a "],
]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")
TITLES: Sequence[Sequence[Sequence[str]]] = (
    [],
    [["Cases of 2010"]],
    [["Cases of 2010"], [], [""]],
)


def found_in(data: bytes, how: How | None = None) -> tuple[Found, list[Row]]:
    """As the child reads it, but in this process: it is three hundred files."""
    out = io.BytesIO()
    read(data, how or How(), out)
    frames = list(_frames(out.getvalue()))
    found = msgpack.decode(frames[0], type=Found)
    return found, [row for frame in frames[1:-1] for row in msgpack.decode(frame, type=list[Row])]


def _frames(said: bytes) -> Iterator[bytes]:
    while said:
        _, size = FRAME.unpack(said[: FRAME.size])
        yield said[FRAME.size : FRAME.size + size]
        said = said[FRAME.size + size :]


def written(rows: Sequence[Sequence[str]], delimiter: str, end: str, *, quoted: bool) -> str:
    def cell(said: str) -> str:
        must = quoted or any(c in said for c in f'{delimiter}"\r\n')
        return '"' + said.replace('"', '""') + '"' if must else said

    return "".join(delimiter.join(map(cell, row)) + end for row in rows)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_table_is_read_however_it_was_written(encoding: str) -> None:
    variants = list(product(",;\t|", ("\n", "\r\n"), (True, False), TITLES))
    for delimiter, end, quoted, title in variants:
        text = written([*title, HEADER, *ROWS], delimiter, end, quoted=quoted)
        found, rows = found_in(text.encode(encoding))
        assert found.delimiter == delimiter
        assert found.encoding == encoding.removesuffix("-sig").removesuffix("-le")
        assert found.header_row == len(title) + 1
        assert list(found.headers) == HEADER
        assert [list(row.cells) for row in rows] == ROWS
        assert rows[0].number == len(title) + 2


def test_an_encoding_that_is_only_likely_is_said() -> None:
    found, _ = found_in("Name,City\nMüller,Köln\n".encode("cp1252"))
    assert found.notes == ("It is not UTF-8; read as Windows-1252. Check the accents.",)


def test_what_somebody_says_is_not_found_out() -> None:
    said = How(encoding="latin-1", delimiter=";", header_row=2)
    found, rows = found_in("a;b\nName;City,State\nMü;K\n".encode("latin-1"), said)
    assert (found.encoding, found.headers) == ("latin-1", ("Name", "City,State"))
    assert [row.cells for row in rows] == [("Mü", "K")]


def test_a_header_that_is_blank_or_there_twice_gets_a_name_and_is_said() -> None:
    found, _ = found_in(b"Name,,Phone,phone,\nBo,x,1,2,\n")
    assert found.headers == ("Name", "Column B", "Phone", "phone (2)")
    assert found.notes == (
        "Column B has no header; it is called “Column B”.",
        "The header “phone” is there 2 times; one is called “phone (2)”.",
    )


def test_a_row_without_headers_is_not_taken_for_one() -> None:
    with pytest.raises(Unclear, match="looks like data"):
        found_in(b"1,2010-04-28,bo@example.com,x\n2,2010-04-29,al@example.com,y\n")


def test_a_nul_is_left_out_and_said() -> None:
    found, rows = found_in(b"Name,City\nB\0o,Leeds\n" + b"Al,York\n" * 40)
    assert rows[0].cells == ("Bo", "Leeds")
    assert found.notes == (
        "Some cells held NUL characters, which cannot be kept; they are left out.",
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "nothing in it"),
        (b" \n \n", "nothing in it"),
        (b'Name,City\nBo,"Leeds\nAl,York\n', "quote is not closed"),
        (b"Name,City\nBo,Leeds\n" + b"Al,York,,x\n" * 2000, None),
        (b"Name,City\n" + b"Bo,Leeds\n" * 2000 + b"Al,York,x\n", "more cells than the header"),
        (b"<html><table><tr><td>Name", "a page or a document"),
        (b"%PDF-1.7 Name", "a page or a document"),
        (b"\x1f\x8b\x08\x00aaaa", "compressed"),
        (bytes(range(256)) * 20, "not a table"),
        (b"Name," + b"x" * 100_001 + b"\n1,2\n", "100,000"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(data: bytes, why: str | None) -> None:
    if why is None:
        found_in(data)
        return
    with pytest.raises(Exception, match=why):
        found_in(data)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")),
            min_size=3,
            max_size=3,
        ),
        max_size=5,
    )
)
def test_every_text_comes_back_as_it_was(rows: list[list[str]]) -> None:
    text = written([["One", "Two", "Three"], *rows], ",", "\r\n", quoted=True)
    _, back = found_in(b"\xef\xbb\xbf" + text.encode(), How(delimiter=",", header_row=1))
    assert [list(row.cells) for row in back] == [row for row in rows if any(map(str.strip, row))]


@pytest.mark.parametrize("epoch", [1900, 1904])
def test_dates_are_the_same_whatever_the_epoch(epoch: int) -> None:
    with (GOLDEN / f"epoch-{epoch}.xls").open("rb") as file, reading(file) as table:
        rows = list(table.rows())
    assert rows[0].cells == ("05-RC-00007", "02907", "2010-04-28", "1234.5", "TRUE")
    assert rows[1].cells == ("05-RC-00008", "2907", "1999-12-31", "123456789012345", "")


@pytest.mark.parametrize("epoch", [1900, 1904])
def test_a_workbook_is_read_where_its_table_stands(epoch: int) -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"date_1904": epoch == 1904})
    sheet, day = book.add_worksheet("Elections"), book.add_format({"num_format": "yyyy-mm-dd"})
    book.add_worksheet("Legend")
    sheet.write_string("A1", "Elections held in 2017")
    for place, said in enumerate(("Case number", "Filed", "Voters", "Share", "Name", "At")):
        sheet.write_string(3, 1 + place, said)
    sheet.write_string(4, 1, "01-RC-179057")
    sheet.write_datetime(4, 2, datetime(2016, 6, 27), day)
    sheet.write_number(4, 3, 32)
    sheet.write_number(4, 4, 0.1)
    sheet.write_string(4, 5, "=cmd()")
    sheet.write_datetime(4, 6, datetime(2016, 6, 27, 9, 30), day)
    sheet.write_number(6, 3, 1.2345678901234567e17)
    book.close()
    found, rows = found_in(file.getvalue())
    assert (found.format, found.sheet, found.header_row) == ("xlsx", "Elections", 4)
    assert found.headers[1:] == ("Case number", "Filed", "Voters", "Share", "Name", "At")
    filed = date(2016, 6, 27).isoformat()
    assert rows[0].cells[1:] == ("01-RC-179057", filed, "32", "0.1", "=cmd()", f"{filed}T09:30:00")
    assert [row.number for row in rows] == [5, 7]
    assert "Legend" in found.notes[0]


def test_a_table_that_begins_lower_and_further_right_keeps_its_row_numbers() -> None:
    found, rows = found_in(workbook(cells("B3", "C5")))
    assert (found.header_row, found.headers) == (3, ("Column A", "Name", "Column C"))
    assert [(row.number, row.cells) for row in rows] == [(5, ("", "", "Name"))]
