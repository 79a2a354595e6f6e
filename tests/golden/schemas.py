"""The schemas of integration events in docs/events: `tests.golden.add` writes what is new.

Other programs lean on them. So a field may be added and a choice, and nothing may go or change:
such a change is refused, and whoever wants it gives the event another name.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import json

from domain.kinds import KINDS
from reactions.relay.integration import schema_of

FOLDER = Path(__file__).parents[2] / "docs" / "events"

Schema = Mapping[str, Any]


def kept() -> Mapping[str, Schema]:
    return {path.stem: json.decode(path.read_bytes()) for path in FOLDER.glob("*.json")}


def made() -> Mapping[str, Schema]:
    return {kind: schema_of(kind) for kind in KINDS}


def broken(before: Mapping[str, Schema], after: Mapping[str, Schema]) -> Iterator[str]:
    """What those who read by the schemas before would stumble over."""
    for kind, schema in before.items():
        if kind not in after:
            yield f"{kind} is gone"
            continue
        for name, wanted in schema["properties"].items():
            found = after[kind]["properties"].get(name)
            if found is None:
                yield f"{kind} has no {name} any more"
            elif not _fits(whole(wanted, schema), whole(found, after[kind])):
                yield f"{name} of {kind} is something else"
        if missing := set(schema["required"]) - set(after[kind]["required"]):
            yield f"{kind} may come without {', '.join(sorted(missing))}"


def whole(part: Any, schema: Schema) -> Any:
    """The same with its references in full."""
    if isinstance(part, list):
        return [whole(each, schema) for each in part]
    if not isinstance(part, dict):
        return part
    if reference := part.get("$ref"):
        return whole(schema["$defs"][reference.rpartition("/")[2]], schema)
    return {
        key: whole(value, schema)
        for key, value in part.items()
        if key not in ("title", "description")
    }


def _fits(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, dict) and isinstance(found, dict) and "enum" in wanted:
        return set(wanted["enum"]) <= set(found.get("enum", ()))
    if isinstance(wanted, dict) and isinstance(found, dict):
        return wanted.keys() == found.keys() and all(_fits(wanted[k], found[k]) for k in wanted)
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(map(_fits, wanted, found))
    return bool(wanted == found)


def write() -> None:
    if trouble := list(broken(kept(), made())):
        raise SystemExit("\n".join(trouble))
    FOLDER.mkdir(exist_ok=True)
    for kind, schema in made().items():
        text = json.format(json.encode(schema), indent=1).decode()
        (FOLDER / f"{kind}.json").write_text(f"{text}\n")
