"""Rules: what each list followed, from which event on, as its own history and the firm's say."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.case.details import CUSTOM
from domain.case.picture import Picture
from domain.casetype.field import Field, FieldDefined
from domain.casetype.fields import FieldBound, FieldUnbound
from domain.conditions import Condition, checked, holds, tests
from domain.event import Unreadable
from domain.firm.firm import FIRM, Firm, FirmFounded, FirmRevised
from domain.lists.caselist import (
    CaseList,
    CaseListConditionChanged,
    CaseListCreated,
    ListKind,
)
from domain.refusals import Invalid
from domain.terms import Term
from projections.members.facts import Bound, Known, terms
from projections.members.histories import Step, histories
from projections.members.values import row
from projections.states import settings
from projections.tables import Db, Tables

DEFINING = (FirmFounded, FirmRevised, FieldDefined, FieldBound, FieldUnbound)


class Rule(Struct, frozen=True, kw_only=True):
    """What makes a case a member. Without a condition nobody is one but by hand."""

    kind: ListKind
    type: UUID | None = None
    condition: Condition | None = None  # checked
    terms: Mapping[str, Term] = {}
    bound: Bound = {}  # of the custom fields among them

    def fits(self, picture: Picture) -> bool:
        """Whether the condition does. Archived cases leave."""
        case = picture.case
        if self.condition is None or case.life.archived:
            return False
        if self.type not in (None, case.opening.type):
            return False
        return holds(self.condition, row(picture, self.terms, self.bound))

    def member(self, list: UUID, picture: Picture) -> bool:
        hand, off = list in picture.case.lists.on, list in picture.case.lists.off
        match self.kind:
            case ListKind.STATIC:
                return hand
            case ListKind.DYNAMIC:
                return self.fits(picture)
            case ListKind.HYBRID:
                return not off and (hand or self.fits(picture))


BY_HAND = Rule(kind=ListKind.STATIC)


class Turn(Struct, frozen=True):
    """From this step on, a list follows this rule."""

    step: Step
    rule: Rule


Turns: TypeAlias = Sequence[Turn]


def rules(db: Db, tables: Tables, until: int) -> Mapping[UUID, Turns]:
    """All turns of all lists that follow a condition, up to a position."""
    steps = _steps(db, tables, ("case-list", "firm"), until)
    if any(_is_about_fields(step) for step in steps):
        steps += _steps(db, tables, ("field", "case-type"), until)
    return _Firm(sorted(steps, key=lambda step: step.position)).turns()


def at(turns: Turns, position: int) -> int:
    """How many turns had been taken by a position."""
    return bisect_right(turns, position, key=lambda turn: turn.step.position)


class _Firm:
    """The firm's settings, step by step."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps, self._known = steps, Known()
        self._firm, self._lists = Firm(FIRM), dict[UUID, CaseList]()

    def turns(self) -> Mapping[UUID, Turns]:
        found: dict[UUID, list[Turn]] = {}
        for step in self._steps:
            for it in self._reached(step):
                rule, before = self._rule(it), found.setdefault(it.id, [])
                if rule and not (before and before[-1].rule == rule):
                    before.append(Turn(step, rule))
        return {each: turns for each, turns in found.items() if turns}

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
        asked = terms(names, self._known)
        bound = {name: self._known.bound[name] for name in names if name in self._known.bound}
        # Of the settings no more than matters to these facts: else every field would be a turn.
        rule = Rule(kind=it.card.kind, type=it.card.type, terms=asked, bound=bound)
        try:
            return replace(rule, condition=checked(it.rule.condition, asked))
        except Invalid:  # what it is about is not there any more
            return rule


def _steps(db: Db, tables: Tables, kinds: Sequence[str], until: int) -> list[Step]:
    ids = [state.stream for kind in kinds for state in settings(db, tables, kind)]
    return [step for steps in histories(db, ids, until).values() for step in steps]


def _is_about_fields(step: Step) -> bool:
    match step.event:
        case (
            CaseListCreated(condition=condition)
            | CaseListConditionChanged(condition=(_, condition))
        ):
            return any(t.fact.startswith(CUSTOM) for t in (tests(condition) if condition else ()))
        case _:
            return False
