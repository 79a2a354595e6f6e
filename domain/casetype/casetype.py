"""A type of case: its statuses, its fields, and whether it is still in use."""

from collections.abc import Iterator, Sequence

from domain.aggregate import Aggregate
from domain.casetype.fields import Fields
from domain.casetype.life import Life
from domain.casetype.statuses import DEFAULTS, CaseTypeDefined, Status, Statuses
from domain.event import Event
from domain.refusals import StatusExists, TypeIsDefined
from domain.words import folded


class CaseType(Aggregate, frozen=True):
    life: Life = Life()
    statuses: Statuses = Statuses()
    fields: Fields = Fields()

    @property
    def exists(self) -> bool:
        return bool(self.statuses.choices)

    def define(self, name: str, code: str, statuses: Sequence[Status] = ()) -> Iterator[Event]:
        """Without statuses of its own it has the seven that every firm knows."""
        if self.exists:
            raise TypeIsDefined
        chosen = tuple(statuses) or DEFAULTS
        names = [folded(status.name) for status in chosen]
        if twice := next((s.name for s in chosen if names.count(folded(s.name)) > 1), None):
            raise StatusExists(twice)
        yield CaseTypeDefined(name, code, chosen, chosen[0].key)


def code_of(name: str) -> str:
    """The letters that case numbers of a type begin with: `PI` for Personal Injury."""
    initials = [word[0] for word in folded(name).split() if word[0].isalnum()]
    return "".join(initials[:4]).upper() or "C"
