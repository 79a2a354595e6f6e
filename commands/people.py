"""What people may ask about people, keys for programs, and the firm itself."""

from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field

from commands.command import Command, Sentence, Words
from commands.ids import new_id
from commands.types import define_type
from domain.firm.firm import FIRM, Firm
from domain.ledger import Work
from domain.people.key import Key
from domain.people.person import Person
from domain.people.roles import Role
from domain.values import email


def _zone(given: str) -> str:
    if given not in available_timezones():
        raise ValueError(f"“{given}” is not a time zone such as America/New_York.")
    return ZoneInfo(given).key


Email = Annotated[Words, AfterValidator(email)]
Zone = Annotated[Words, AfterValidator(_zone)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
TYPES = (
    ("Personal Injury", "PI"),
    ("Workers' Compensation", "WC"),
    ("Family Law", "FL"),
    ("Criminal Defense", "CD"),
)


class FirmCommand(Command):
    """A command about the firm itself."""

    permission = "settings.edit"
    name: Words | None = None
    time_zone: Zone | None = None
    currency: Currency | None = None
    country: Country | None = None

    @property
    def about(self) -> UUID:
        return FIRM


class FoundFirm(FirmCommand):
    """Begin a firm's ledger, with four types of case so that work can start at once."""

    begins = True

    def decide(self, work: Work) -> None:
        firm = work.find(Firm, FIRM)
        if firm.exists:
            return
        work.record(firm, firm.settings.found(self.model_dump(exclude_none=True)))
        for name, code in TYPES:
            define_type(work, new_id(), name, code)


class ReviseFirm(FirmCommand):
    """Change the firm's name, time zone, currency or country."""

    def decide(self, work: Work) -> None:
        firm = work.get(Firm, FIRM)
        work.record(firm, firm.settings.revise(self.model_dump(exclude_none=True)))


class AddPerson(Command):
    """Add somebody who works here."""

    permission = "people.manage"
    begins = True
    person_id: UUID = Field(default_factory=new_id)
    name: Words
    email: Email
    role: Role

    @property
    def about(self) -> UUID:
        return self.person_id

    def decide(self, work: Work) -> None:
        person = work.find(Person, self.person_id)
        work.record(person, person.profile.add(self.name, self.email, self.role))
        work.claim("person-email", self.email, stream=person.id)


class PersonCommand(Command):
    """A command about a person who is known."""

    permission = "people.manage"
    person_id: UUID

    @property
    def about(self) -> UUID:
        return self.person_id


class RenamePerson(PersonCommand):
    """Change a person's name."""

    name: Words

    def decide(self, work: Work) -> None:
        person = work.get(Person, self.person_id)
        work.record(person, person.profile.rename(self.name))


class ChangeRole(PersonCommand):
    """Give a person another role. Nobody changes their own."""

    role: Role

    def decide(self, work: Work) -> None:
        person = work.get(Person, self.person_id)
        person.must_not_be(acting(work))
        work.record(person, person.profile.become(self.role))


class DeactivatePerson(PersonCommand):
    """End a person's access. Their work stays theirs in history."""

    reason: Sentence | None = None

    def decide(self, work: Work) -> None:
        person = work.get(Person, self.person_id)
        person.must_not_be(acting(work))
        work.record(person, person.profile.deactivate(self.reason))


class ReactivatePerson(PersonCommand):
    """Give a deactivated person access again."""

    def decide(self, work: Work) -> None:
        person = work.get(Person, self.person_id)
        work.record(person, person.profile.reactivate())


class IssueKey(Command):
    """Issue a key for a program. The secret itself is shown once, and never recorded."""

    permission = "keys.manage"
    begins = True
    key_id: UUID = Field(default_factory=new_id)
    name: Words
    can: tuple[Literal["read", "write"], ...] = Field(default=("read",), min_length=1, max_length=2)

    @property
    def about(self) -> UUID:
        return self.key_id

    def decide(self, work: Work) -> None:
        key = work.find(Key, self.key_id)
        work.record(key, key.rights.issue(self.name, tuple(sorted(set(self.can)))))


class DisableKey(Command):
    """Disable a program's key, at once and for ever."""

    permission = "keys.manage"
    key_id: UUID

    @property
    def about(self) -> UUID:
        return self.key_id

    def decide(self, work: Work) -> None:
        key = work.get(Key, self.key_id)
        work.record(key, key.rights.disable())


def acting(work: Work) -> UUID | None:
    """The person who acts, if it is one."""
    actor = work.header.actor
    return UUID(actor.id) if actor.kind == "person" else None
