"""A firm with everything that a case may have, and all that may be asked about it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from random import Random
from typing import Any
from uuid import UUID

from hypothesis import Phase
from hypothesis import strategies as st

from commands.cases import ArchiveCase, AssignStaff, ChangeCaseType, ChangeStatus
from commands.lists import AddToList, RemoveFromList
from domain.casetype.casetype import CaseType
from domain.conditions import And, Condition, Is, Not, Or, Row, checked, operators_of
from domain.contact.consent import Channel
from domain.contact.contact import Contact
from domain.contact.point import CHANNEL
from domain.lists.caselist import ListKind
from domain.refusals import CaseIsArchived, Unsuitable
from domain.terms import Family, Term
from domain.values import ValueKind
from tests.queries.office import Office

# What fails says which condition it is: to make it smaller would take minutes.
ONCE: dict[str, Any] = {"phases": [Phase.generate], "database": None}
CASES = 60
TYPES = ("Personal Injury", "Family Law", "Criminal Defense")
TEXTS = (None, None, "Leeds", "leeds", "Łódź", "York", "L%ds", "O'Brien & Söhne", 'say "no"', "_")
DAYS = (None, "2026-01-01", "2026-01-02", "2026-02-28", "2019-12-31")
CITIES = (None, "Łódź", "Leeds", "LEEDS")
CUSTOM: Mapping[ValueKind, Sequence[Any]] = {
    ValueKind.TEXT: ("Leeds", "leeds ", "Straße", "x" * 600 + "y", "x" * 600 + "z"),
    ValueKind.LONG_TEXT: ("a\nb", "long"),
    ValueKind.NUMBER: ("1", "1.50", "-3", "100000000000000"),
    ValueKind.CURRENCY: ("10", "10.05", "-1"),
    ValueKind.PERCENTAGE: ("50", "33.3"),
    ValueKind.DATE: DAYS[1:],
    ValueKind.DATE_TIME: ("2026-01-01T00:00:00Z", "2026-01-01T23:30:00-05:00"),
    ValueKind.YES_NO: (True, False),
    ValueKind.SELECT: ("Left arm", "Right arm"),
    ValueKind.MULTI_SELECT: (("Left arm",), ("Left arm", "Right arm"), ("Leg",)),
    ValueKind.PHONE: ("+12025550101", "(202) 555-0102"),
    ValueKind.EMAIL: ("Ana@Example.com", "bo@example.com"),
    ValueKind.ADDRESS: ({"line1": "1 Main St", "city": "Łódź"}, "Somewhere"),
    ValueKind.URL: ("https://example.com/A", "http://example.com"),
}  # fmt: skip
OPTIONS = ("Left arm", "Right arm", "Leg")
SPAN = (
    "2026-01-01",
    "2026-01-01T05:00:00Z",
    "2026-01-02T04:59:59.999999Z",
    "2019-06-01",
    "2031-01-01",
)


def everything(office: Office) -> Office:
    """Cases with everything that a case may have, and with nothing; types that hide values."""
    chance = Random(7)
    for n, kind in enumerate(CUSTOM):
        options = OPTIONS if kind in (ValueKind.SELECT, ValueKind.MULTI_SELECT) else ()
        types = TYPES if n % 3 == 0 else TYPES[:2] if n % 3 == 1 else TYPES[1:]
        office.field(f"Custom {kind}", kind, *types, options=options)
    staff = [office.person("Rae Kim"), office.person("Lee Wu")]
    contacts = [_contact(office, n, chance) for n in range(12)]
    for contact in contacts:
        opt_out(office, contact, chance)
    for n in range(CASES):
        _case(office, n, contacts, staff, chance)
    chosen = [case for case in office.cases if chance.random() < 0.3]
    for case in chosen:
        with suppress(CaseIsArchived):
            office.ask(AddToList(case_id=case, list_id=office.list("Put by hand")))
    office.list("In Leeds", Is("court_name", "any", ["Leeds"]))
    office.list("Silent or put", Is("opted_out", "any", ["sms"]), ListKind.HYBRID)
    for case, do in zip(office.cases[:8], (AddToList, RemoveFromList) * 4, strict=True):
        with suppress(CaseIsArchived):
            office.ask(do(case_id=case, list_id=office.lists["Silent or put"]))
    office.settle()
    return office


def _contact(office: Office, n: int, chance: Random) -> UUID:
    phones = [f"+120255501{n % 7:02}", f"+120255502{n:02}"][: chance.randrange(3)]
    emails = [f"ana{n % 5}@example.com"][: chance.randrange(2)]
    city = chance.choice(CITIES)
    home = {
        "line1": "1 Main St",
        "city": city,
        "state": chance.choice(("TX", None)),
        "postal_code": "77001",
    }
    more: dict[str, Any] = {"addresses": [home]} if chance.random() < 0.7 else {}
    return office.contact(
        chance.choice(("Ana", "Élodie")), f"Ruiz{n}", phones=phones, emails=emails, **more
    )


def opt_out(office: Office, contact: UUID, chance: Random) -> None:
    held = office.house.ledger.load(Contact, contact).reach
    if chance.random() < 0.4:
        office.opt_out(contact, Channel.CALL, type=chance.choice((None, *TYPES)))
    for medium, channel in CHANNEL.items():
        for point in held.of(medium):
            if chance.random() < 0.3:
                office.opt_out(contact, channel, value=point.value)


def _case(
    office: Office, n: int, contacts: Sequence[UUID], staff: Sequence[UUID], chance: Random
) -> None:
    clients = chance.sample(contacts, chance.randrange(4))
    kind = chance.choice(TYPES)
    bound = office.house.ledger.load(CaseType, office.type(kind)).fields.keys
    facts: dict[str, Any] = {
        "name": chance.choice(TEXTS), "court_name": chance.choice(TEXTS),
        "description": chance.choice((None, "Long")), "court_date": chance.choice(DAYS),
        "end_date": chance.choice(DAYS), "utm_source": chance.choice(TEXTS),
        "external_source": "crm", "external_source_id": str(n),
    }  # fmt: skip
    for value_kind, values in CUSTOM.items():
        key = f"x_custom_{value_kind}"
        if key in bound and chance.random() < 0.7:
            facts[key] = chance.choice(values)
    if chance.random() < 0.3:
        facts |= {"is_obo": True, "representative": chance.choice(TEXTS) or "Somebody"}
    case = office.case(*clients, type=kind, **facts)
    move(office, case, contacts, staff, chance)


def move(
    office: Office, case: UUID, contacts: Sequence[UUID], staff: Sequence[UUID], chance: Random
) -> None:
    if chance.random() < 0.4:
        office.ask(ChangeStatus(case_id=case, status=chance.choice(("Active", "Closed"))))
    if chance.random() < 0.4:
        office.ask(ChangeCaseType(case_id=case, type=chance.choice(TYPES)))
    if chance.random() < 0.4:
        office.link(case, chance.choice(contacts), chance.choice(("witness", "Expert witness")))
    if chance.random() < 0.4:
        office.ask(AssignStaff(case_id=case, person_id=chance.choice(staff)))
    if chance.random() < 0.2:
        office.ask(ArchiveCase(case_id=case, reason="Twice"))


def values(term: Term, rows: Sequence[Row]) -> Sequence[Any]:
    """What the fact may be compared with, as an address or a group would say it."""
    seen = {str(value) for row in rows for value in row[term.name]}
    match term.family:
        case Family.CHOICE:
            return sorted(term.choices or seen) or [str(UUID(int=9))]
        case Family.INSTANT:
            return [*SPAN, *sorted(seen)]
        case Family.DAY:
            return DAYS[1:]
        case Family.NUMBER:
            return ["1", "1.5", "10", "10.05", 1005, "33.3", "-2"]
        case Family.YES_NO:
            return ["yes", "No", True, False]
        case _:
            return [*(text for text in TEXTS if text), *sorted(seen)[:20], "e", "ö", "5550101"]


def conditions(terms: Mapping[str, Term], rows: Sequence[Row]) -> st.SearchStrategy[Condition]:
    def asking(name: str) -> st.SearchStrategy[Condition]:
        known, one = operators_of(terms[name]), st.sampled_from(values(terms[name], rows))
        given = {
            "one": one,
            "several": st.lists(one, max_size=3),
            "two": st.lists(one, min_size=2, max_size=2),
            "bool": st.booleans(),
        }
        each = [st.builds(Is, st.just(name), st.just(v), given[o.takes]) for v, o in known.items()]
        return st.one_of(each).filter(lambda it: can_be_asked(it, terms))

    return st.recursive(
        st.one_of([asking(name) for name in terms]),
        lambda some: (
            st.builds(Not, some)
            | st.builds(And, st.lists(some, max_size=3).map(tuple))
            | st.builds(Or, st.lists(some, max_size=3).map(tuple))
        ),
        max_leaves=4,
    )


def can_be_asked(condition: Condition, terms: Mapping[str, Term]) -> bool:
    try:
        checked(condition, terms)
    except Unsuitable:
        return False
    return True
