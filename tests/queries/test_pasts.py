"""Any filter as of an instant: a list, a total and an export of a past equal a fold in Python."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from random import Random
from typing import TypeVar
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import json
from msgspec.structs import replace

from caseledger import operations
from caseledger.application import CaseLedger
from caseledger.wiring import House
from commands.cases import RestoreCase
from commands.fields import ReviseField, UnbindField
from commands.types import RenameCaseType
from domain.aggregate import Aggregate
from domain.case.case import Case
from domain.case.picture import Picture
from domain.casetype.casetype import CaseType
from domain.casetype.field import Field
from domain.conditions import Condition, Is, Row, checked, holds
from domain.event import Event
from domain.lists.caselist import CaseList
from domain.refusals import CaseIsArchived, CaseIsNotArchived
from domain.terms import Term
from projections.tables import Db
from queries import cases, catalogue, picture
from queries.export.cases import cases as export
from queries.instants import Moment
from queries.names import Names, names
from queries.sought import Asked
from tests.queries.everything import ONCE, TEXTS, TYPES, conditions, move, opt_out
from tests.queries.meaning import meant
from tests.queries.office import Office

A = TypeVar("A", bound=Aggregate)


def test_any_filter_as_of_an_instant_is_a_fold_up_to_it(full: Office, house: House, db: Db) -> None:
    """List, total and export of a past, against each case folded in Python up to its position."""
    chance, middle = Random(11), _head(house) // 2
    lists = full.list("Put by hand"), full.list("In Leeds", Is("court_name", "any", ("Leeds",)))
    begun = _head(house)
    _move_on(full, chance)
    for position in (chance.randrange(middle, begun), chance.randrange(begun, _head(house))):
        moment = Moment(position, datetime.now(UTC))
        house.pasts().ask(moment, full.by, "page")
        assert operations.work_once(house.pool, house.chores())
        known = _names_at(names(db), house.ledger, position)
        facts = catalogue.of_cases(known)
        then = _then(house.ledger, full.cases, position)
        there = _folded(CaseList, known.lists, house.ledger, position)
        rows = {case: meant(then[case], known, facts, there) for case in then}
        with house.pasts().seen(db, moment):
            _lists_hold(db, lists, then, rows if position >= begun else {})
            _agrees(db, moment, then, rows, catalogue.terms(facts))


def _agrees(
    db: Db,
    moment: Moment,
    then: Mapping[UUID, Picture],
    rows: Mapping[UUID, Row],
    terms: Mapping[str, Term],
) -> None:
    numbers = {case: each.case.opening.number for case, each in then.items()}
    sights = {"false": (False,), "only": (True,), "any": (False, True)}

    @given(
        asked=st.lists(conditions(terms, list(rows.values())), min_size=5, max_size=5),
        sight=st.sampled_from(sorted(sights)),
    )
    @settings(max_examples=3, suppress_health_check=list(HealthCheck), **ONCE)
    def agree(asked: list[Condition], sight: str) -> None:
        for condition in asked:
            fits = checked(condition, terms)
            meant_by = [
                case
                for case in sorted(numbers, key=lambda each: numbers[each])
                if rows[case]["archived"][0] in sights[sight] and holds(fits, rows[case])
            ]
            where = ("where", json.encode(condition).decode())
            wanted = Asked(filters=[where, ("archived", sight)], sort="number", limit=25)
            assert _listed(db, wanted) == meant_by, condition
            assert cases.count(db, wanted).count == len(meant_by)
            with export(db, wanted, ["number"], as_of=moment) as table:
                assert (table.position, table.count) == (moment.position, len(meant_by))
                told = [number for (number,) in table.rows]
            assert told == [numbers[case] for case in meant_by]

    agree()


def _listed(db: Db, asked: Asked) -> list[UUID]:
    """Page by page."""
    page = cases.find(db, asked)
    found = [row.id for row in page.cases]
    return found + (_listed(db, replace(asked, cursor=page.next)) if page.next else [])


def _lists_hold(
    db: Db, lists: tuple[UUID, UUID], then: Mapping[UUID, Picture], rows: Mapping[UUID, Row]
) -> None:
    put, leeds = lists
    for it, on in (
        (put, {case for case, each in then.items() if put in each.case.lists.on}),
        (leeds, {case for case, row in rows.items() if _is_in_leeds(row)}),
    ):
        asked = Asked(filters=[("list", str(it)), ("archived", "any")], sort="number", limit=500)
        assert set(_listed(db, asked)) == on


def _is_in_leeds(row: Row) -> bool:
    return row["archived"] == (False,) and "leeds" in row["court_name"]


def _move_on(office: Office, chance: Random) -> None:
    """Much is changed, and much of it twice; fields and types are called and bound otherwise."""
    ledger = office.house.ledger
    contacts = [link.contact for c in office.cases for link in ledger.load(Case, c).contacts.links]
    staff = [office.person("Ida Roe")]
    for case in chance.choices(office.cases, k=40):
        with suppress(CaseIsArchived):
            office.revise(case, court_name=chance.choice(TEXTS), utm_source=chance.choice(TEXTS))
            move(office, case, contacts, staff, chance)
        with suppress(CaseIsNotArchived):
            office.ask(RestoreCase(case_id=case))
    for contact in chance.sample(contacts, 8):
        opt_out(office, contact, chance)
    kind = ledger.load(CaseType, office.type(TYPES[0]))
    office.ask(RenameCaseType(type_id=kind.id, name="Injuries"))
    bound = kind.fields.bindings[0]
    office.ask(UnbindField(type_id=kind.id, field=bound.key))
    office.ask(ReviseField(field_id=bound.field, label="Called otherwise"))
    office.settle()


def _head(house: House) -> int:
    return house.ledger.recorder.max_notification_id() or 0


def _names_at(known: Names, ledger: CaseLedger, position: int) -> Names:
    """Types and fields as they were; what was defined since is known as it is."""
    fields = [field.id for field in known.fields.values()]
    return known.with_(
        _folded(CaseType, known.types, ledger, position), _folded(Field, fields, ledger, position)
    )


def _folded(kind: type[A], ids: Iterable[UUID], ledger: CaseLedger, position: int) -> list[A]:
    """Those of these that were there."""
    folded = (kind(each).after(_until(ledger, each, position)) for each in ids)
    return [it for it in folded if it.exists]


def _then(ledger: CaseLedger, ids: Sequence[UUID], position: int) -> Mapping[UUID, Picture]:
    there = [case for case in ids if _until(ledger, case, position)]
    return {case: picture.at(ledger, case, position) for case in there}


def _until(ledger: CaseLedger, stream: UUID, position: int) -> list[Event]:
    return [record.event for record in ledger.stream(stream) if record.position <= position]
