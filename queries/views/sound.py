"""What of a view can still be shown, and in words what cannot, or only as it was.

Nothing of a view breaks when something is renamed, since it names keys and ids. What is retired
is filtered and shown as before. What is not there at all is left out, and each time it is said.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from domain.conditions import CHOOSING, And, Condition, Is, Not, Or, checked, tests
from domain.refusals import Invalid
from domain.terms import Family
from domain.views.shape import LATEST, Look, Question
from queries import catalogue
from queries.catalogue import LIST, Catalogue, Known
from queries.names import Names
from queries.sorting import known_of


class Sound(Struct, frozen=True):
    question: Question
    look: Look
    doubts: Sequence[str]


def sound(question: Question, look: Look, names: Names) -> Sound:
    facts = catalogue.of_cases(names)
    doubts: list[str] = []
    kept = Question(
        _condition(question.condition, facts, doubts) or And(),
        question.cases,
        _sort(question.sort, facts, doubts),
    )
    seen = replace(look, columns=tuple(_columns(look.columns, facts, doubts)))
    doubts += _retired(kept, seen, facts)
    return Sound(kept, seen, list(dict.fromkeys(doubts)))


def _condition(it: Condition, facts: Catalogue, doubts: list[str]) -> Condition | None:
    """What of it can be asked; None: nothing."""
    match it:
        case Is():
            return _test(it, facts, doubts)
        case Not(of):
            inner = _condition(of, facts, doubts)
            return None if inner is None else Not(inner)
        case And(of) | Or(of):
            parts = (_condition(each, facts, doubts) for each in of)
            kept = tuple(each for each in parts if each is not None)
            return type(it)(kept) if kept or not of else None


def _test(it: Is, facts: Catalogue, doubts: list[str]) -> Condition | None:
    terms = catalogue.terms(facts)
    try:
        checked(it, terms)
    except Invalid:
        why = (
            f"{terms[it.fact].label} cannot be asked that any more"
            if it.fact in terms
            else f"There is no fact called {it.fact} any more"
        )
        doubts.append(f"{why}: that part of the filter is left out.")
        return None
    return it


def _columns(keys: Iterable[str], facts: Catalogue, doubts: list[str]) -> Iterator[str]:
    for key in keys:
        if key in facts:
            yield key
        else:
            doubts.append(f"There is no fact called {key} any more: its column is left out.")


def _sort(sort: str, facts: Catalogue, doubts: list[str]) -> str:
    try:
        known_of(facts, sort)
    except Invalid:
        name = sort.removeprefix("-")
        doubts.append(f"Cases are not sorted by {name} any more: the last changed stand first.")
        return LATEST
    return sort


def _retired(question: Question, look: Look, facts: Catalogue) -> Iterator[str]:
    asked = list(tests(question.condition))
    used = [*(each.fact for each in asked), question.sort.removeprefix("-"), *look.columns]
    for key in used:
        if facts[key].retired:
            yield (
                f"The field {facts[key].term.label} is retired:"
                " its last values are still filtered and shown."
            )
    for test in asked:
        yield from _gone_choices(test, facts[test.fact])


def _gone_choices(test: Is, known: Known) -> Iterator[str]:
    if known.term.family is not Family.CHOICE or test.operator not in CHOOSING:
        return
    asked = test.value if isinstance(test.value, list | tuple) else [test.value]
    said = {str(key) for each in asked for key in known.term.these(each)}
    for choice in known.choices:
        if choice.retired and choice.key in said and known.term.name == LIST:
            yield f"The list {choice.label} is archived: who is on it is filtered as before."
        elif choice.retired and choice.key in said:
            yield (
                f"{known.term.label}: “{choice.label}” is retired;"
                " cases that still have it are filtered as before."
            )
