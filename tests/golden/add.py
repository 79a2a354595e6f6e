"""Add a golden sample of each kind and schema that has none yet: `python -m tests.golden.add`.

It writes the schema of its integration event, too.

A sample is the bytes that a release wrote. It only ever gains neighbours: each line holds the
hash of the one before it, so that an edit shows.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from msgspec import Struct

from caseledger.adapters.ledger.mapper import header_bytes
from domain.event import Event
from domain.kinds import KINDS
from domain.ledger import Actor, Header, Recorded
from tests.golden import schemas
from tests.golden.examples import EXAMPLES

FILE = Path(__file__).parent / "events.jsonl"
AN_ID = UUID("0190a000-0000-7000-8000-000000000001")
AT = datetime(2026, 3, 14, 9, 26, 53, 589793, tzinfo=UTC)
SALT = '{"salt":"3q2+7wAAAAAAAAAAAAAAAA=="'
PLAIN: Mapping[Any, Any] = {
    str: "Leeds", UUID: AN_ID, int: 7, bool: True, float: 0.5, datetime: AT, date: AT.date(),
}  # fmt: skip


class Sample(Struct, frozen=True):
    kind: str
    schema: int
    header: str  # as stored, byte for byte
    body: str
    after: str  # SHA-256 of the line before


def samples() -> Sequence[Sample]:
    lines = FILE.read_text().splitlines() if FILE.exists() else []
    return [msgspec.json.decode(line, type=Sample) for line in lines]


def example(hint: Any) -> Any:
    """Something of a type, always the same."""
    if hint in PLAIN:
        return PLAIN[hint]
    of = [each for each in get_args(hint) if each is not NoneType]
    match get_origin(hint):
        case None if isinstance(hint, type) and issubclass(hint, Enum):
            return next(iter(hint))
        case None if isinstance(hint, type) and issubclass(hint, Struct):
            return made(hint)
        case origin if origin is tuple:
            return tuple(example(each) for each in of if each is not ...)
        case origin if origin in (Mapping, dict):
            return {"court_name" if of[0] is str else example(of[0]): example(of[1])}
        case origin if origin is Literal:
            return of[0]
        case origin if origin in (list, Sequence):
            return [example(of[0])]
    return example(of[0])  # one of several types: the first


def made(kind: type[Struct]) -> Any:
    hints = get_type_hints(kind)
    return kind(**{name: example(hints[name]) for name in kind.__struct_fields__})


def one_of(name: str) -> Event:
    """An event of a kind."""
    kind = KINDS[name].event
    event: Event = EXAMPLES.get(kind) or made(kind)
    return event


def sample(name: str, after: str) -> Sample:
    kind, event = KINDS[name], one_of(name)
    header = Header.begin(
        AN_ID, Actor("key", str(AN_ID), AN_ID), "import", AT, reference={"import": "1", "row": 2}
    )
    record = Recorded(AN_ID, 1, event, header, AN_ID, AN_ID)
    body = msgspec.json.encode(event).decode()
    salted = SALT + ("}" if body == "{}" else "," + body[1:])
    return Sample(name, kind.schema, header_bytes(record).decode(), salted, after)


def missing() -> Iterator[str]:
    known = {(each.kind, each.schema) for each in samples()}
    yield from (name for name, kind in KINDS.items() if (name, kind.schema) not in known)


def add() -> None:
    for name in list(missing()):
        lines = FILE.read_text().splitlines() if FILE.exists() else []
        with FILE.open("a") as file:
            it = sample(name, hash_of(lines[-1] if lines else ""))
            file.write(msgspec.json.encode(it).decode() + "\n")


def hash_of(line: str) -> str:
    return sha256(line.encode()).hexdigest()


if __name__ == "__main__":
    add()
    schemas.write()
