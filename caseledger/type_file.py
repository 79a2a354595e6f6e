"""The file of a type of case as it comes: what it says, or all that is wrong with its form."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from caseledger.words import errors
from commands.typefiles.form import FORMAT, VERSION, TypeFile
from commands.typefiles.take import ImportCaseType
from domain.event import Plain
from domain.refusals import TypeFileUnusable

MOST_BYTES = 1_000_000
DEEPEST = 8  # the form itself has five
MOST_SAID = 100  # faults at once
UNKEPT = re.compile("[\0\ud800-\udfff]")  # PostgreSQL has no such text, and UTF-8 no half pairs
FILE = "file"


def asked(content: bytes, name: str | None, code: str | None) -> ImportCaseType:
    """The command to make what a file describes. Refuses TypeFileUnusable."""
    if name and "\0" in name:
        raise TypeFileUnusable({"name": "The NUL character cannot be kept."})
    file = read(content)
    try:
        return ImportCaseType(file=file, name=name, code=code)
    except ValidationError as wrong:
        raise TypeFileUnusable(_faults(wrong, {"name": name, "code": code})) from None


def source(name: str | None, content: bytes) -> Mapping[str, Plain]:
    """Where each event of it came from."""
    last = "".join(c for c in PurePath(name or "").name if c.isprintable())
    return {"file": last[:200] or "file", "sha256": sha256(content).hexdigest()}


def read(content: bytes) -> TypeFile:
    """Refuses TypeFileUnusable: a sentence by each place."""
    if len(content) > MOST_BYTES:
        raise TypeFileUnusable({FILE: "This is larger than 1 MB, and no type of case is."})
    said = _json(content)
    if unkept := dict(islice(_unkept(said), MOST_SAID)):
        raise TypeFileUnusable(unkept)
    _must_be_ours(said)
    try:
        return TypeFile.model_validate(said)
    except ValidationError as wrong:
        raise TypeFileUnusable(_faults(wrong, said)) from None


def _json(content: bytes) -> Any:  # whatever JSON can say
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_once, parse_constant=_unheard)
    except UnicodeDecodeError:
        why = "it is not written in UTF-8"
    except json.JSONDecodeError as wrong:
        why = f"line {wrong.lineno}, column {wrong.colno}"
    except RecursionError:
        why = "it is nested too deep"
    except ValueError as wrong:
        why = str(wrong) if isinstance(wrong, Ambiguous) else "it has a number that is too long"
    raise TypeFileUnusable({FILE: f"This is not JSON that can be read: {why}."})


class Ambiguous(ValueError):
    """What JSON may say, and readers take differently."""


def _once(pairs: Sequence[tuple[str, Any]]) -> Mapping[str, Any]:
    said = dict(pairs)
    if len(said) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Ambiguous(f"“{UNKEPT.sub('?', twice[:100])}” is said twice of one thing")
    return said


def _unheard(constant: str) -> Any:
    raise Ambiguous(f"{constant} is no number")


def _unkept(said: Any, at: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The places of what cannot be kept."""
    if isinstance(said, (dict, list)) and depth == DEEPEST:
        yield at, "Nothing in the file of a type is nested so deep."
        return
    match said:
        case dict():
            for name, each in said.items():
                if UNKEPT.search(name):
                    yield at or FILE, "A name in this has a character that cannot be kept."
                yield from _unkept(each, f"{at}.{name}" if at else name, depth + 1)
        case list():
            for n, each in enumerate(said):
                yield from _unkept(each, f"{at}[{n}]", depth + 1)
        case str() if UNKEPT.search(said):
            yield at or FILE, "This has a character that cannot be kept, such as NUL."


def _must_be_ours(said: Any) -> None:
    if not isinstance(said, Mapping):
        raise TypeFileUnusable({FILE: "This is no file of a case type: it must be an object."})
    if said.get("format") != FORMAT:
        says = f"This is no file of a case type: its format would be “{FORMAT}”."
        raise TypeFileUnusable({"format": says})
    if said.get("version") != VERSION:
        says = f"This is another version of the format: here version {VERSION} is read."
        raise TypeFileUnusable({"version": says})


def _faults(wrong: ValidationError, said: Any) -> Mapping[str, str]:
    found = wrong.errors(include_url=False, include_input=False)
    located = ({**each, "loc": ("body", *each["loc"])} for each in islice(found, MOST_SAID))
    faults = errors(located, said)
    return {re.sub(r"\.(\d+)(?=\.|$)", r"[\1]", each.field): each.message for each in faults}
