"""Conditions as an address spells them: what `queries.filters.url` reads, written."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from domain.conditions import OPERATORS, And, Condition, Is, Or, spelt
from domain.refusals import Unsuitable
from queries.filters.url import GROUP, separated

OTHERS = {GROUP, "q", "sort", "archived", "client_scope"}  # names that are no facts there


def addressed(condition: Condition) -> list[tuple[str, str]]:
    """Its tests one by one as far as they can be spelt so, the rest as a group in JSON."""
    parts = condition.of if isinstance(condition, And) else (condition,)
    alone: dict[str, str] = {}
    rest: list[Condition] = []
    for part in parts:
        name, said = _spelt(part)
        if said is None or name in alone:  # said twice would mean either of them
            rest.append(part)
        else:
            alone[name] = said
    return [*alone.items(), *_group(rest)]


def joined(values: Iterable[str]) -> str:
    return ",".join(_quoted(each) for each in values)


def _group(rest: Sequence[Condition]) -> Iterator[tuple[str, str]]:
    if rest:
        yield GROUP, spelt(rest[0] if len(rest) == 1 else And(tuple(rest)))


def _spelt(part: Condition) -> tuple[str, str | None]:
    """The name and the values that mean the same; None: nothing else than a group does."""
    match part:
        case Is(fact, verb, value) if fact not in OTHERS and verb in OPERATORS:
            listed = value if isinstance(value, list | tuple) else [value]
            return _name(fact, verb), _values(listed)
        case Or((Is(fact, verb, _), *_)) if fact not in OTHERS and _one_by_one(part, fact, verb):
            return _name(fact, verb), _values([each.value for each in _tests(part)])
    return "", None


def _name(fact: str, verb: str) -> str:
    return fact if verb == "any" else f"{fact}.{verb}"


def _one_by_one(group: Or, fact: str, verb: str) -> bool:
    """Whether it is one question with several values, each of which suffices."""
    takes = OPERATORS[verb].takes if verb in OPERATORS else ""
    alike = [(each.fact, each.operator) for each in _tests(group)]
    return takes in ("one", "bool") and alike == [(fact, verb)] * len(group.of)


def _tests(group: Or) -> Iterator[Is]:
    return (each for each in group.of if isinstance(each, Is))


def _values(given: Sequence[Any]) -> str | None:  # whatever JSON has
    words = [str(each).lower() if isinstance(each, bool) else str(each) for each in given]
    said = joined(words)
    try:
        return said if words and separated("", said) == words else None
    except Unsuitable:
        return None


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if set(value) & set(',"\n\r ') else value
