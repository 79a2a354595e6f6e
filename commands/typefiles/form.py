"""A type of case as one file: what it may say. It is written and read by the same form.

Nothing in it means something in one firm alone: statuses, fields and options are known by their
keys, and people stay where they are.
"""

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from commands.command import Part, Sentence, Words
from domain.casetype.status import Category, Colour
from domain.values import ValueKind

FORMAT: Final = "caseledger/case-type"
VERSION: Final = 1
NOTE = "People do not travel: after an import nobody is assigned by default until it is said."

Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
FieldKey = Annotated[str, Field(pattern=r"^x_[a-z0-9]+(_[a-z0-9]+)*$")]


def _spelt(code: str) -> str:
    if not code.isalnum():
        raise ValueError("A code is made of letters and digits.")
    return code


class FileStatus(Part):
    key: Key
    name: Words
    category: Category
    colour: Colour
    client_text: Words | None = None
    initial: bool = False
    next: tuple[Key, ...] | None = None  # None: any may follow


class FileOption(Part):
    key: Key
    label: Words
    retired: bool = False


class FileField(Part):
    key: FieldKey
    label: Words
    kind: ValueKind
    options: tuple[FileOption, ...] = ()
    currency: Annotated[Words, Field(pattern=r"^[A-Z]{3}$")] | None = None  # None: the firm's
    help: Sentence | None = None
    group: Words | None = None
    searched: bool = False
    retired: bool = False
    required: bool = False
    required_from: Key | None = None  # a status


class TypeFile(Part):
    """A type of case, to be read by this product elsewhere."""

    format: Literal["caseledger/case-type"]
    version: Literal[1]
    note: Sentence | None = None
    name: Words
    code: Annotated[Words, AfterValidator(_spelt)]
    statuses: tuple[FileStatus, ...] = ()
    fields: tuple[FileField, ...] = ()
