"""No file can take the service down: it is read in a process that may die of it."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from caseledger.adapters.tables.limits import confine
from caseledger.adapters.tables.read import reading
from domain.refusals import UnreadableFile
from tests.caseledger.tables import hostile, packed
from tests.caseledger.tables.test_reading import found_in

MEGABYTE = 1 << 20
AT_ONCE = 2
# What one machine says to another.
JARGON = re.compile(r"Error|error|xml|codec|0x|byte|None|[{}\[\]<>_`]|::|zip")


def test_each_hostile_file_is_read_or_refused_in_a_sentence() -> None:
    many = 0
    files = hostile.files()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        while some := list(islice(files, AT_ONCE)):
            with little_memory():
                said = [*threads.map(outcome, [data for _, data, _ in some])]
            for (name, _, words), answer in zip(some, said, strict=True):
                many += 1
                assert any(word in answer for word in words.split("|")), (name, answer)
                assert not JARGON.search(answer), (name, answer)
    assert many > 350


@contextmanager
def little_memory() -> Iterator[None]:
    """This process may take fifty megabytes more meanwhile, also for a moment."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    before = memory("VmRSS")
    yield
    assert memory("VmHWM") - before < 50 * MEGABYTE


def memory(which: str) -> int:
    """In bytes."""
    said = Path("/proc/self/status").read_text()
    return int(said.split(f"{which}:")[1].split()[0]) * 1024


def outcome(data: bytes) -> str:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        try:
            with reading(file) as table:
                return f"read {sum(1 for _ in table.rows())} rows"
        except UnreadableFile as why:
            return str(why)


def test_a_sheet_that_is_mostly_empty_is_not_read_in_this_process() -> None:
    said = outcome(packed.workbook(packed.cells("A1", "AAA1048576")))
    assert "memory" in said or "columns" in said


def test_a_renamed_workbook_is_known_by_what_is_inside() -> None:
    found, rows = found_in(packed.honest())
    assert (found.format, rows[0].cells) == ("xlsx", ("Bo", "Leeds"))


def test_the_reading_process_cannot_open_a_file_or_a_socket() -> None:

    attempt = (
        f"from {confine.__module__} import confine; import socket; confine()\n"
        "for open_ in (lambda: open('/etc/hostname'), lambda: socket.socket()):\n"
        "    try: open_()\n"
        "    except OSError: print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", attempt], capture_output=True, text=True)
    assert done.stdout == "refused\n" * 2, done.stderr


def test_a_file_of_more_than_fifty_megabytes_is_refused() -> None:
    assert "50 MB" in outcome(b"Name,City\n" + b"Bo,Leeds\n" * (6 * MEGABYTE))
