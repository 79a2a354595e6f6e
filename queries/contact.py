"""One contact, whole: what reaches them, what they said about it, and their cases."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.case.contacts import CLIENT
from domain.contact.consent import CallsOptedIn, CallsOptedOut
from domain.contact.contact import Contact
from domain.contact.point import PointOptedIn, PointOptedOut
from domain.contact.reach import Held, Medium
from domain.ledger import History, Recorded
from domain.refusals import NotFound
from projections import checkpoints
from projections.states import states
from projections.tables import Db
from queries.contacts import ContactRow, rows
from queries.names import Names, names
from queries.rows import derived_name


class PointSaid(Struct, frozen=True, kw_only=True):
    """A number or an address, and since when and why it must not be used."""

    point: UUID
    value: str
    label: str
    primary: bool
    opted_out: bool
    since: datetime | None = None
    source: str | None = None
    wording: str | None = None


class AddressOf(Struct, frozen=True, kw_only=True):
    id: UUID
    primary: bool
    label: str | None = None
    line1: str | None = None
    line2: str | None = None
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    country: str | None = None


class CallsSaid(Struct, frozen=True):
    """An opt-out of calls; of all of them where `type` is None."""

    type: UUID | None
    since: datetime
    source: str
    wording: str | None


class CaseOf(Struct, frozen=True, kw_only=True):
    """A case in one of the roles that the contact has there."""

    id: UUID
    number: str
    name: str
    type: UUID
    status: str
    role: str
    primary: bool
    archived: bool


class ContactDetail(Struct, frozen=True, kw_only=True):
    contact: ContactRow
    prefix: str | None
    suffix: str | None
    phones: Sequence[PointSaid]
    emails: Sequence[PointSaid]
    addresses: Sequence[AddressOf]
    call_opt_outs: Sequence[CallsSaid]
    cases: Sequence[CaseOf]
    stale: bool = False


def contact(db: Db, history: History, id: UUID, stale: bool = False) -> ContactDetail:
    """As the read model has it. Refuses NotFound."""
    found = rows(db, [id])
    state = states(db, checkpoints.serving(db), [id]).get(id)
    if not found or state is None or not isinstance(it := state.it, Contact):
        raise NotFound
    reach, known = it.reach, names(db)
    phones, emails = ([_point(it, held, history) for held in reach.of(medium)] for medium in Medium)
    return ContactDetail(
        contact=found[0],
        prefix=_text(it, "prefix"),
        suffix=_text(it, "suffix"),
        phones=phones,
        emails=emails,
        addresses=[
            AddressOf(id=each.id, primary=each.id == reach.primary_address, **each.parts)
            for each in reach.addresses
        ],
        call_opt_outs=list(_calls(history.stream(id))),
        cases=list(_cases(db, id, known)),
        stale=stale,
    )


def _text(contact: Contact, name: str) -> str | None:
    value = contact.card.facts.get(name)
    return str(value) if value is not None else None


def _point(contact: Contact, held: Held, history: History) -> PointSaid:
    last = _last_said(history.stream(held.point))
    main = contact.reach.main(held.medium)
    out = last.event if last and isinstance(last.event, PointOptedOut) else None
    return PointSaid(
        point=held.point,
        value=held.value,
        label=held.label,
        primary=main is not None and main.point == held.point,
        opted_out=out is not None,
        since=last.header.occurred_at if last and out else None,
        source=out.grounds.source if out else None,
        wording=out.grounds.wording if out else None,
    )


def _last_said(records: Sequence[Recorded]) -> Recorded | None:
    said = [r for r in records if isinstance(r.event, PointOptedOut | PointOptedIn)]
    return said[-1] if said else None


def _calls(records: Sequence[Recorded]) -> Iterator[CallsSaid]:
    said: dict[UUID | None, Recorded] = {}
    for record in records:
        match record.event:
            case CallsOptedOut(type=kind):
                said[kind] = record
            case CallsOptedIn(type=kind):
                said.pop(kind, None)
    for kind, record in said.items():
        assert isinstance(record.event, CallsOptedOut)
        grounds = record.event.grounds
        yield CallsSaid(kind, record.header.occurred_at, grounds.source, grounds.wording)


def _cases(db: Db, id: UUID, known: Names) -> Iterator[CaseOf]:
    query = (
        "select l.id, l.number, l.own_name, l.client_name, l.type, l.status, l.archived, c.roles,"
        " c.primary_client from read.case_contact as c join read.case_line as l on l.id = c.case_id"
        " where c.contact = %s order by l.opened_at desc, l.id desc limit 1000"
    )
    for case, number, own, client, kind, status, archived, roles, primary in db.execute(
        query, (id,)
    ):
        for role in roles:
            yield CaseOf(
                id=case,
                number=number,
                name=own or derived_name(client, kind, known),
                type=kind,
                status=status,
                role=role,
                primary=primary and role == CLIENT,
                archived=archived,
            )
