"""The mapping as people see it: what is suggested, what was chosen, and what is still open."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from domain.casetype.field import CHOICES, Field
from domain.values import ValueKind, stored
from reactions.importer.books import Books, role_of, status_of
from reactions.importer.dates import inferred
from reactions.importer.staged import Staged, Staging
from reactions.importer.targets import NEW_FIELD, Target
from reactions.importer.wishes import NEW, Column, Options

MOST_CHOICES = 200


class Choice(Struct, frozen=True):
    """A value of a column, in how many rows it is, and what it stands for. None: for nothing."""

    value: str
    count: int
    target: str | None


def wished(columns: Sequence[Column], wishes: Mapping[int, Column]) -> tuple[Column, ...]:
    """The columns after somebody's wishes; what was not touched keeps its reason."""
    return tuple(_wished(column, wishes.get(column.index)) for column in columns)


def with_dates(
    columns: Sequence[Column], staged: Staged, staging: Staging, known: Mapping[str, Target]
) -> tuple[Column, ...]:
    """Each column of dates with the one format that fits it, or with the reason why none does."""

    def dated(column: Column) -> Column:
        target = known.get(column.target or "")
        if target is None or target.type != ValueKind.DATE or column.format:
            return column
        reading = inferred(said for said, _ in staging.values(staged.id, column.index))
        said = [column.reason, None if reading.format else reading.why]
        return replace(column, format=reading.format, reason=" ".join(filter(None, said)))

    return tuple(map(dated, columns))


def choices(column: Column, staged: Staged, staging: Staging, books: Books) -> Iterator[Choice]:
    """The different values of a column whose values are keys, each with what it stands for."""
    if not is_chosen(column.target, books.fields):
        return
    for said, many in staging.values(staged.id, column.index, MOST_CHOICES):
        alone = meant(column.target or "", said, staged.options, books)
        yield Choice(said, many, column.choices.get(said, alone))


def is_chosen(target: str | None, fields: Mapping[str, Field]) -> bool:
    of, _, name = (target or "").partition(".")
    if of == "case" and name in fields:
        return fields[name].definition.kind in CHOICES
    return target in ("case.type", "case.status", f"{NEW_FIELD}select") or (
        of.startswith("contact") and name == "role"
    )


def meant(target: str, said: str, options: Options, books: Books) -> str | None:
    """What a value stands for by itself."""
    if target == "case.type":
        kind = books.type(said)
        return str(kind.id) if kind else None
    if target == "case.status":
        kind = books.type(options.type) if options.type else None
        kinds = [kind] if kind else [known for known in books.types.values() if known]
        return next((key for each in kinds if (key := status_of(each, said))), None)
    if target.endswith(".role"):
        return role_of(said)
    if target.startswith(NEW_FIELD):
        return NEW
    definition = books.fields[target.removeprefix("case.")].definition
    try:
        return str(stored(definition.ask(books.country), said))
    except ValueError:
        return None


def _wished(column: Column, wish: Column | None) -> Column:
    if wish is None:
        return column
    if wish.target == column.target:
        return replace(column, format=wish.format, choices=wish.choices)
    reason = "You chose it." if wish.target else "You left it out."
    return replace(wish, header=column.header, reason=reason, confidence=None)
