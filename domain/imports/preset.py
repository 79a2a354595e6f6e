"""A preset of imports: what columns are taken for, and the options, under a name of the firm."""

from collections.abc import Iterator, Mapping
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from domain.aggregate import Aggregate, Aspect
from domain.event import Change, Event, Plain, appeared, differing
from domain.imports.imports import ImportKind
from domain.refusals import PresetIsRemoved


class PresetColumn(Struct, frozen=True):
    """A column by its heading. `choices`: what a value stands for; None: nothing."""

    header: str
    target: str | None  # None: left out
    format: str | None  # of dates
    choices: Mapping[str, str | None]


class Settings(Struct, frozen=True):
    columns: tuple[PresetColumn, ...]
    options: Mapping[str, Plain]

    def said(self) -> Mapping[str, Plain]:
        mapping = {column.header: column.target or "" for column in self.columns}
        return {**self.options, "mapping": mapping}


class ImportPresetSaved(Event, frozen=True):
    name: str
    kind: ImportKind
    settings: Settings

    def says(self) -> str:
        return f"saved the import preset {self.name}"

    def changes(self) -> Mapping[str, Change]:
        return appeared(self.settings.said())


class ImportPresetRevised(Event, frozen=True):
    settings: tuple[Settings, Settings]

    def says(self) -> str:
        return "revised the import preset"

    def changes(self) -> Mapping[str, Change]:
        before, after = self.settings
        return differing(before.said(), after.said())


class ImportPresetRemoved(Event, frozen=True):
    def says(self) -> str:
        return "removed the import preset"

    def changes(self) -> Mapping[str, Change]:
        return {"removed": (False, True)}


class Card(Aspect, frozen=True):
    name: str = ""
    kind: ImportKind = "cases"
    settings: Settings = Settings((), {})
    removed: bool = False

    def evolve(self, event: Event) -> Self:
        match event:
            case ImportPresetSaved(name=name, kind=kind, settings=settings):
                return type(self)(name, kind, settings)
            case ImportPresetRevised(settings=(_, settings)):
                return replace(self, settings=settings)
            case ImportPresetRemoved():
                return replace(self, removed=True)
            case _:
                return self


class ImportPreset(Aggregate, frozen=True):
    card: Card = Card()

    @property
    def exists(self) -> bool:
        return bool(self.card.name)

    def save(self, name: str, kind: ImportKind, settings: Settings) -> Iterator[Event]:
        """Under a name that is known, these settings stand in the place of the former ones."""
        if not self.exists:
            yield ImportPresetSaved(name, kind, settings)
        elif settings != self.card.settings:
            yield ImportPresetRevised((self.card.settings, settings))

    def remove(self) -> Iterator[Event]:
        if self.card.removed:
            raise PresetIsRemoved
        yield ImportPresetRemoved()
