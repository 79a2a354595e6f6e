"""What the command line asks of identity: a sign-in link, a new person, a new key."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeVar
from uuid import UUID

from pydantic import ValidationError

from caseledger.console import give
from caseledger.identity import keys, links, people
from caseledger.wiring import House
from caseledger.words import errors
from commands.command import Command
from commands.handle import handle
from commands.people import AddPerson, IssueKey
from domain.ledger import Header
from domain.people.roles import Role
from domain.refusals import BadFacts, PersonIsInactive, Refused

Right = Literal["read", "write"]
C = TypeVar("C", bound=Command)


class NobodyHasThis(Refused):
    """Nobody here has the e-mail address {0}."""


class NoAdmin(Refused):
    """No admin is active here: say whose link it is."""


def issue_link(house: House, email: str | None = None) -> str:
    """The token of a sign-in link for `/sign-in?token=…`.

    Without an e-mail address it is the first admin's; where nobody works here yet, whoever uses
    it becomes that. Refuses NobodyHasThis, PersonIsInactive and TooManyLinks.
    """
    if email is None and not people.anybody(house.pool):
        return links.issue(house.pool, None)
    if email is None:
        person = people.first_admin(house.pool, house.ledger)
        if person is None:
            raise NoAdmin
    else:
        person = people.by_email(house.ledger, email)
        if person is None:
            raise NobodyHasThis(email)
    if not person.profile.active:
        raise PersonIsInactive
    return links.issue(house.pool, person.id)


def add_person(house: House, name: str, email: str, role: Role | str) -> UUID:
    """Add somebody, as the system. Refuses BadFacts and what AddPerson refuses."""
    command = _command(AddPerson, {"name": name, "email": email, "role": role})
    return give(command, house.ledger).id


def create_key(house: House, name: str, can: Sequence[Right], header: Header | None = None) -> str:
    """The secret of a new key, which nobody can show again. Refuses BadFacts."""
    command = _command(IssueKey, {"name": name, "can": can})
    receipt = handle(command, house.ledger, header) if header else give(command, house.ledger)
    secret = keys.keep(house.pool, receipt.id)
    assert secret, "a new key has no secret yet"
    return secret


def _command(kind: type[C], given: Mapping[str, object]) -> C:
    try:
        return kind.model_validate(given)
    except ValidationError as why:
        wrong = {each.field: each.message for each in errors(why.errors(), given)}
        raise BadFacts(wrong) from None
