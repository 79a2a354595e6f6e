"""One case of the story, from the first call to wherever it stands when the story ends."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from caseledger.demo import words
from caseledger.demo.happening import ENDED, Happening, drawn_id, person
from commands.cases import (
    ArchiveCase,
    AssignStaff,
    ChangeStatus,
    LinkContact,
    LinkedContact,
    OpenCase,
    ReviseCaseDetails,
)
from commands.command import Command
from commands.notes import WriteNote
from domain.event import Plain

PATH = ("in-review", "active", "awaiting-documents", "in-negotiation", "settled", "closed")
REACH = (26, 28, 20, 10, 7, 5, 4)  # how many of a hundred come how far along it
INJURED = ("PI", "WC")


class DemoCase:
    def __init__(self, draw: Random, number: str, code: str, at: datetime, client: UUID) -> None:
        self._draw, self._number, self._code, self._client = draw, number, code, client
        self._at, self._id = at, drawn_id(draw)

    def told(self, team: Sequence[UUID], opponents: Sequence[UUID]) -> Iterator[Happening]:
        """What falls after the end of the story is not told."""
        self._lead, self._second = self._draw.sample(team, 2)
        yield from self._then(self._opening(), hours=0)
        if self._code in INJURED and self._likely(0.4):
            other = self._draw.choice(opponents)
            link = LinkContact(case_id=self._id, contact_id=other, role="opposing-party")
            yield from self._then(link, hours=2)
        for status in PATH[: self._draw.choices(range(7), REACH)[0]]:
            yield from self._then(ChangeStatus(case_id=self._id, status=status), hours=24 * 20)
            if self._likely(0.4):
                yield from self._then(self._note(), hours=30)
        yield from self._rest()

    def _rest(self) -> Iterator[Happening]:
        if self._likely(0.35):
            day = (self._at + timedelta(days=self._draw.randint(20, 200))).date()
            changes: Mapping[str, Plain] = {"court_date": day.isoformat()}
            yield from self._then(ReviseCaseDetails(case_id=self._id, changes=changes), hours=72)
        if self._likely(0.45):
            yield from self._then(self._note(), hours=60)
        if self._likely(0.06):
            lead = AssignStaff(case_id=self._id, person_id=self._second, lead=True)
            yield from self._then(lead, hours=48)
        if self._likely(0.04):
            why = self._draw.choice(words.CLOSING)
            yield from self._then(ArchiveCase(case_id=self._id, reason=why), hours=24 * 30)

    def _opening(self) -> Command:
        return OpenCase(
            case_id=self._id,
            number=self._number,
            type=self._code,
            facts=self._facts(),
            contacts=(LinkedContact(contact_id=self._client),),
            staff=(self._lead, self._second),
            lead=self._lead,
        )

    def _note(self) -> Command:
        choose = self._draw.choice
        text = f"{choose(words.CALLED)} {choose(words.ABOUT)}. {choose(words.THEN)}"
        return WriteNote(note_id=drawn_id(self._draw), case_id=self._id, text=text)

    def _facts(self) -> Mapping[str, Plain]:
        court, place = self._draw.choice(words.COURTS)
        injured = self._code in INJURED
        return {
            "created_date": self._at.date().isoformat(),
            "jurisdiction": place,
            "utm_source": self._draw.choice(words.SOURCES),
            "x_referral_source": self._draw.choice(words.REFERRALS),
            "x_conflict_checked": self._likely(0.9),
            **({"court_name": court} if self._likely(0.7) else {}),
            **({"utm_campaign": self._draw.choice(words.CAMPAIGNS)} if self._likely(0.3) else {}),
            **({"x_claim_amount": self._draw.randrange(2_500, 400_000, 250)} if injured else {}),
            **({"x_injury": self._draw.choice(words.INJURIES)} if injured else {}),
        }

    def _then(self, command: Command, hours: float) -> Iterator[Happening]:
        """Some time later, by one of the two who work on it."""
        if hours:
            self._at += timedelta(hours=self._draw.expovariate(1 / hours), minutes=1)
        whose = self._lead if not hours or self._likely(0.7) else self._second
        if self._at < ENDED:
            yield Happening(self._at, person(whose), command, self._client)

    def _likely(self, chance: float) -> bool:
        return self._draw.random() < chance
