"""Lists: each line once, in any order, whatever happens meanwhile; and the search bar."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import product
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.sql import SQL, Identifier

from caseledger.wiring import House
from commands.cases import ArchiveCase, ChangeCaseType, RestoreCase
from commands.people import AddPerson
from domain.people.roles import Role
from domain.refusals import Invalid, NoSuchFact, NotSortable, Unsuitable
from domain.values import ValueKind
from domain.words import folded
from projections.indexes import WALKED
from projections.tables import Db
from queries import cases, catalogue, contacts, finding, listing, statements
from queries.cases import count, find, meant
from queries.filters.sql import Where
from queries.listing import Count
from queries.names import names
from queries.rows import CaseRow
from queries.sorting import order
from queries.sought import Asked
from tests.queries.office import Office

COURTS = (None, None, "leeds", "Leeds", "York", "Łódź", "Élan", "elan", "Z")
DAYS = (None, "2026-01-02", "2026-01-02", "2025-12-31")


def walk(db: Db, **asked: Any) -> list[CaseRow]:
    rows: list[CaseRow] = []
    cursor = None
    for _ in range(1_000):
        page = find(db, Asked(cursor=cursor, **asked))
        rows += page.cases
        if not (cursor := page.next):
            return rows
    raise AssertionError("the list does not end")


@pytest.fixture
def many(office: Office) -> Office:
    chance = Random(5)
    office.field("Injury", ValueKind.SELECT, "Personal Injury", options=["Zeta", "Alpha"])
    office.field("Value", ValueKind.CURRENCY, "Personal Injury", "Family Law")
    office.field("Room", ValueKind.TEXT, "Personal Injury", "Family Law")
    office.field("Day", ValueKind.DATE, "Personal Injury")
    office.field("Seen", ValueKind.DATE_TIME, "Personal Injury")
    office.field("Done", ValueKind.YES_NO, "Personal Injury")
    staff = [office.person(name) for name in ("Rae Kim", "Al Wu")]
    clients = [office.contact("Ana", last, phones=["+12025550101"]) for last in ("Ruiz", "abel")]
    for _ in range(40):
        custom: dict[str, Any] = {
            "x_injury": chance.choice((None, "Zeta", "Alpha")),
            "x_value": chance.choice((None, "1", "20", "3")),
            "x_room": chance.choice(COURTS),
            "x_day": chance.choice(DAYS),
            "x_seen": chance.choice((None, "2026-01-01T00:00:00Z")),
            "x_done": chance.choice((None, True, False)),
        }
        case = office.case(
            *chance.sample(clients, chance.randrange(3)),
            court_name=chance.choice(COURTS),
            court_date=chance.choice(DAYS),
            staff=chance.choice(([], [staff[0]], [staff[1]])),
            **custom,
        )
        if chance.random() < 0.3:
            office.ask(ChangeCaseType(case_id=case, type="Family Law"))
    office.settle()
    return office


def test_every_order_shows_each_line_once_with_what_is_missing_last(many: Office, db: Db) -> None:
    facts = catalogue.of_cases(names(db))
    whole = {row.id for row in walk(db, limit=500)}
    assert len(whole) == 40
    sortable = [name for name, known in facts.items() if known.sortable]
    assert {"name", "number", "status", "type", "lead", "x_injury", "x_value"} <= set(sortable)
    for name in sortable:
        for sort in (name, f"-{name}"):
            rows = walk(db, sort=sort, limit=7)
            assert (len(rows), {row.id for row in rows}) == (40, whole), sort


ORDERS: Sequence[tuple[str, Sequence[Any]]] = [
    ("court_name", [None, "elan", "leeds", "york", "z", "łodz"]),
    ("x_room", [None, "elan", "leeds", "york", "z", "łodz"]),
    ("x_value", [None, 100, 300, 2000]),
    ("x_injury", [None, "zeta", "alpha"]),  # as the firm has ordered them
    ("court_date", [None, "2025-12-31", "2026-01-02"]),
    ("lead", [None, "Al Wu", "Rae Kim"]),
    ("type", ["Personal Injury", "Family Law"]),
    ("client_name", [None, "ana abel", "ana ruiz"]),
]


def test_lines_are_in_order(many: Office, db: Db) -> None:
    for sort, keys in ORDERS:
        for descending in (False, True):
            rows = walk(db, sort="-" * descending + sort, limit=7)
            places = [keys.index(sorted_by(db, row, sort)) for row in rows]
            there = [n for n in places if keys[n] is not None]
            assert there == sorted(there, reverse=descending), sort
            assert places == [*there, *(n for n in places if keys[n] is None)], sort


def sorted_by(db: Db, row: CaseRow, sort: str) -> Any:
    """As people see it: names of people and types, texts without case and accents."""
    known = names(db)
    value: Any = row.custom.get(sort) if sort.startswith("x_") else getattr(row, sort)
    match sort:
        case "lead" if value:
            return known.person(value)
        case "type":
            return known.type(value)
        case _ if isinstance(value, str):
            return folded(value)
        case _:
            return str(value) if isinstance(value, date) else value


def test_pages_miss_nothing_while_others_insert(many: Office, db: Db, house: House) -> None:
    """What was there all along is met exactly once, whatever is added before and behind."""
    for sort in ("-updated_at", "court_name", "-x_room", "number"):
        before = {row.id for row in walk(db, limit=500)}
        seen: list[UUID] = []
        cursor = None
        while True:
            page = find(db, Asked(sort=sort, limit=7, cursor=cursor))
            seen += [row.id for row in page.cases]
            for court in ("Aa", "Zz", None):
                many.case(court_name=court, x_room=court)
            house.catch_up()
            if not (cursor := page.next) or len(seen) > 1_000:
                break
        assert len(seen) == len(set(seen))
        assert before <= set(seen)


PLANS = [  # how many are few, how long a stretch is, how many stretches are walked, few clients
    (10**9, 5_000, 8, 2_000),  # gathered at once
    (0, 5_000, 8, 2_000),  # walked, in one stretch
    (0, 2, 10**9, 2_000),  # a stretch, and then on
    (0, 2, 0, 2_000),  # a stretch, and then gathered by the clients
    (0, 2, 0, 0),  # … by the cases
]


def test_a_page_is_the_same_by_any_plan(
    many: Office, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    filters = [("court_name.missing", "false"), ("client_phone.contains", "555")]
    sorts = ("court_name", "-x_value", "-updated_at", "created_date", "lead")
    for sort, q in product(sorts, ("", "ana leeds")):
        seen: set[tuple[UUID, ...]] = set()
        for few, stretch, far, clients in PLANS:
            monkeypatch.setattr(listing, "FEW", few)
            monkeypatch.setattr(statements, "STRETCH", stretch)
            monkeypatch.setattr(listing, "FAR", far)
            monkeypatch.setattr(finding, "FEW_CLIENTS", clients)
            rows = walk(db, sort=sort, q=q, filters=filters, limit=3)
            assert len(rows) == count(db, Asked(q=q, filters=filters)).count
            seen.add(tuple(row.id for row in rows))
        assert len(seen) == 1, sort
        assert len(next(iter(seen))) > 3


def test_texts_as_long_as_may_be_are_listed_in_any_script(office: Office, db: Db) -> None:
    chance = Random(1)
    long = "".join(chr(chance.randrange(0x4E00, 0x9FFF)) for _ in range(2_000))
    wide = "\ufdfa" * 200  # one of them is folded to eighteen letters
    office.case(office.contact(long, long), name=long, court_name=long, number=wide)
    office.settle()
    for sort in ("name", "court_name", "number", "client_name"):
        assert [row.number for row in find(db, Asked(sort=sort)).cases] == [wide]


def test_the_total_is_capped(many: Office, db: Db, monkeypatch: pytest.MonkeyPatch) -> None:
    assert count(db, Asked()) == Count(40, exact=True)
    monkeypatch.setattr(listing, "CAP", 40)
    assert count(db, Asked()) == Count(40, exact=True)
    monkeypatch.setattr(listing, "CAP", 39)
    assert count(db, Asked()) == Count(39, exact=False)


def test_archived_cases_are_seen_only_when_asked_for(office: Office, db: Db) -> None:
    gone, here = office.case(number="A-1"), office.case(number="A-2")
    office.ask(ArchiveCase(case_id=gone, reason="Twice"))
    office.settle()

    def seen(archived: str | None, **asked: Any) -> set[UUID]:
        filters = [("archived", archived)] if archived else []
        page = find(db, Asked(filters=filters, **asked))
        assert count(db, Asked(filters=filters, **asked)).count == len(page.cases)
        return {row.id for row in page.cases}

    assert seen(None) == seen("false") == {here}
    assert seen("only") == seen("true") == {gone}
    assert seen("true,false") == {gone, here}
    assert seen(None, q="A-1") == set()
    assert seen("only", q="A-1") == {gone}
    office.ask(RestoreCase(case_id=gone))
    office.settle()
    assert seen(None, q="A-1") == {gone}


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Asked(sort="shoe_size"), NoSuchFact),
        (Asked(sort="opted_out"), NotSortable),
        (Asked(sort="client_phone"), NotSortable),
        (Asked(sort="external_source_data"), NotSortable),
        (Asked(sort=""), NoSuchFact),
        (Asked(cursor="soon"), Unsuitable),
        (Asked(cursor="e30"), Unsuitable),
        (Asked(cursor="é"), Unsuitable),
        (Asked(filters=[("archived", "perhaps")]), Unsuitable),
        (Asked(filters=[("client_scope", "all")]), Unsuitable),
        (Asked(filters=[("external_source_data", "x")]), NoSuchFact),
        (Asked(q="\0"), Unsuitable),
    ],
)
def test_what_cannot_be_listed_is_refused(
    office: Office, db: Db, asked: Asked, why: type[Invalid]
) -> None:
    office.case()
    office.settle()
    with pytest.raises(why):
        find(db, asked)


def test_who_has_just_written_reads_it_or_is_told(office: Office, db: Db, house: House) -> None:
    position = office.ask(AddPerson(name="Rae", email="r@example.com", role=Role.USER)).position
    assert position
    assert not cases.wait(db, position)
    house.catch_up()
    assert cases.wait(db, position)


@pytest.fixture
def known(office: Office) -> Office:
    """One of each that a search may find."""
    office.field("Policy", ValueKind.TEXT, "Personal Injury")
    ana = office.contact(
        "Ana María", "O'Brien", phones=["+12025550142"], emails=["ana.m@example.com"]
    )
    office.case(ana, number="PI-2026-000042", court_name="Leeds County Court", name="Big one")
    office.case(number="PI-2026-000420", x_policy="ZX-9/b", external_source="crm",
        external_source_id="L-77")  # fmt: skip
    office.case(office.contact("Łukasz", "Straße", phones=["+442079460958"]), number="77")
    office.settle()
    return office


# What is typed, and the numbers of the cases that it finds; the first of them comes first.
FINDS = [
    ("PI-2026-000042", ["PI-2026-000042"]),
    ("pi-2026-42", ["PI-2026-000042", "PI-2026-000420"]),  # the exact one first
    ("PI-2026-0042", ["PI-2026-000042"]),
    ("obrien", ["PI-2026-000042"]),
    ("O\u2019Brien ana", ["PI-2026-000042"]),
    ("maria o'b", ["PI-2026-000042"]),
    ("big", ["PI-2026-000042"]),
    ("leeds cou", ["PI-2026-000042"]),
    ("(202) 555-0142", ["PI-2026-000042"]),
    ("+1 202 555 0142", ["PI-2026-000042"]),
    ("2025550142", ["PI-2026-000042"]),
    ("0142", ["PI-2026-000042"]),
    ("ana.m@example.com", ["PI-2026-000042"]),
    ("ANA.M@EX", ["PI-2026-000042"]),
    ("+44 20 7946 0958", ["77"]),
    ("0958", ["77"]),
    ("strasse", ["77"]),
    ("łukasz", ["77"]),
    ("l-77", ["PI-2026-000420"]),
    ("zx-9", ["PI-2026-000420"]),
    ("nobody", []),
    ("ana leeds york", []),
    ("'", []),
    ("& | ! :* ()", []),
    ("\\", []),
]


def test_the_search_bar_finds(known: Office, db: Db) -> None:
    for q, numbers in FINDS:
        for limit in (1, 50):
            rows = walk(db, q=q, limit=limit)
            assert [row.number for row in rows][:1] == numbers[:1], q
            assert sorted(row.number for row in rows) == sorted(numbers), q
        assert count(db, Asked(q=q)).count == len(numbers), q


def test_a_search_keeps_to_the_filters(known: Office, db: Db) -> None:
    asked = Asked(q="PI-2026-000042", filters=[("court_name.missing", "true")])
    assert find(db, asked).cases == []


@given(q=st.text(max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_nothing_that_is_typed_breaks_the_search(known: Office, db: Db, q: str) -> None:
    with suppress(Unsuitable):
        find(db, Asked(q=q)), contacts.find(db, Asked(q=q)), count(db, Asked(q=q))


def test_the_planner_can_walk_an_index_for_the_usual_orders(many: Office, db: Db) -> None:
    facts = catalogue.of_cases(names(db))
    everything: Where = SQL("not l.archived"), []
    with db.transaction():
        for sorting in ("seqscan", "sort", "incremental_sort"):
            db.execute(SQL("set local {} = off").format(Identifier(f"enable_{sorting}")))
        for sort in WALKED:
            for way in ("", "-"):
                by, last = order(facts, way + sort), (None, UUID(int=7))
                query, values = statements.having("case_line", everything, by, last, few=False)
                explained = db.execute(SQL("explain {}").format(query), (*values, 7)).fetchall()
                plan = " ".join(line for (line,) in explained)
                assert "Index Cond" in plan, plan
                assert "ROW(" in plan, plan
                assert "Sort" not in plan, plan


def test_an_index_knows_who_passes_a_filter(many: Office, db: Db) -> None:
    asked = {
        "type": "Family Law",
        "status": "settled",
        "lead": "Rae Kim,Al Wu",
        "staff": "Al Wu",
        "opted_out.any": "sms",
        "unreachable.any": "call,email",
        "court_name": "leeds,York",
        "jurisdiction": "Ohio",
        "client_name.prefix": "ana",
    }
    for filters in (*([each] for each in asked.items()), list(asked.items())):
        test, values = meant(db, Asked(filters=filters))
        with db.transaction(force_rollback=True):
            db.execute("set local enable_seqscan = off")
            query = SQL("explain select from case_line as l where {}").format(test)
            plan = " ".join(line for (line,) in db.execute(query, values))
        assert "Index Cond" in plan, plan
        assert "Seq Scan" not in plan, plan
