"""What “create new” cannot give: a number or an external id that another record has already.

The row becomes a record all the same, and says what it does without. The external id stays with
the first: what comes again under it, by whichever door, must find the one record that it named.
"""

from collections.abc import Mapping
from uuid import UUID

from msgspec.structs import replace

from domain.case.case import Case
from domain.contact.contact import Contact
from domain.event import Plain
from reactions.importer.drafts import Draft, Person
from reactions.importer.matching import Matching, external
from reactions.supposed import Supposed

ID = "external_source_id"


def free_number(draft: Draft, matching: Matching) -> str | None:
    """The number of a row, for a new case; None: it gets the next of its type and year."""
    if not matching.numbered(draft):
        return draft.number
    draft.warnings.append(
        f"The number {draft.number} is taken: the new case gets the next of its type and year."
    )
    return None


def free_facts(draft: Draft, matching: Matching, supposed: Supposed) -> Mapping[str, Plain]:
    """The facts of a row, for a new case."""
    holder = matching.identified("case-external", draft.facts)
    if not holder:
        return draft.facts
    whose = supposed.load(Case, holder).opening.number
    return _without(draft, draft.facts, f"the case {whose}")


def free_person(draft: Draft, person: Person, matching: Matching, supposed: Supposed) -> Person:
    """Somebody of a row, for a new contact."""
    holder = matching.identified("contact-external", person.facts)
    if not holder:
        return person
    whose = supposed.load(Contact, holder).card.name
    return replace(person, facts=dict(_without(draft, person.facts, whose)))


def beside(draft: Draft, matching: Matching, made: UUID) -> Mapping[UUID, UUID]:
    """The cases that a row was passed over for, each with the one that was made instead.

    Further rows that name such a case mean the new one.
    """
    passed = matching.numbered(draft), matching.identified("case-external", draft.facts)
    return {each: made for each in passed if each and each != made}


def _without(draft: Draft, facts: Mapping[str, Plain], whose: str) -> Mapping[str, Plain]:
    _, ref = external(facts) or ("", "")
    draft.warnings.append(f"The external ID {ref} belongs to {whose}: it is left out.")
    return {name: value for name, value in facts.items() if name != ID}
