"""Cells that a spreadsheet would run: made harmless when written, and the same again when read."""

import re

# The last four are the full-width twins of the first.
DANGEROUS = "=+\\-@\t\r\0\uff1d\uff0b\uff0d\uff20"
_GUARDED = re.compile(f"'+[{DANGEROUS}]")
_DANGEROUS = re.compile(f"'*[{DANGEROUS}]")


def guarded(cell: str) -> str:
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def unguarded(cell: str) -> str:
    """Exactly what `guarded` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell
