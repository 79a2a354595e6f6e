"""No file can take the service down: it is read in a process that may die of it."""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping

import pytest

from caseledger.adapters.tables.limits import confine
from caseledger.adapters.tables.read import reading
from domain.refusals import UnreadableFile
from tests.caseledger.tables import hostile
from tests.caseledger.tables.test_reading import found_in

MEGABYTE = 1 << 20
WHY = {
    "a bomb": "times as large|larger than 200 MB",
    "a bomb that lies": "times as large|larger than 200 MB|damaged",
    "a sparse sheet": "memory|columns",
    "a wide sheet": "columns",
    "many sheets": "10,000 is the most",
    "a zip in a zip": "not a spreadsheet",
    "an ods": "not a spreadsheet",
    "encrypted": "password",
    "only a magic": "damaged",
    "only PK": "damaged",
    "half a megabyte of quotes": "quote",
    "no table": "not a table",
}


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return hostile.files()


def test_each_hostile_file_is_read_or_refused_in_a_sentence(files: Mapping[str, bytes]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, data in files.items():
        said = outcome(data)
        if name in WHY:
            assert any(word in said for word in WHY[name].split("|")), (name, said)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown * 1024 < 50 * MEGABYTE


def outcome(data: bytes) -> str:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        try:
            with reading(file) as table:
                return f"read {sum(1 for _ in table.rows())} rows"
        except UnreadableFile as why:
            return str(why)


def test_a_sheet_that_is_mostly_empty_is_not_read_in_this_process() -> None:
    said = outcome(hostile.workbook(hostile.cells("A1", "AAA1048576")))
    assert "memory" in said or "columns" in said


def test_a_renamed_workbook_is_known_by_what_is_inside() -> None:
    found, rows = found_in(hostile.honest())
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
