"""A type of case as a file: the same for the same type, whoever asks and wherever it stands."""

from uuid import UUID

from msgspec import to_builtins

from commands.typefiles.form import (
    FORMAT,
    NOTE,
    VERSION,
    FileField,
    FileStatus,
    TypeFile,
)
from domain.casetype.casetype import CaseType
from domain.casetype.field import Field
from domain.casetype.fields import Binding
from domain.casetype.status import Status
from domain.refusals import NotFound
from queries.names import Names


def file_of(names: Names, type: UUID) -> TypeFile:
    """Refuses NotFound."""
    if type not in names.types:
        raise NotFound
    kind = names.types[type]
    return TypeFile(
        format=FORMAT,
        version=VERSION,
        note=NOTE,
        name=kind.life.name,
        code=kind.life.code,
        statuses=tuple(_status(kind, each) for each in kind.statuses.choices),
        fields=tuple(_field(each, names.fields[each.key]) for each in kind.fields.bindings),
    )


def written(file: TypeFile) -> bytes:
    """One thing a line, in the order of the form: two files are compared line by line."""
    return f"{file.model_dump_json(indent=2)}\n".encode()


def _status(kind: CaseType, it: Status) -> FileStatus:
    allowed = kind.transitions.after(it.key)
    return FileStatus(
        key=it.key,
        name=it.name,
        category=it.category,
        colour=it.colour,
        client_text=it.client_text,
        initial=it.key == kind.statuses.initial,
        next=None if allowed is None else tuple(k for k in kind.statuses.keys if k in allowed),
    )


def _field(binding: Binding, field: Field) -> FileField:
    it = field.definition
    return FileField.model_validate(
        {
            **it.facts,
            "key": it.key,
            "kind": it.kind,
            "options": to_builtins(it.options),
            "currency": it.currency,
            "retired": it.retired,
            "required": binding.required,
            "required_from": binding.required_from,
        }
    )
