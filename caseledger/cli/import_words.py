"""What is said of columns on the command line: `--map` and `--map-value`."""

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase

from msgspec.structs import replace

from domain.refusals import CannotImport
from reactions.importer.dates import FORMATS
from reactions.importer.headings import named, words
from reactions.importer.staged import Staged
from reactions.importer.targets import NEW_FIELD, NEW_KINDS, Target
from reactions.importer.wishes import NEW, Column

NOTHING = ("", "-", "ignore", "none", "skip")
MAKE = ("create", "new", NEW)


def mapped(
    staged: Staged,
    targets: Mapping[str, Target],
    seen: Mapping[int, Sequence[str]],
    maps: Iterable[str],
    values: Iterable[str],
) -> dict[int, Column]:
    """The columns somebody speaks of, as they wish them. Refuses what means nothing here."""
    columns = {column.index: column for column in staged.columns}
    for said in maps:
        header, _, fact = said.rpartition("=")
        column = _column(columns.values(), header, said)
        columns[column.index] = _taken(column, fact, staged, targets)
        columns = _given_up(columns, column.index, targets)
    for said in values:
        place, _, stands = said.rpartition("=")
        column, value = _value(columns.values(), place, said)
        chosen = None if stands in NOTHING else NEW if stands in MAKE else stands
        known = [each for each in seen[column.index] if fnmatchcase(each, value)] or [value]
        choices = {**column.choices, **dict.fromkeys(known, chosen)}
        columns[column.index] = replace(column, choices=choices)
    return columns


def _taken(column: Column, fact: str, staged: Staged, targets: Mapping[str, Target]) -> Column:
    plain, _, more = fact.partition(":")
    if plain.strip().casefold() in NOTHING:
        return replace(column, target=None)
    if plain == "new":
        if (more or "text") not in NEW_KINDS:
            raise CannotImport(f"A new field can be {', '.join(NEW_KINDS)}; not “{more}”.")
        return replace(column, target=f"{NEW_FIELD}{more or 'text'}")
    if more and more not in FORMATS:
        raise CannotImport(f"Dates can be written {', '.join(FORMATS)}; not “{more}”.")
    target = named(plain, staged.kind, targets)
    if target is None:
        raise CannotImport(
            f"There is nothing called “{plain}” that a column could be taken for. A new custom"
            f" field: --map '{column.header}=new:text'."
        )
    return replace(column, target=target, format=more or column.format)


def _given_up(
    columns: dict[int, Column], by: int, targets: Mapping[str, Target]
) -> dict[int, Column]:
    """A column that was only taken for the same gives way to one that somebody chose."""
    chosen = columns[by].target
    if chosen is None or targets[chosen].many:
        return columns
    return {
        n: replace(c, target=None) if n != by and c.target == chosen else c
        for n, c in columns.items()
    }


def _column(columns: Iterable[Column], header: str, said: str) -> Column:
    every = list(columns)
    wanted = header.strip()
    same = [c for c in every if c.header == wanted]
    same = same or [c for c in every if words(c.header) == words(wanted)]
    if len(same) != 1 or not wanted:
        raise CannotImport(
            f"“{said}” should begin with one of the headers:"
            f" {', '.join(column.header for column in every)}."
        )
    return same[0]


def _value(columns: Iterable[Column], place: str, said: str) -> tuple[Column, str]:
    """Headers may hold colons themselves: the longest that fits is meant."""
    fits = [c for c in columns if place.startswith(f"{c.header}:")]
    if not fits:
        header, _, value = place.partition(":")
        return _column(columns, header, said), value
    column = max(fits, key=lambda c: len(c.header))
    return column, place[len(column.header) + 1 :]
