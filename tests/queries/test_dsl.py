"""OpenSearch means by a condition what Python and PostgreSQL mean by it, with every fact."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.sql import SQL

from caseledger.wiring import House
from domain.conditions import Condition, checked, holds
from projections.tables import Db
from queries import catalogue, picture
from queries.filters.dsl import to_dsl
from queries.filters.sql import to_sql
from queries.names import names
from tests.projections.indexed import Indexed, indexed
from tests.queries.everything import ONCE, conditions
from tests.queries.meaning import meant
from tests.queries.office import Office

AT_ONCE = 50
LONG = 300  # characters: the index does not look for so long a text within others
TIMES = int(os.environ.get("CHAOS_TIMES", "1"))  # 2,000 conditions each; 5 make 10,000


def test_opensearch_agrees_with_python_and_postgres(
    full: Office, house: House, db: Db, opensearch: str, prefix: str
) -> None:
    known = names(db)
    facts = catalogue.of_cases(known)
    terms = catalogue.terms(facts)
    places = {name: (each.term, each.place) for name, each in facts.items() if each.place}
    ids = [case for (case,) in db.execute("select id from read.case_line order by id")]
    head = house.ledger.recorder.max_notification_id()
    assert head
    rows = [meant(picture.at(house.ledger, case, head), known, facts) for case in ids]
    seen: set[str] = set()

    with indexed(house, opensearch, prefix) as it:
        it.settle()

        @given(asked=st.lists(conditions(terms, rows), min_size=AT_ONCE, max_size=AT_ONCE))
        @settings(max_examples=40 * TIMES, suppress_health_check=list(HealthCheck), **ONCE)
        def agree(asked: list[Condition]) -> None:
            fitting = [checked(condition, terms) for condition in asked]
            tests = [to_sql(condition, places) for condition in fitting]
            columns = SQL(", ").join([SQL("({}) is true").format(test) for test, _ in tests])
            query = SQL("select {} from read.case_line as l order by l.id").format(columns)
            found = db.execute(query, [v for _, given in tests for v in given]).fetchall()
            indexed = _found(it, [to_dsl(condition, places) for condition in fitting])
            for n, condition in enumerate(fitting):
                meaning = [holds(condition, row) for row in rows]
                assert meaning == [row[n] for row in found], condition
                if indexed[n] is None:
                    assert len(str(condition)) > LONG, condition
                    continue
                assert {i for i, m in zip(ids, meaning, strict=True) if m} == indexed[n], condition
                seen.update(_facts(condition))

        agree()
    assert seen >= set(terms) if TIMES > 1 else seen


def _found(it: Indexed, queries: list[object]) -> list[set[object] | None]:
    """The cases that each finds; None: it cannot be asked, and PostgreSQL answers instead."""
    from uuid import UUID

    body = [
        part
        for query in queries
        for part in ({}, {"query": {"bool": {"filter": [query]}}, "size": 1_000})
    ]
    said = it.client.msearch(index=it.index.alias, body=body)
    return [
        None if each["status"] == 400 else {UUID(hit["_id"]) for hit in each["hits"]["hits"]}
        for each in said["responses"]
    ]


def _facts(condition: object) -> set[str]:
    from domain.conditions import Is, Not

    match condition:
        case Is(fact):
            return {fact}
        case Not(of):
            return _facts(of)
    return {fact for part in condition.of for fact in _facts(part)}  # type: ignore[attr-defined]
