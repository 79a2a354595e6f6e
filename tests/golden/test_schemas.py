"""What other programs are told has a schema, which is promised, and holds nothing of a person."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from msgspec import json

from caseledger.adapters.ledger.mapper import recorded
from caseledger.adapters.ledger.stored import Entry
from domain.kinds import KINDS
from reactions.relay.integration import data_of, integration
from tests.golden.add import AN_ID, AT, Sample, samples
from tests.golden.schemas import broken, kept, made, whole

BEFORE: dict[str, Any] = {
    "case.opened": {
        "properties": {
            "record": {"type": "string", "format": "uuid"},
            "medium": {"$ref": "#/$defs/Medium"},
        },
        "required": ["record", "medium"],
        "$defs": {"Medium": {"enum": ["email", "phone"]}},
    }
}


def test_every_kind_has_its_schema_as_it_was_promised() -> None:
    """To add what is new: `python -m tests.golden.add`, which refuses what breaks a promise."""
    assert list(broken(kept(), made())) == []
    assert {kind: whole(its, its) for kind, its in kept().items()} == {
        kind: json.decode(json.encode(whole(its, its))) for kind, its in made().items()
    }


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("properties", "record"), None, "case.opened has no record any more"),
        (("properties", "record"), {"type": "integer"}, "record of case.opened is something else"),
        (("$defs", "Medium"), {"enum": ["email"]}, "medium of case.opened is something else"),
        (("required",), ["record"], "case.opened may come without medium"),
    ],
)
def test_what_would_break_a_reader_is_found(path: tuple[str, ...], value: Any, says: str) -> None:
    after = json.decode(json.encode(BEFORE))
    *outer, last = path
    place = after["case.opened"]
    for key in outer:
        place = place[key]
    if value is None:
        del place[last]
    else:
        place[last] = value
    assert list(broken(BEFORE, after)) == [says]
    assert list(broken(BEFORE, {})) == ["case.opened is gone"]


def test_what_is_added_breaks_nobody() -> None:
    after = json.decode(json.encode(BEFORE))
    after["case.opened"]["properties"]["new"] = {"type": "boolean"}
    after["case.opened"]["$defs"]["Medium"]["enum"].append("pigeon")
    assert list(broken(BEFORE, {**after, "case.closed": after["case.opened"]})) == []


@pytest.mark.parametrize("sample", samples(), ids=lambda it: f"{it.kind}-{it.schema}")
def test_no_word_that_anybody_wrote_is_told(sample: Sample) -> None:
    entry = Entry(
        AN_ID, 1, sample.kind, sample.body.encode(), 1, AN_ID, sample.header.encode(), b"", None, AT
    )
    told = integration(recorded(entry), AN_ID)
    data = json.decode(bytes(told.data))
    chosen = set(_choices(whole(made()[sample.kind]["properties"], made()[sample.kind])))
    for said in _words({name: value for name, value in data.items() if name != "changed"}):
        assert said in chosen or UUID(said)
    assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in data.get("changed", ()))


def _words(part: Any) -> Iterator[str]:
    match part:
        case str():
            yield part
        case dict():
            for each in part.values():
                yield from _words(each)
        case list():
            for each in part:
                yield from _words(each)


def _choices(part: Any) -> Iterator[str]:
    match part:
        case {"enum": chosen}:
            yield from chosen
        case dict():
            for each in part.values():
                yield from _choices(each)
        case list():
            for each in part:
                yield from _choices(each)


@pytest.mark.parametrize("kind", KINDS)
def test_no_event_has_a_field_that_all_data_have(kind: str) -> None:
    assert not {"record", "version", "changed"} & set(KINDS[kind].event.__struct_fields__)
    assert data_of(kind).__struct_fields__[:2] == ("record", "version")
