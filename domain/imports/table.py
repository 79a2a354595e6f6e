"""A table as it was found in a file: where its header stands, and how the file was read."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

# How an export of ours begins to say what it is: as its last header in CSV, a sheet in XLSX. It
# tells readers where the table stands, what its columns are, and which cells to unguard.
EXPORTED = "Exported by Caseledger"
Format: TypeAlias = Literal["csv", "tsv", "xlsx", "xls"]


class How(Struct, frozen=True, kw_only=True):
    """What somebody says about a file. None: find it, and show what was found."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None  # from 1, as spreadsheets number rows


class Found(Struct, frozen=True, kw_only=True):
    """How a file is read. `notes` are sentences about what a person should look at."""

    format: Format
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    header_row: int = 1
    headers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def exported(self) -> bool:
        """Whether it is an export of ours."""
        return EXPORTED in self.sheets or is_exported(self.headers)


class Row(Struct, frozen=True, gc=False, array_like=True):
    """A row of the table under its header. `number` is the one that the file gives it."""

    number: int
    cells: tuple[str, ...]


def is_exported(headers: Sequence[str]) -> bool:
    return bool(headers) and headers[-1].startswith(EXPORTED)
