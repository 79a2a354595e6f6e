"""What must hold within the file of a type, whoever reads it: each fault with its place."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from commands.typefiles.form import FileField, FileStatus, TypeFile
from commands.typefiles.report import TypeFileLine, refuses
from domain.casetype.field import CHOICES
from domain.refusals import OptionsMissing
from domain.words import folded

MOST_STATUSES, MOST_FIELDS, MOST_OPTIONS = 100, 500, 1_000


def faults(file: TypeFile) -> Iterator[TypeFileLine]:
    keys = {status.key for status in file.statuses}
    yield from _few("statuses", file.statuses, MOST_STATUSES)
    yield from _few("fields", file.fields, MOST_FIELDS)
    yield from _initial(file.statuses)
    yield from _twice("statuses", "key", (each.key for each in file.statuses))
    yield from _twice("statuses", "name", (each.name for each in file.statuses))
    yield from _twice("fields", "key", (each.key for each in file.fields))
    for n, status in enumerate(file.statuses):
        for place, key in enumerate(status.next or ()):
            yield from _known(f"statuses[{n}].next[{place}]", key, keys)
    for n, field in enumerate(file.fields):
        yield from _of_field(f"fields[{n}]", field, keys)


def _of_field(at: str, field: FileField, statuses: Collection[str]) -> Iterator[TypeFileLine]:
    yield from _few(f"{at}.options", field.options, MOST_OPTIONS)
    yield from _twice(f"{at}.options", "key", (each.key for each in field.options))
    yield from _twice(f"{at}.options", "label", (each.label for each in field.options))
    if field.kind in CHOICES and not field.options:
        yield refuses(f"{at}.options", str(OptionsMissing()))
    if field.required_from is not None:
        yield from _known(f"{at}.required_from", field.required_from, statuses)


def _initial(statuses: Sequence[FileStatus]) -> Iterator[TypeFileLine]:
    initial = [n for n, status in enumerate(statuses) if status.initial]
    if not statuses:
        yield refuses("statuses", "A type needs at least one status.")
    elif not initial:
        yield refuses("statuses", "One status must be initial: the one in which new cases begin.")
    for n in initial[1:]:
        says = f"statuses[{initial[0]}] is initial already, and new cases begin in one status."
        yield refuses(f"statuses[{n}].initial", says)


def _few(at: str, of: Sequence[object], most: int) -> Iterator[TypeFileLine]:
    if len(of) > most:
        yield refuses(at, f"There are too many of these: {len(of):,}, and {most:,} at most.")


def _twice(at: str, name: str, values: Iterable[str]) -> Iterator[TypeFileLine]:
    first: dict[str, int] = {}
    for n, value in enumerate(values):
        if (before := first.setdefault(folded(value), n)) != n:
            yield refuses(f"{at}[{n}].{name}", f"{at}[{before}] has the {name} “{value}” already.")


def _known(at: str, key: str, statuses: Collection[str]) -> Iterator[TypeFileLine]:
    if key not in statuses:
        yield refuses(at, f"No status of this file has the key “{key}”.")
