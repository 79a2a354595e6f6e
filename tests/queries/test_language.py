"""PostgreSQL means by a condition exactly what Python means by it: 10,000 of them, all facts."""

from itertools import count
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.sql import SQL

from caseledger.wiring import House
from domain.conditions import Condition, Is, checked, holds, stable
from projections.tables import Db
from queries import catalogue, picture
from queries.filters.sql import Where, few_clients, to_sql
from queries.names import names
from tests.queries.everything import ONCE, conditions
from tests.queries.meaning import meant
from tests.queries.office import Office

AT_ONCE, EXAMPLES = 50, 200


def test_postgres_agrees_with_python(full: Office, house: House, db: Db) -> None:
    known = names(db)
    facts = catalogue.of_cases(known)
    terms = catalogue.terms(facts)
    places = {name: (each.term, each.place) for name, each in facts.items() if each.place}
    ids = [case for (case,) in db.execute("select id from read.case_line order by id")]
    head = house.ledger.recorder.max_notification_id()
    assert head
    rows = [meant(picture.at(house.ledger, case, head), known, facts) for case in ids]
    assert {name for row in rows for name, has in row.items() if has} >= set(terms) - NEVER

    def by_clients(test: Where) -> list[UUID]:
        tested, values = test
        query = SQL("select c.id from read.contact_line as c where {}").format(tested)
        return [each for (each,) in db.execute(query, values)]

    @given(asked=st.lists(conditions(terms, rows), min_size=AT_ONCE, max_size=AT_ONCE))
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), **ONCE)
    def agree(asked: list[Condition]) -> None:
        fitting = [checked(condition, terms) for condition in asked]
        tests = [to_sql(condition, places) for condition in fitting]
        tests += [few_clients(condition, places, by_clients) for condition in fitting]
        tests += [to_sql(condition, places, by_row=True) for condition in fitting]
        columns = SQL(", ").join([SQL("({}) is true").format(test) for test, _ in tests])
        query = SQL("select {} from read.case_line as l order by l.id").format(columns)
        found = db.execute(query, [v for _, given in tests for v in given]).fetchall()
        for n, condition in enumerate(fitting):
            meaning = [holds(condition, row) for row in rows]
            for reading in (0, AT_ONCE, 2 * AT_ONCE):
                assert [row[n + reading] for row in found] == meaning, condition

    agree()


def test_a_list_holds_whom_its_condition_fits(full: Office, house: House, db: Db) -> None:
    """The projection's own reading of the facts is that of the list, for any condition."""
    known = names(db)
    facts = catalogue.of_cases(known)
    terms = catalogue.followed(facts)
    ids = [case for (case,) in db.execute("select id from read.case_line order by id")]
    head = house.ledger.recorder.max_notification_id()
    assert head
    rows = {case: meant(picture.at(house.ledger, case, head), known, facts) for case in ids}

    def agree_on(asked: list[Condition]) -> None:
        made = {full.list(f"{next(NUMBERS)}", stable(each, terms)): each for each in asked}
        full.settle()
        for it, condition in made.items():
            query = "select case_id from read.list_member where list = %s and until is null"
            found = {case for (case,) in db.execute(query, (it,))}
            asking = checked(condition, terms)
            assert found == {
                case
                for case, row in rows.items()
                if row["archived"] == (False,) and holds(asking, row)
            }, condition

    agree_on([Is(name, "has", True) for name in terms])

    @given(asked=st.lists(conditions(terms, list(rows.values())), min_size=25, max_size=25))
    @settings(max_examples=6, suppress_health_check=list(HealthCheck), **ONCE)
    def agree(asked: list[Condition]) -> None:
        agree_on(asked)

    agree()


NUMBERS = count()
# Facts that no case of this office has a value of.
NEVER = {"utm_medium", "utm_campaign", "utm_term", "utm_content", "jurisdiction", "created_date"}
