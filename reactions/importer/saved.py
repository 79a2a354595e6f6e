"""Presets that the firm saved: made of an import, and turned into what the next one wants."""

from msgspec import convert, to_builtins
from msgspec.structs import replace

from commands.presets import SavedColumn, SaveImportPreset
from domain.imports.preset import ImportPreset
from reactions.importer.staged import Staged
from reactions.importer.wishes import Column, Options


def saving(name: str, staged: Staged) -> SaveImportPreset:
    """What keeps an import's settings, but for the list that its cases are put on."""
    columns = tuple(
        SavedColumn(
            header=each.header, target=each.target, format=each.format, choices=each.choices
        )
        for each in staged.columns
    )
    options = to_builtins(replace(staged.options, preset=None, list=None))
    return SaveImportPreset(name=name, kind=staged.kind, columns=columns, options=options)


def remembered(preset: ImportPreset) -> tuple[tuple[Column, ...], Options]:
    """Its columns by their headings, and its options."""
    settings = preset.card.settings
    columns = tuple(
        Column(index=n, header=it.header, target=it.target, format=it.format, choices=it.choices)
        for n, it in enumerate(settings.columns)
    )
    return columns, replace(convert(settings.options, Options), preset=str(preset.id))
