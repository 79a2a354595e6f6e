"""What the columns of a file are taken for at first: by a preset, as before, by their headings."""

from collections.abc import Mapping
from uuid import UUID

from msgspec.structs import replace

from caseledger.adapters.ledger.pool import Pool
from caseledger.adapters.staging import PostgresStaging
from caseledger.presets import Presets
from domain.casetype.field import Field
from domain.imports.imports import ImportKind
from domain.imports.preset import ImportPreset
from domain.refusals import NotMapped
from queries import imports
from reactions.importer.alike import alike
from reactions.importer.exported import as_exported
from reactions.importer.headings import suggested
from reactions.importer.mapped import with_dates
from reactions.importer.presets import PRESETS, applied, missing
from reactions.importer.saved import remembered
from reactions.importer.staged import Staged
from reactions.importer.targets import Target, targets
from reactions.importer.wishes import Column


class Suggestions:
    def __init__(self, pool: Pool, staging: PostgresStaging, presets: Presets) -> None:
        self._pool, self._staging, self._presets = pool, staging, presets

    def fields(self) -> Mapping[str, Field]:
        with self._pool.connection() as db:
            return imports.fields(db)

    def targets(self, kind: ImportKind) -> Mapping[str, Target]:
        return targets(kind, {key: field.definition for key, field in self.fields().items()})

    def like(self, id: UUID | None, kind: ImportKind) -> Staged | None:
        """The earlier import whose settings are asked for. Refuses NotFound and NotMapped."""
        if id is None:
            return None
        before = self._staging.get(id)
        if before.kind != kind:
            raise NotMapped(f"The import whose settings were asked for was one of {before.kind}.")
        return before

    def suggested(self, staged: Staged) -> Staged:
        kinds, headers = self.targets(staged.kind), staged.found.headers
        if staged.found.exported and staged.kind == "cases":
            columns = as_exported(headers, kinds)
        else:
            columns = suggested(headers, staged.kind, kinds)
        if staged.options.type:  # every row is under it, unless a column is mapped by hand
            columns = tuple(map(_not_the_type, columns))
        staged = self.preset(replace(staged, columns=columns))
        if before := self.like(staged.like, staged.kind):
            columns = alike(staged.columns, before.columns, kinds, f"As in {before.name}.")
            staged = replace(staged, columns=columns)
        return replace(staged, columns=with_dates(staged.columns, staged, self._staging, kinds))

    def preset(self, staged: Staged) -> Staged:
        """As the preset of its options has it, if there is one. Refuses NotMapped."""
        if not staged.options.preset:
            return staged
        preset = PRESETS.get(staged.options.preset)
        if preset is None:
            return self._saved(staged, self._presets.find(staged.options.preset, staged.kind))
        if absent := missing(preset, staged.columns):
            raise NotMapped(f"A {preset.label} export has a column {absent[0]}; this file has not.")
        columns, options = applied(preset, staged.columns, staged.options)
        if options.type:
            columns = tuple(map(_not_the_type, columns))
        return replace(staged, columns=columns, options=options)

    def _saved(self, staged: Staged, preset: ImportPreset) -> Staged:
        columns, options = remembered(preset)
        kinds = self.targets(staged.kind)
        columns = alike(staged.columns, columns, kinds, f"As in {preset.card.name}.")
        return replace(staged, columns=columns, options=options)


def _not_the_type(column: Column) -> Column:
    if column.target != "case.type":
        return column
    reason = "Every row gets the type that was chosen for all."
    return replace(column, target=None, reason=reason, confidence=None)
