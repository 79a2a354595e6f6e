"""How the process that reads a file tells what it read: frames of msgpack, each with its length."""

import struct
from typing import BinaryIO

FRAME = struct.Struct(">cL")  # what it is, and how long
FOUND, ROWS, NOTES, REFUSED = b"f", b"r", b"n", b"!"


def say(out: BinaryIO, what: bytes, it: bytes) -> None:
    out.write(FRAME.pack(what, len(it)))
    out.write(it)
