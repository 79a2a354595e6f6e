"""One case, whole: its facts, its people, its fields; now, or as of any moment."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, LiteralString
from uuid import UUID

from msgspec import Struct

from domain.case.case import Case
from domain.case.contacts import CLIENT, Link
from domain.case.opening import CaseTypeChanged
from domain.case.picture import Picture
from domain.casetype.casetype import CaseType
from domain.contact.card import ContactKind
from domain.contact.contact import Contact
from domain.contact.reach import Held, Medium
from domain.event import Plain
from domain.ledger import History
from domain.values import Option
from projections.tables import Db
from queries import picture, spans
from queries.instants import Moment
from queries.names import Names, names
from queries.rows import CaseRow, hidden, row, visible

LAST = 2**63 - 1
TOLD: LiteralString = (
    "select count(*) from ledger.event e"
    " join unnest(%s::uuid[], %s::bigint[], %s::bigint[]) as s (id, after, before)"
    " on e.subject = s.id and e.position > s.after and e.position < s.before"
)
NOTES: LiteralString = (
    "select sum(case kind when 'note.hidden' then -1 else 1 end)::bigint from ledger.event"
    " where subject = %s and position <= %s"
    " and kind in ('note.written', 'note.hidden', 'note.shown')"
)


class PointOf(Struct, frozen=True):
    """A number or an address of a contact."""

    point: UUID
    value: str
    label: str
    primary: bool
    opted_out: bool


class OnCase(Struct, frozen=True, kw_only=True):
    """A contact in one of its roles on the case."""

    contact: UUID
    role: str
    primary: bool
    name: str
    kind: str
    phones: Sequence[PointOf]
    emails: Sequence[PointOf]
    call_opted_out: bool


class FieldOf(Struct, frozen=True, kw_only=True):
    """A custom field of the case's type, and its value."""

    key: str
    label: str
    kind: str
    group: str | None
    options: Sequence[Option]
    required: bool
    currency: str | None
    value: Plain


class Tabs(Struct, frozen=True, kw_only=True):
    """How much there is under each."""

    communications: int = 0
    tasks: int = 0
    documents: int = 0
    notes: int
    activity: int


class Evidence(Struct, frozen=True, kw_only=True):
    """What the ledger keeps of the case; no leaf where the notary has not come to it yet."""

    version: int
    position: int
    leaf: str | None = None
    leaf_position: int | None = None
    verified: bool | None = None


class Detail(Struct, frozen=True, kw_only=True):
    case: CaseRow
    contacts: Sequence[OnCase]
    fields: Sequence[FieldOf]
    hidden: Sequence[str]
    missing: Sequence[str]
    tabs: Tabs
    ledger: Evidence
    as_of: Moment | None = None
    stale: bool = False


class TypeChange(Struct, frozen=True, kw_only=True):
    """What another type would do to a case. Nothing is written."""

    kept: Sequence[str]
    hidden: Sequence[str]
    restored: Sequence[str]
    missing: Sequence[str]
    status: str


def case_now(db: Db, history: History, case: UUID) -> Detail:
    """As it is, as far as the read model has come. Refuses NotFound."""
    return _detail(db, history, picture.now(db, case), names(db), None)


def case_at(db: Db, history: History, case: UUID, when: Moment) -> Detail:
    """As it was, exactly. Refuses NotFound, and NotYet where it was opened later."""
    then = picture.at(history, case, when.position)
    known = picture.names_at(names(db), history, then.case.opening.type, when.position)
    return _detail(db, history, then, known, when)


def type_change(db: Db, case: UUID, to: str, status: str | None = None) -> TypeChange:
    """What ChangeCaseType would decide. Refuses what it refuses."""
    known = names(db)
    it, new = picture.now(db, case).case, known.find_type(to)
    old = known.types[it.opening.type]
    event = next(iter(it.change_type(old, new, status)), None)
    change = event if isinstance(event, CaseTypeChanged) else None
    after = it.after([change]) if change else it
    facts, reached = after.details.facts, after.status.current
    return TypeChange(
        kept=sorted(set(visible(it.details.facts, old.id, known)) & set(new.fields.keys)),
        hidden=change.hidden if change else (),
        restored=change.restored if change else (),
        missing=missing(facts, new, reached),
        status=reached,
    )


def missing(facts: Mapping[str, Plain], kind: CaseType, status: str) -> Sequence[str]:
    """The fields that the type requires in that status, and that have no value."""
    return [key for key in kind.fields.required_at(status, kind.statuses) if facts.get(key) is None]


def _detail(db: Db, history: History, of: Picture, known: Names, when: Moment | None) -> Detail:
    case, facts = of.case, of.case.details.facts
    kind = known.types.get(case.opening.type)
    until = when.position if when else None
    return Detail(
        case=row(of, known),
        contacts=[_on_case(of, link) for link in case.contacts.links],
        fields=list(_fields(facts, kind, known)),
        hidden=hidden(facts, case.opening.type, known),
        missing=missing(facts, kind, case.status.current) if kind else (),
        tabs=_tabs(db, history, case.id, until),
        ledger=_evidence(db, case, of.position, until),
        as_of=when,
    )


def _on_case(of: Picture, link: Link) -> OnCase:
    contact = of.contacts.get(link.contact, Contact(link.contact))
    phones, emails = (
        [_point(of, contact, held) for held in contact.reach.of(medium)] for medium in Medium
    )
    return OnCase(
        contact=link.contact,
        role=link.role,
        primary=link.role == CLIENT and link.contact == of.case.contacts.primary,
        name=contact.card.name,
        kind=contact.card.kind or ContactKind.INDIVIDUAL,
        phones=phones,
        emails=emails,
        call_opted_out=of.no_calls(contact),
    )


def _point(of: Picture, contact: Contact, held: Held) -> PointOf:
    known = of.points.get(held.point)
    main = contact.reach.main(held.medium)
    return PointOf(
        point=held.point,
        value=held.value,
        label=held.label,
        primary=main is not None and main.point == held.point,
        opted_out=known is not None and known.line.opted_out,
    )


def _fields(facts: Mapping[str, Plain], kind: CaseType | None, known: Names) -> Iterator[FieldOf]:
    for binding in kind.fields.bindings if kind else ():
        if field := known.fields.get(binding.key):
            it = field.definition
            yield FieldOf(
                key=binding.key,
                label=it.label,
                kind=it.kind,
                group=str(it.facts["group"]) if it.facts.get("group") else None,
                options=it.options,
                required=binding.required,
                currency=it.currency,
                value=facts.get(binding.key),
            )


def _tabs(db: Db, history: History, case: UUID, until: int | None) -> Tabs:
    whole = spans.of_case(history, spans.turns_of_case(history, case))
    cut = [(s.subject, s.after, min(s.before, until + 1) if until else s.before) for s in whole]
    [told] = _one(db, TOLD, *map(list, zip(*cut, strict=True)))
    [notes] = _one(db, NOTES, case, LAST if until is None else until)
    return Tabs(notes=notes or 0, activity=told)


def _evidence(db: Db, case: Case, position: int, until: int | None) -> Evidence:
    query = (
        "select encode(digest, 'hex'), position from ledger.leaf"
        " where subject = %s and position <= %s order by position desc limit 1"
    )
    found = db.execute(query, (case.id, LAST if until is None else until)).fetchone()
    leaf, at = found or (None, None)
    return Evidence(version=case.version, position=position, leaf=leaf, leaf_position=at)


def _one(db: Db, query: LiteralString, *values: object) -> tuple[Any, ...]:
    found: tuple[Any, ...] | None = db.execute(query, values).fetchone()
    return found or ()
