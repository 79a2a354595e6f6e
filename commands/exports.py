"""What is recorded of an export. Nobody gives these: they are given before a file is handed out."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from commands.command import Command
from domain.exports.exports import Export, ExportKind, ExportMade
from domain.ledger import Work


class RecordExport(Command):
    """Put on record what is taken out."""

    permission = "cases.export"
    begins = True
    export_id: UUID
    kind: ExportKind
    format: str
    rows: int
    position: int
    columns: tuple[str, ...]
    filters: tuple[Annotated[str, Field(max_length=40_000)], ...]
    sort: str | None
    chosen: tuple[UUID, ...]
    size: int
    sha256: str

    @property
    def about(self) -> UUID:
        return self.export_id

    def decide(self, work: Work) -> None:
        it = work.find(Export, self.export_id)
        made = ExportMade(**self.model_dump(exclude={"export_id"}))
        work.record(it, it.made.make(made))


class RecordOpening(Command):
    """Put on record that somebody opens the file."""

    permission = "cases.export"
    export_id: UUID

    @property
    def about(self) -> UUID:
        return self.export_id

    def decide(self, work: Work) -> None:
        it = work.get(Export, self.export_id)
        work.record(it, it.made.open())
