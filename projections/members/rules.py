"""Rules: what makes a case a member of a list, and from which step on."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct

from domain.conditions import Condition, holds
from domain.lists.caselist import ListKind
from domain.terms import Term
from projections.members.facts import Bound
from projections.members.histories import Step
from projections.members.values import Asked, Look


class Rule(Struct, frozen=True, kw_only=True):
    """What makes a case a member. Without a condition nobody is one but by hand."""

    kind: ListKind
    type: UUID | None = None
    condition: Condition | None = None  # checked
    terms: Mapping[str, Term] = {}
    bound: Bound = {}  # of the custom fields among them

    def fits(self, look: Look) -> bool:
        """Whether the condition does. Archived cases leave."""
        case = look.picture.case
        if self.condition is None or case.life.archived:
            return False
        if self.type not in (None, case.opening.type):
            return False
        return holds(self.condition, Asked(look, self.terms, self.bound))

    def member(self, list: UUID, look: Look) -> bool:
        lists = look.picture.case.lists
        hand, off = list in lists.on, list in lists.off
        match self.kind:
            case ListKind.STATIC:
                return hand
            case ListKind.DYNAMIC:
                return self.fits(look)
            case ListKind.HYBRID:
                return not off and (hand or self.fits(look))


BY_HAND = Rule(kind=ListKind.STATIC)


class Turn(Struct, frozen=True):
    """From this step on, a list follows this rule."""

    step: Step
    rule: Rule


Turns: TypeAlias = Sequence[Turn]


class Course(Struct, frozen=True):
    """What a list follows from a position on: a rule, if any yet, and its turns."""

    begin: Rule | None = None
    turns: Turns = ()

    def since(self, position: int) -> "Course":
        taken = bisect_right(self.turns, position, key=lambda turn: turn.step.position)
        begin = self.turns[taken - 1].rule if taken else self.begin
        return Course(begin, self.turns[taken:])
