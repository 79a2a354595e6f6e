"""Who is in the story: the firm's people, its opponents and its clients."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from caseledger.demo import words
from caseledger.demo.happening import BEGAN, CONSOLE, ENDED, Happening, drawn_id, person
from commands.consent import RecordOptOut
from commands.contacts import AddContact, Channel, PostalAddress
from commands.people import AddPerson
from domain.contact.card import ContactKind
from domain.contact.consent import Channel as Reached
from domain.people.roles import Role

STOPS = 0.09  # of the clients do not want to be reached in some way


def colleagues(draw: Random) -> Iterator[Happening]:
    for name, role in words.PEOPLE:
        new, email = drawn_id(draw), f"{name.split()[0].lower()}@example.com"
        command = AddPerson(person_id=new, name=name, email=email, role=Role(role))
        yield Happening(BEGAN, CONSOLE, command, new)


def opponents(draw: Random) -> Iterator[Happening]:
    for name in words.FIRMS:
        new = drawn_id(draw)
        facts = {"business_name": name.strip()}
        command = AddContact(contact_id=new, kind=ContactKind.BUSINESS, facts=facts)
        yield Happening(BEGAN, CONSOLE, command, new)


def client(draw: Random, id: UUID, at: datetime, by: UUID) -> Iterator[Happening]:
    """Added just before the first case and, for some, silenced some time after it."""
    first, last = draw.choice(words.FIRST), draw.choice(words.LAST)
    born = date(1945, 1, 1) + timedelta(days=draw.randrange(22_000))
    name = f"{first}.{last}.{draw.randrange(1000)}".lower().replace("'", "")
    city, state, code = draw.choice(words.CITIES)
    street = f"{draw.randrange(1, 400)} {draw.choice(words.STREETS)}"
    command = AddContact(
        contact_id=id,
        facts={"first_name": first, "last_name": last, "date_of_birth": born.isoformat()},
        phones=(Channel(value=f"+1 {draw.choice(words.AREAS)} 555 {draw.randrange(100, 200):04}"),),
        emails=(Channel(value=f"{name.encode('ascii', 'ignore').decode()}@example.org"),),
        addresses=(PostalAddress(line1=street, city=city, state=state, postal_code=code),),
    )
    yield Happening(at - timedelta(minutes=4), person(by), command, id)
    later = at + timedelta(hours=draw.randrange(2, 900))
    if draw.random() < STOPS and later < ENDED:
        channel = draw.choice((Reached.CALL, Reached.SMS, Reached.SMS, Reached.EMAIL))
        stop = RecordOptOut(
            contact_id=id, channel=channel, source="reply", wording=draw.choice(words.STOPPED)
        )
        yield Happening(later, person(by), stop, id)
