"""Arrays in PostgreSQL's binary form. The driver's own take a microsecond for each element."""

from collections.abc import Sequence
from struct import Struct
from uuid import UUID

from psycopg.abc import AdaptContext
from psycopg.adapt import Dumper
from psycopg.pq import Format

HEAD = Struct(">iiiii")  # dimensions, whether any is null, type of element, length, first index
EMPTY = Struct(">iii")
INT, TEXT, BYTES, ID = 23, 25, 17, 2950
NULL = b"\xff\xff\xff\xff"
FOUR, SIXTEEN = b"\0\0\0\4", b"\0\0\0\x10"


class Packed:
    """A parameter in binary form, whose type the statement says: `%b::uuid[]`."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data


class PackedDumper(Dumper):
    format = Format.BINARY

    def dump(self, obj: Packed) -> bytes:
        return obj.data


def teach(context: AdaptContext) -> None:
    """Let a connection send packed parameters."""
    if context.adapters:
        context.adapters.register_dumper(Packed, PackedDumper)


def ints(items: Sequence[int | None]) -> Packed:
    return _packed(INT, [_int(n) for n in items])


def texts(items: Sequence[str | None]) -> Packed:
    return _packed(TEXT, [_bytes(None if s is None else s.encode()) for s in items])


def blobs(items: Sequence[bytes | None]) -> Packed:
    return _packed(BYTES, [_bytes(b) for b in items])


def ids(items: Sequence[UUID | None]) -> Packed:
    return _packed(ID, [NULL if i is None else SIXTEEN + i.bytes for i in items])


def _int(number: int | None) -> bytes:
    return NULL if number is None else FOUR + number.to_bytes(4, "big", signed=True)


def _bytes(data: bytes | None) -> bytes:
    return NULL if data is None else len(data).to_bytes(4, "big") + data


def _packed(kind: int, elements: list[bytes]) -> Packed:
    if not elements:
        return Packed(EMPTY.pack(0, 0, kind))
    head = HEAD.pack(1, NULL in elements, kind, len(elements), 1)
    return Packed(b"".join((head, *elements)))
