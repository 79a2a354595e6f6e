"""Hostile files that are text, or were called so."""

import bz2
import gzip
import lzma
from collections.abc import Iterator

MEGABYTE = 1 << 20
HEAD = b"Name,City\n"


def files() -> Iterator[tuple[str, bytes, str]]:
    """Each with the words of which one must be in the answer."""
    yield from _quotes_and_lines()
    yield from _encodings()
    yield from _called_so()


def _quotes_and_lines() -> Iterator[tuple[str, bytes, str]]:
    yield from (
        ("nothing", b"", "nothing in it"),
        ("blanks", b" \t\n" * 999, "nothing in it"),
        ("only commas", b"," * 9_999 + b"\n", ""),
        ("only quotes", b'"' * 99_999, ""),
        ("only line ends", b"\r\n\n\r" * 999, "nothing in it"),
        ("a quote that never closes", HEAD + b'"' + b"a,\n" * 200_000, "quote"),
        ("a quote in each cell", HEAD + b'a"b,"c"d"\n' * 9_999, ""),
        ("quotes in quotes", HEAD + b'"' * 3 + b",x\n", ""),
        ("a line of 60 MB", b"x" * (60 * MEGABYTE), "50 MB"),
        ("a line of 49 MB", b"Name," + b"x" * (49 * MEGABYTE), "characters|row of headers|field"),
        ("a cell of 10 MB in quotes", HEAD + b'"' + b"x" * (10 * MEGABYTE) + b'",y\n', ""),
        ("a hundred thousand columns", b"Name," * 100_000 + b"\nBo\n", "columns"),
        ("513 columns", b",".join(b"H%d" % n for n in range(513)) + b"\nBo\n", "columns"),
        ("a million and one rows", HEAD + b"a,b\n" * 1_000_001, "rows"),
        ("rows of every width", HEAD + b"".join(b"a," * n + b"\n" for n in range(300)), "read"),
        ("old line ends", b"Name,City\rBo,Leeds\r", "read 1 rows"),
        ("line ends of all kinds", b"Name,City\rBo,Leeds\nCy,York\r\nDi,Hull", "read"),
        ("sep= and nothing", b"sep=\nName;City\nBo;Leeds\n", ""),
        ("sep= and two", b"sep=ab\nName;City\nBo;Leeds\n", ""),
        ("sep= and a quote", b'sep="\nName;City\nBo;Leeds\n', ""),
        ("one header a thousand times", b"Name," * 500 + b"\n" + b"Bo," * 500, ""),
        ("a header of 200,000 characters", b"x" * 200_000 + b",City\nBo,Leeds\n", ""),
        ("numbers for headers", b"1,2,3\n4,5,6\n", "header"),
        ("one word", b"Name", ""),
        ("formulas", HEAD + b"=cmd|' /C calc'!A0,@SUM(1)\n" * 99, "read"),
        ("escapes of a terminal", HEAD + b"\x1b[2J\x1b]0;x\x07,Leeds\n", "read"),
    )


def _encodings() -> Iterator[tuple[str, bytes, str]]:
    said = "Name,City\nŁoś,Kraków\n日本,大阪\n🙂,e" + "\u0301" * 5_000 + "\n\u202eoB,sdeeL\n"
    for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"):
        yield f"everything in {name}", said.encode(name), ""
    for name in (
        "shift-jis",
        "big5",
        "gb18030",
        "euc-kr",
        "iso2022_jp",
        "koi8-r",
        "cp037",
        "cp437",
    ):
        yield f"letters in {name}", "Name,City\nBo,Leeds\n".encode(name) * 9, ""
    for name, data in (
        ("a lone mark of UTF-8", b"\xef\xbb\xbf"),
        ("a lone mark of UTF-16", b"\xff\xfe"),
        ("a lone mark of UTF-32", b"\xff\xfe\0\0"),
        ("half a character", b"\xff\xfe" + "Name,City\nBo,L".encode("utf-16-le")[:-1]),
        ("half a pair", b"\xff\xfe" + "Name,City\n".encode("utf-16-le") + b"\x00\xd8" * 9),
        ("too long a UTF-8", HEAD + b"\xc0\xaf\xe0\x80\xaf,x\n" * 99),
        ("UTF-8 that ends early", "Name,City\nŁ".encode()[:-1]),
        ("every byte but one", HEAD + bytes(set(range(256)) - {0}) * 99),
        ("NULs", b"\0" * 99_999),
        ("a NUL in each cell", HEAD + b"B\0o,Le\0eds\n" * 999),
        ("UTF-16 with no mark", "Name,City\nBo,Leeds\n".encode("utf-16-le")),
        ("a mark in the middle", HEAD + b"\xef\xbb\xbfBo,Leeds\n"),
        ("two encodings", HEAD + "Łoś,x\n".encode() * 50 + "Łoś,x\n".encode("cp1250") * 50),
        ("text that becomes noise", HEAD * 1_000 + bytes(range(256)) * 99),
        ("no table", bytes(range(256)) * 64),
    ):
        yield name, data, ""


def _called_so() -> Iterator[tuple[str, bytes, str]]:
    """What people drop on a page by mistake."""
    rows = HEAD + b"Bo,Leeds\n" * 99
    yield from (
        ("gzip", gzip.compress(rows), "compressed"),
        ("bzip2", bz2.compress(rows), "compressed"),
        ("xz", lzma.compress(rows), "compressed"),
        ("rar", b"Rar!\x1a\7\1\0" + bytes(999), "compressed"),
        ("7z", b"7z\xbc\xaf\x27\x1c" + bytes(999), "compressed"),
        ("zstd", b"\x28\xb5\x2f\xfd" + bytes(range(256)) * 9, "not a table|compressed"),
        ("a page", b"<!doctype html><table><tr><td>Name</table>", "a page"),
        (
            "a table of Excel 2003",
            b"<?xml version='1.0'?><Workbook><Worksheet/></Workbook>",
            "a page",
        ),
        ("a PDF", b"%PDF-1.7\n" + bytes(range(256)) * 9, "a page"),
        ("an RTF", b"{\\rtf1\\ansi Name}", "a page"),
        ("a PNG", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "not a table"),
        ("a JPEG", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9, "not a table"),
        ("a program", b"\x7fELF\2\1\1" + bytes(range(256)) * 9, "not a table"),
        ("a film", b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 9, "not a table"),
        ("a database", b"SQLite format 3\0" + bytes(range(256)) * 9, "not a table"),
        ("JSON", b'{"cases": [' + b'{"name": "Bo"},' * 999 + b"{}]}", ""),
        ("JSON that is very deep", b"[" * 100_000, ""),
        ("a letter", b"Dear Ms Smith,\n\nthank you, and good bye.\n" * 99, ""),
        ("an e-mail", b"From: bo@example.com\nSubject: cases\n\nHello, here they are\n", ""),
    )
