"""Hostile files in OLE containers: old workbooks, damaged chains, and what has a password."""

import io
import struct
from collections.abc import Iterator

from msoffcrypto.format.ooxml import OOXMLFile

from tests.caseledger.tables import packed

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR, END, FAT, FREE = 512, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
NONE = struct.pack("<3L", FREE, FREE, FREE)
BOF = struct.pack("<2H4HLL", 0x809, 16, 0x600, 5, 0x1CC2, 0x7CC, 0, 6)
SHEET_BOF = struct.pack("<2H4HLL", 0x809, 16, 0x600, 0x10, 0x1CC2, 0x7CC, 0, 6)
EOF = struct.pack("<2H", 0x0A, 0)


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<2H", kind, len(body)) + body


def container(name: str, stream: bytes) -> bytes:
    """One stream in a container, as Excel 97 writes it."""
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // SECTOR)
    chain = [*range(3, sectors + 2), END]
    table = [FAT, END, *chain]
    assert len(table) <= SECTOR // 4
    header = MAGIC + b"\0" * 16 + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    header += struct.pack("<9L", 1, 1, 0, 4096, END, 0, END, 0, 0)
    header += b"\xff" * (SECTOR - len(header))
    fat = struct.pack(f"<{len(table)}L", *table).ljust(SECTOR, b"\xff")
    places = _entry("Root Entry", 5, END, 0, child=1) + _entry(name, 2, 2, len(stream))
    return header + fat + places.ljust(SECTOR, b"\0") + stream.ljust(sectors * SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    said = name.encode("utf-16-le")
    head = said.ljust(64, b"\0") + struct.pack("<HBB", len(said) + 2, kind, 1)
    return (
        head + struct.pack("<3L", FREE, FREE, child) + b"\0" * 36 + struct.pack("<LQ", start, size)
    )


def book(*records: bytes, sheet: bytes = b"", at: int | None = None) -> bytes:
    """An old workbook of one sheet: with these records before it and those cells in it."""
    globe = BOF + b"".join(records)
    bound = record(0x85, struct.pack("<LBB", 0, 0, 0) + b"\x02\0S1")
    place = len(globe) + len(bound) + len(EOF) if at is None else at
    bound = record(0x85, struct.pack("<LBB", place, 0, 0) + b"\x02\0S1")
    return container("Workbook", globe + bound + EOF + SHEET_BOF + sheet + EOF)


def label(row: int, column: int, text: str) -> bytes:
    said = struct.pack("<HB", len(text), 0) + text.encode("latin-1")
    return record(0x204, struct.pack("<3H", row, column, 0) + said)


HONEST = label(0, 0, "Name") + label(0, 1, "City") + label(1, 0, "Bo") + label(1, 1, "Leeds")


def files() -> Iterator[tuple[str, bytes, str]]:
    """Each with the words of which one must be in the answer."""
    yield from _protected()
    yield from _records()
    yield from _chains()


def _protected() -> Iterator[tuple[str, bytes, str]]:
    out = io.BytesIO()
    whole = OOXMLFile(io.BytesIO(packed.honest()))  # type: ignore[no-untyped-call]  # it has no types
    whole.encrypt("secret", out)  # type: ignore[no-untyped-call]
    yield "an xlsx with a password", out.getvalue(), "password"
    yield (
        "half an xlsx with a password",
        out.getvalue()[: len(out.getvalue()) // 2],
        "password|damaged",
    )
    xor = record(0x2F, struct.pack("<3H", 0, 0x1234, 0x5678))
    rc4 = record(0x2F, struct.pack("<3H", 1, 1, 1) + bytes(range(48)))
    api = record(0x2F, struct.pack("<3H", 1, 4, 2) + b"\0" * 200)
    for name, pass_ in (("xor", xor), ("rc4", rc4), ("rc4 of the crypto api", api)):
        yield f"an xls with a password by {name}", book(pass_, sheet=HONEST), "password"
    yield "an xls with a password, cut", book(record(0x2F, b"\1"), sheet=HONEST), "password|damaged"
    drm = container("\tDRMContent", b"rights")
    yield "a workbook of rights management", drm, "damaged|password|not a spreadsheet"


def _records() -> Iterator[tuple[str, bytes, str]]:
    yield "an xls that is right", book(sheet=HONEST), "read 1 rows"
    many = label(0, 0, "Name") + label(65535, 255, "far")
    for name, data in {
        "with no cells": book(),
        "with cells far apart": book(sheet=many),
        "whose sheet is nowhere": book(sheet=HONEST, at=0x7FFFFFFF),
        "whose sheet is itself": book(sheet=HONEST, at=0),
        "whose sheet is behind the end": book(sheet=HONEST, at=4095),
        "of ten thousand sheets in one": book(*[record(0x85, b"\0" * 8)] * 600, sheet=HONEST),
        "with a record that is too long": book(struct.pack("<2H", 0xFC, 0xFFFF), sheet=HONEST),
        "of two billion strings": book(
            record(0xFC, struct.pack("<2L", 2**31, 2**31)), sheet=HONEST
        ),
        "of strings that end early": book(record(0xFC, struct.pack("<2LH", 1, 1, 500))),
        "that goes on for ever": book(record(0xFC, b"\1\0\0\0\1\0\0\0") + record(0x3C) * 500),
        "with a string that is not there": book(
            sheet=record(0xFD, struct.pack("<3HL", 0, 0, 0, 9**9))
        ),
        "with a formula cut off": book(sheet=record(0x06, b"\0" * 10)),
        "with a formula of nothing": book(sheet=record(0x06, b"\0" * 22)),
        "with numbers to the left": book(sheet=record(0xBD, struct.pack("<4H", 0, 9, 0, 3))),
        "with an empty label": book(sheet=record(0x204, b"")),
        "with a label of another length": book(sheet=record(0x204, b"\0" * 6 + b"\xff\xff\0a")),
        "that says how large it is, and lies": book(
            sheet=record(0x200, struct.pack("<2L3H", 0, 2**32 - 1, 0, 65535, 0)) + HONEST
        ),
        "with a code page that nobody knows": book(record(0x42, b"\xff\x7f"), sheet=HONEST),
        "with formats without end": book(*[record(0x41E, b"\0\0\xff\xff\0")] * 90, sheet=HONEST),
        "of years since 1904": book(record(0x22, b"\1\0"), sheet=HONEST),
        "with an error for a cell": book(sheet=HONEST + record(0x205, b"\2\0\0\0\0\0\x2a\1")),
    }.items():
        yield f"an xls {name}", data, ""
    for version in (0x200, 0x300, 0x400, 0x500, 0xFFFF):
        data = BOF.replace(struct.pack("<H", 0x600), struct.pack("<H", version), 1) + EOF
        yield f"an xls of version {version:x}", container("Workbook", data), ""
    for name in ("Book", "WordDocument", "PowerPoint Document", "__properties_version1.0", "Other"):
        yield f"a container of {name}", container(name, BOF + EOF), ""
    yield "a container of zeros", container("Workbook", b""), ""
    yield "a container of noise", container("Workbook", bytes(range(256)) * 40), ""


def _chains() -> Iterator[tuple[str, bytes, str]]:
    whole = book(sheet=HONEST)
    yield "only a magic", MAGIC, "damaged"
    yield "a magic and zeros", MAGIC.ljust(4096, b"\0"), "damaged"
    yield "a magic and ones", MAGIC.ljust(4096, b"\xff"), "damaged"
    yield "a magic and noise", MAGIC + bytes(range(256)) * 64, "damaged"
    for name, place, value in (
        ("no sectors", 30, 0),
        ("sectors of nothing", 30, 0xFFFF),
        ("tiny sectors", 30, 1),
        ("large sectors", 30, 20),
        ("tiny sectors in the small", 32, 0),
        ("another byte order", 28, 1),
        ("version 9", 26, 9),
    ):
        yield f"a container of {name}", _with(whole, place, "<H", value), ""
    for name, place, value in (
        ("no tables", 44, 0),
        ("four billion tables", 44, FREE),
        ("its places nowhere", 48, 0x7FFFFFFF),
        ("its places in the table", 48, 0),
        ("no small streams", 56, FREE),
        ("a table nowhere", 76, 10**9),
        ("a longer table that is itself", 68, 0),
        ("a longer table without end", 72, FREE),
        ("small streams that are itself", 60, 0),
        ("four billion small streams", 64, FREE),
        ("a stream in a circle", SECTOR + 8, 2),
        ("a stream that leaves", SECTOR + 8, 10**6),
        ("its places in a circle", SECTOR + 4, 1),
    ):
        yield f"a container with {name}", _with(whole, place, "<L", value), ""
    entry = 2 * SECTOR + 128
    for name, place, value in (
        ("starts nowhere", entry + 116, 10**9),
        ("is four gigabytes long", entry + 120, FREE),
        ("is its own child", entry + 76, 1),
        ("is its own neighbour", entry + 68, 1),
    ):
        yield f"a container whose stream {name}", _with(whole, place, "<L", value), ""
    for place in (8, 76, 511, 512, 700, 1024, 1100, 1535, 1536, 2000, len(whole) - 1):
        yield f"a container cut at {place}", whole[:place], ""


def _with(whole: bytes, place: int, form: str, value: int) -> bytes:
    changed = bytearray(whole)
    struct.pack_into(form, changed, place, value)
    return bytes(changed)
