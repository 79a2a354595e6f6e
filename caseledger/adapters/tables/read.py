"""Reading a file: in a process of its own, which may die of it while we do not."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO, BinaryIO

from msgspec import json, msgpack
from msgspec.structs import replace

import caseledger
from caseledger.adapters.tables.frames import FOUND, FRAME, NOTES, REFUSED, ROWS
from caseledger.adapters.tables.limits import WHY_IT_DIED
from domain.imports.table import Found, How, Row
from domain.refusals import UnreadableFile

PATIENCE = 300.0  # seconds of anybody's time
CHILD = [sys.executable, "-m", "caseledger.adapters.tables.child"]
ROOMS = str(Path(caseledger.__file__).parents[1])


class Table:
    """A table that is being read. `found` says more once all rows were taken."""

    def __init__(self, found: Found, out: IO[bytes], child: "subprocess.Popen[bytes]") -> None:
        self.found, self._out, self._child = found, out, child

    def rows(self) -> Iterator[Row]:
        """Each row under the header, once. Refuses UnreadableFile midway."""
        while True:
            kind, frame = _frame(self._out, self._child)
            if kind == NOTES:
                self.found = replace(self.found, notes=tuple(msgpack.decode(frame)))
                return
            yield from msgpack.decode(frame, type=list[Row], strict=True)


@contextmanager
def reading(file: BinaryIO, how: How | None = None) -> Iterator[Table]:
    """Read a file that has a descriptor, from its beginning. Refuses UnreadableFile."""
    file.seek(0)
    environment = {"PYTHONPATH": ROOMS, "PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*CHILD, json.encode(how or How()).decode()]
    with subprocess.Popen(
        command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as child:
        timer = Timer(PATIENCE, child.kill)
        timer.start()
        assert child.stdout
        try:
            kind, frame = _frame(child.stdout, child)
            assert kind == FOUND
            yield Table(msgpack.decode(frame, type=Found), child.stdout, child)
        finally:
            timer.cancel()
            child.kill()


def _frame(out: IO[bytes], child: "subprocess.Popen[bytes]") -> tuple[bytes, bytes]:
    head = out.read(FRAME.size)
    if len(head) == FRAME.size:
        kind, size = FRAME.unpack(head)
        frame = out.read(size)
        if len(frame) == size and kind in (FOUND, ROWS, NOTES):
            return kind, frame
        if len(frame) == size and kind == REFUSED:
            raise UnreadableFile(frame.decode())
    status = child.wait()
    raise UnreadableFile(WHY_IT_DIED.get(-status, "it is damaged, or not a table"))
