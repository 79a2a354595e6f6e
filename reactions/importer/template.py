"""Templates: a table with the headers that are understood by themselves."""

import csv
import io
from collections.abc import Iterator, Mapping

from domain.casetype.field import Field
from domain.imports.imports import ImportKind
from reactions.importer.headings import suggested
from reactions.importer.targets import DATA, NEW_FIELD, Target, targets


def template(kind: ImportKind, fields: Mapping[str, Field]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(headers(kind, fields))
    return "\ufeff" + out.getvalue()


def headers(kind: ImportKind, fields: Mapping[str, Field]) -> list[str]:
    known = targets(kind, {key: field.definition for key, field in fields.items()})
    said = list(_headers(kind, known))
    columns = suggested(said, kind, known)
    return [column.header for column in columns if column.target]


def _headers(kind: ImportKind, known: Mapping[str, Target]) -> Iterator[str]:
    for target in known.values():
        if target.key == DATA or target.key.startswith((NEW_FIELD, "contact2", "contact3")):
            continue
        of_client = kind == "cases" and target.of == "contact"
        label = target.label.replace(" (mobile)", "").lower()
        yield f"Client {label}" if of_client else target.label.replace(" (mobile)", "")
