"""What is inside a ZIP container, counted while it is unpacked: headers may lie about sizes."""

import struct
import zlib
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from caseledger.adapters.tables.limits import (
    MEGABYTE,
    MOST_MEMBERS,
    MOST_RATIO,
    MOST_UNPACKED,
    TooMuch,
)

LOCAL = struct.Struct("<4s5H3L2H")  # a member's own header; its last two are lengths that follow
STEP = 64 * 1024


def check(packed: bytes, archive: ZipFile) -> None:
    """Refuses TooMuch for a bomb, and BadZipFile for a member that is not what it says."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise TooMuch(f"it holds {len(members):,} parts, and {MOST_MEMBERS:,} is the most")
    size = 0
    for member in members:
        for chunk in _unpacked(packed, member):
            size += chunk
            _must_be_bearable(size, len(packed))


def _must_be_bearable(size: int, packed: int) -> None:
    if size > MOST_UNPACKED:
        raise TooMuch(f"unpacked it is larger than {MOST_UNPACKED // MEGABYTE} MB")
    if size > MEGABYTE and size > MOST_RATIO * packed:
        raise TooMuch(f"unpacked it is more than {MOST_RATIO} times as large")


def _unpacked(packed: bytes, member: ZipInfo) -> Iterator[int]:
    """The sizes of a member's chunks, to the real end of its stream."""
    start = _data(packed, member)
    match member.compress_type:
        case int(kind) if kind == ZIP_STORED:
            yield member.compress_size
        case int(kind) if kind == ZIP_DEFLATED:
            yield from _inflated(packed, start)
        case _:
            raise BadZipFile(f"{member.filename} is packed in a way that spreadsheets are not")


def _inflated(packed: bytes, start: int) -> Iterator[int]:
    stream = zlib.decompressobj(-15)
    rest: bytes | memoryview = memoryview(packed)[start : start + STEP]
    start += STEP
    while not stream.eof:
        yield len(stream.decompress(rest, STEP))
        rest = stream.unconsumed_tail
        if not rest:
            rest = memoryview(packed)[start : start + STEP]
            start += STEP
            if not rest and not stream.eof:
                raise BadZipFile("A part of it ends too early")


def _data(packed: bytes, member: ZipInfo) -> int:
    header = packed[member.header_offset : member.header_offset + LOCAL.size]
    if len(header) < LOCAL.size or header[:4] != b"PK\x03\x04":
        raise BadZipFile(f"{member.filename} is not where it should be")
    *_, name, extra = LOCAL.unpack(header)
    return int(member.header_offset + LOCAL.size + name + extra)
