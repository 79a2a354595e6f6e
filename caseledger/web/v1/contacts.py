"""Reading contacts: lists, one of them, and what happened to it."""

from uuid import UUID

from fastapi import APIRouter, Depends, Response

from caseledger.web.house import May, TheHouse, answer
from caseledger.web.openapi import answers
from caseledger.web.reading import FILTERS, Before, Limit, List, Seen, Which, Whole, read
from queries import activity, contact, contacts
from queries.activity import EntryPage
from queries.contact import ContactDetail
from queries.contacts import VIEWS, ContactPage
from queries.listing import Count

router = APIRouter(
    prefix="/v1/contacts", tags=["Contacts"], dependencies=[Depends(May("contacts.read"))]
)


@router.get("", responses=answers(ContactPage), openapi_extra=FILTERS)
def contact_list(house: TheHouse, asked: List, min_position: Seen = 0) -> Response:
    """List contacts: `?opted_out.any=sms&city=Leeds&q=555-0142`."""
    return answer(read(house, min_position, VIEWS, lambda db, old: contacts.find(db, asked, old)))


@router.get("/count", responses=answers(Count), openapi_extra=FILTERS)
def contact_count(house: TheHouse, asked: Whole, min_position: Seen = 0) -> Response:
    """Count the contacts that a list would show, up to a cap."""
    return answer(read(house, min_position, VIEWS, lambda db, _: contacts.count(db, asked)))


@router.get("/{contact_id}", responses=answers(ContactDetail, 404))
def one_contact(contact_id: UUID, house: TheHouse, min_position: Seen = 0) -> Response:
    """A contact, how it can be reached, and its cases."""
    found = read(
        house,
        min_position,
        VIEWS,
        lambda db, old: contact.contact(db, house.ledger, contact_id, old),
    )
    return answer(found, ETag=f'"{found.contact.version}"')


@router.get("/{contact_id}/activity", responses=answers(EntryPage, 404))
def contact_activity(
    contact_id: UUID,
    house: TheHouse,
    which: Which,
    before: Before = None,
    limit: Limit = 50,
) -> Response:
    """What happened to a contact and to its numbers and addresses. The newest first."""
    found = read(
        house,
        0,
        (),
        lambda db, _: activity.of_contact(db, house.ledger, contact_id, which, before, limit),
    )
    return answer(found)
