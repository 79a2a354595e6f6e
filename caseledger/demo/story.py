"""What happened in the firm of the demonstration, in order: the same each time.

Everything is drawn from numbers that begin the same, and nothing looks at a clock.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from caseledger.demo import words
from caseledger.demo.case import DemoCase
from caseledger.demo.happening import BEGAN, CONSOLE, ENDED, Happening, drawn_id
from caseledger.demo.people import client, colleagues, opponents
from commands.fields import BindField, DefineField
from domain.values import ValueKind

CASES = 2_000
TYPES = {"PI": 40, "WC": 30, "FL": 18, "CD": 12}  # a new firm's types by code: how many of 100
FIELDS = (
    ("Referral source", ValueKind.SELECT, words.REFERRALS, ("PI", "WC", "FL", "CD")),
    ("Conflict checked", ValueKind.YES_NO, (), ("PI", "WC", "FL", "CD")),
    ("Claim amount", ValueKind.CURRENCY, (), ("PI", "WC")),
    ("Injury", ValueKind.SELECT, words.INJURIES, ("PI", "WC")),
)


class Story:
    def __init__(self, types: Mapping[str, UUID], cases: int = CASES) -> None:
        """`types` are the firm's by code."""
        self._draw, self._cases = Random("caseledger"), cases
        people, others = list(colleagues(self._draw)), list(opponents(self._draw))
        self.before: Sequence[Happening] = [*people, *others, *_fields(self._draw, types)]
        self._team = [each.lane for each in people[:-1]]  # the last is the auditor
        self._against = [each.lane for each in others]
        self.numbers = Counter[str]()  # the last one of each prefix
        self.told: Sequence[Happening] = sorted(self._tell(), key=lambda each: each.at)

    def _tell(self) -> Iterator[Happening]:
        draw, length = self._draw, (ENDED - BEGAN).total_seconds()
        known, met = [drawn_id(draw) for _ in range(self._cases * 4 // 5)], set[UUID]()
        for seconds in sorted(draw.uniform(3600, length) for _ in range(self._cases)):
            at, chance = BEGAN + timedelta(seconds=round(seconds)), Random(draw.random())
            whose = chance.choice(known)
            if whose not in met:
                met.add(whose)
                yield from client(chance, whose, at, self._team[0])
            yield from self._case(chance, at, whose)

    def _case(self, chance: Random, at: datetime, whose: UUID) -> Iterator[Happening]:
        code = chance.choices([*TYPES], [*TYPES.values()])[0]
        prefix = f"{code}-{at.year}-"
        self.numbers[prefix] += 1
        case = DemoCase(chance, f"{prefix}{self.numbers[prefix]:06}", code, at, whose)
        yield from case.told(self._team, self._against)


def _fields(draw: Random, types: Mapping[str, UUID]) -> Iterator[Happening]:
    for label, kind, options, codes in FIELDS:
        new = drawn_id(draw)
        field = DefineField(field_id=new, label=label, kind=kind, options=options, group="Intake")
        yield Happening(BEGAN, CONSOLE, field, new)
        for code in codes:
            bind = BindField(type_id=types[code], field_id=new)
            yield Happening(BEGAN + timedelta(minutes=1), CONSOLE, bind, types[code])
