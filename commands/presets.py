"""What people may ask of presets of imports: saved from an import, and removed."""

from collections.abc import Mapping
from uuid import UUID

from pydantic import Field

from commands.command import Command, Part, Words
from commands.ids import new_id
from domain.event import Plain
from domain.imports.imports import ImportKind
from domain.imports.preset import ImportPreset, PresetColumn, Settings
from domain.ledger import Work

NAME = "import-preset-name"  # the claim of one


class SavedColumn(Part):
    header: str
    target: str | None = None
    format: str | None = None
    choices: Mapping[str, str | None] = Field(default_factory=dict)


class SaveImportPreset(Command):
    """Save the settings of an import under a name. People give it by their import, not itself."""

    permission = "imports.run"
    begins = True
    name: Words
    kind: ImportKind
    columns: tuple[SavedColumn, ...]
    options: Mapping[str, Plain]

    def decide(self, work: Work) -> None:
        known = work.holder(NAME, self.kind, self.name)
        it = work.find(ImportPreset, known or new_id())
        work.concerns(it.id)
        columns = tuple(PresetColumn(**each.model_dump()) for each in self.columns)
        work.record(it, it.save(self.name, self.kind, Settings(columns, self.options)))
        if known is None:
            work.claim(NAME, self.kind, self.name, stream=it.id)


class RemoveImportPreset(Command):
    """Remove a preset of imports for everybody. Imports that were made by it stay as they are."""

    permission = "imports.run"
    preset_id: UUID

    @property
    def about(self) -> UUID:
        return self.preset_id

    def decide(self, work: Work) -> None:
        it = work.get(ImportPreset, self.preset_id)
        after = work.record(it, it.remove())
        work.release(NAME, after.card.kind, after.card.name)
