"""Courses: what each list follows, from which event on, as its own history and the firm's say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

from msgspec.structs import replace

from domain.aggregate import Aggregate
from domain.case.details import CUSTOM
from domain.casetype.casetype import CaseType
from domain.casetype.field import Field, FieldDefined
from domain.casetype.fields import FieldBound, FieldUnbound
from domain.conditions import Condition, checked, tests
from domain.event import Unreadable
from domain.firm.firm import FIRM, Firm, FirmFounded, FirmRevised
from domain.kinds import aggregate_of
from domain.lists.caselist import (
    CaseList,
    CaseListConditionChanged,
    CaseListCreated,
    ListKind,
)
from domain.refusals import Invalid
from domain.terms import Term
from projections.members.facts import Known, terms
from projections.members.histories import Step, histories, step_of
from projections.members.rules import Course, Rule, Turn
from projections.members.values import OF_OTHERS
from projections.projection import Batch
from projections.states import settings
from projections.tables import Db, Tables

SETTING = ("case-list", "firm", "field", "case-type")
DEFINING = (FirmFounded, FirmRevised, FieldDefined, FieldBound, FieldUnbound)
Courses: TypeAlias = Mapping[UUID, Course]


def courses(db: Db, tables: Tables, until: int) -> Courses:
    """Of all lists that follow a condition, from their first event up to a position."""
    steps = _steps(db, tables, ("case-list", "firm"), until)
    if any(_is_about_fields(step) for step in steps):
        steps += _steps(db, tables, ("field", "case-type"), until)
    return _Firm().courses(steps)


def courses_of(db: Db, tables: Tables, batch: Batch) -> Courses:
    """The same from before a batch that the states have taken in: kept, not read again."""
    steps = [step_of(r) for r in batch.records if aggregate_of(r.kind) in SETTING]
    lists, firm = (_before(db, tables, batch, kind) for kind in ("case-list", "firm"))
    following = [it for it in lists if isinstance(it, CaseList) and it.exists]
    fields: Iterable[Aggregate] = ()
    if any(map(_is_about_fields, steps)) or any(_asks_of_fields(it) for it in following):
        kinds = ("field", "case-type")
        fields = [it for kind in kinds for it in _before(db, tables, batch, kind)]
    return _Firm([*firm, *fields], following).courses(steps)


def since(known: Courses, position: int) -> Courses:
    return {each: course.since(position) for each, course in known.items()}


def are_about_others(known: Courses) -> bool:
    """Whether any of them asks what follows from the clients of a case."""
    rules = (r for it in known.values() for r in (it.begin, *(turn.rule for turn in it.turns)))
    return any(rule and rule.terms.keys() & OF_OTHERS.keys() for rule in rules)


class _Firm:
    """The firm's settings, step by step, from none or from what they were."""

    def __init__(self, settings: Sequence[Aggregate] = (), lists: Sequence[CaseList] = ()) -> None:
        self._firm = next((it for it in settings if isinstance(it, Firm)), Firm(FIRM))
        fields = [it.definition for it in settings if isinstance(it, Field)]
        bound: dict[str, frozenset[UUID]] = {}
        for kind in (it for it in settings if isinstance(it, CaseType)):
            for key in kind.fields.keys:
                bound[key] = bound.get(key, frozenset()) | {kind.id}
        self._known = Known(
            firm=self._firm.settings, fields={it.key: it for it in fields}, bound=bound
        )
        self._lists = {it.id: it for it in lists if it.card.kind is not ListKind.STATIC}
        self._terms = dict[str, Term]()

    def courses(self, steps: Iterable[Step]) -> Courses:
        begun = {each: self._rule(it) for each, it in self._lists.items()}
        found: dict[UUID, list[Turn]] = {}
        for step in sorted(steps, key=lambda step: step.position):
            for it in self._reached(step):
                rule, before = self._rule(it), found.setdefault(it.id, [])
                last = before[-1].rule if before else begun.get(it.id)
                if rule and last != rule:
                    before.append(Turn(step, rule))
        known = {each: Course(begun.get(each), found.get(each, ())) for each in self._lists}
        return {each: course for each, course in known.items() if course.begin or course.turns}

    def _reached(self, step: Step) -> Iterable[CaseList]:
        """The lists whose rule may be another after this step."""
        if isinstance(step.event, Unreadable):
            return ()  # it is said in the quarantine of the states; a list goes on as it was
        if isinstance(step.event, DEFINING):
            self._learn(step)
            return list(self._lists.values())
        it = self._lists.get(step.stream, CaseList(step.stream)).after([step.event])
        if it.exists and it.card.kind is not ListKind.STATIC:
            self._lists[step.stream] = it
            return (it,)
        return ()

    def _learn(self, step: Step) -> None:
        known, bound = self._known, self._known.bound
        match step.event:
            case FirmFounded() | FirmRevised():
                self._firm = self._firm.after([step.event])
                self._known = replace(known, firm=self._firm.settings)
            case FieldDefined(key=key):
                field = Field(step.stream).after([step.event])
                self._known = replace(known, fields={**known.fields, key: field.definition})
            case FieldBound(binding=it):
                having = bound.get(it.key, frozenset()) | {step.stream}
                self._known = replace(known, bound={**bound, it.key: having})
            case FieldUnbound(key=key):
                having = bound.get(key, frozenset()) - {step.stream}
                self._known = replace(known, bound={**bound, key: having})

    def _rule(self, it: CaseList) -> Rule | None:
        if it.card.kind is None or it.rule.condition is None:
            return None
        names = {test.fact for test in tests(it.rule.condition)}
        asked = {name: self._term(name, term) for name, term in terms(names, self._known).items()}
        bound = {name: self._known.bound[name] for name in names if name in self._known.bound}
        # Of the settings no more than matters to these facts: else every field would be a turn.
        rule = Rule(kind=it.card.kind, type=it.card.type, terms=asked, bound=bound)
        try:
            return replace(rule, condition=checked(it.rule.condition, asked))
        except Invalid:  # what it is about is not there any more
            return rule

    def _term(self, name: str, term: Term) -> Term:
        """One for all lists, so that what was looked up for one is known to the next."""
        if self._terms.get(name) != term:
            self._terms[name] = term
        return self._terms[name]


def _before(db: Db, tables: Tables, batch: Batch, kind: str) -> Iterator[Aggregate]:
    for state in settings(db, tables, kind):
        was = batch.before.get(state.stream, state)
        if was:
            yield was.it


def _steps(db: Db, tables: Tables, kinds: Sequence[str], until: int) -> list[Step]:
    ids = [state.stream for kind in kinds for state in settings(db, tables, kind)]
    return [step for steps in histories(db, ids, until).values() for step in steps]


def _is_about_fields(step: Step) -> bool:
    match step.event:
        case (
            CaseListCreated(condition=condition)
            | CaseListConditionChanged(condition=(_, condition))
        ):
            return _is_of_fields(condition)
        case _:
            return False


def _asks_of_fields(it: CaseList) -> bool:
    return _is_of_fields(it.rule.condition)


def _is_of_fields(condition: Condition | None) -> bool:
    return any(test.fact.startswith(CUSTOM) for test in (tests(condition) if condition else ()))
