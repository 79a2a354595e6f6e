"""What a file may cost: the limits that the reading process puts on itself, and their words."""

import resource
from collections.abc import Mapping
from signal import Signals

MEGABYTE = 1 << 20
MOST_BYTES = 50 * MEGABYTE  # of the file as it is uploaded
MOST_UNPACKED = 200 * MEGABYTE
MOST_RATIO = 100  # unpacked to packed, counted once a megabyte is unpacked
MOST_MEMBERS = 10_000
MOST_ROWS = 1_000_000
MOST_COLUMNS = 512
LONGEST_CELL = 100_000
MEMORY = 512 * MEGABYTE
SECONDS = 60  # of processor time

TOO_MUCH_MEMORY = (
    "it needs more memory to read than a spreadsheet may (512 MB). Delete what is empty or save it"
    " as CSV"
)
TOO_LONG = "it takes longer to read than a file may (60 seconds). Split it or save it as CSV"
WHY_IT_DIED: Mapping[int, str] = {
    Signals.SIGXCPU: TOO_LONG,
    Signals.SIGKILL: TOO_LONG,
    Signals.SIGABRT: TOO_MUCH_MEMORY,
    Signals.SIGSEGV: TOO_MUCH_MEMORY,
    Signals.SIGBUS: TOO_MUCH_MEMORY,
    Signals.SIGTRAP: TOO_MUCH_MEMORY,
}


class TooMuch(Exception):
    """A file asks for more than it may have."""


def confine() -> None:
    """From here on this process can take little, and cannot open a file or a socket."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
