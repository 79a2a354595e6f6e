"""A person of a draft, as the commands take contacts."""

from uuid import UUID

from commands.contacts import Channel, NewContact, PostalAddress
from reactions.importer.drafts import Person, kind_of


def new_contact(id: UUID, person: Person) -> NewContact:
    facts = {name: value for name, value in person.facts.items() if value is not None}
    return _reached(id, person).model_copy(update={"kind": kind_of(person), "facts": facts})


def reach_of(id: UUID, person: Person) -> NewContact | None:
    """Only the numbers and addresses, for somebody who is known."""
    if not (person.phones or person.emails or person.address):
        return None
    return _reached(id, person)


def _reached(id: UUID, person: Person) -> NewContact:
    return NewContact(
        contact_id=id,
        phones=tuple(Channel(value=value, label=label) for value, label in person.phones),
        emails=tuple(Channel(value=value) for value in person.emails),
        addresses=(PostalAddress(**person.address),) if person.address else (),
    )
