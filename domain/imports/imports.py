"""An import: one file's rows, turned into cases and contacts by a plan that was shown before."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from domain.aggregate import Aggregate
from domain.run import Begun, Finished, Resumed, Run, Stopped

ImportKind: TypeAlias = Literal["cases", "contacts"]
IMPORT = "the import"


class ImportBegun(Begun, frozen=True, kw_only=True):
    """The file, and what its columns were taken for."""

    kind: ImportKind
    file: str
    size: int
    sha256: str
    rows: int
    mapping: Mapping[str, str]  # what each header was taken for, by the header
    options: Mapping[str, str]

    def says(self) -> str:
        return f"began to import {self.rows:,} rows of {self.file}"


class ImportStopped(Stopped, frozen=True):
    what = IMPORT


class ImportResumed(Resumed, frozen=True):
    what = IMPORT


class ImportFinished(Finished, frozen=True):
    what = IMPORT


class ImportRun(Run, frozen=True):
    stopped = ImportStopped
    resumed = ImportResumed
    finished = ImportFinished


class Import(Aggregate, frozen=True):
    run: ImportRun = ImportRun()

    @property
    def exists(self) -> bool:
        return bool(self.run.plan)
