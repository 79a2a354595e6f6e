"""Contacts: the list, the search, and one of them with all that reaches them."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg.rows import dict_row

from projections.lines.contact import ContactLine
from projections.tables import Db
from queries import catalogue, listing, search
from queries.filters.sql import Where, joined, to_sql
from queries.filters.url import from_url
from queries.listing import Count, Tests
from queries.names import Names, names
from queries.sorting import order
from queries.sought import Asked

VIEW = "contact_line"
VIEWS = (VIEW, "case_contact", "state")


class ContactRow(Struct, frozen=True, kw_only=True):
    id: UUID
    version: int
    position: int
    kind: str
    name: str
    first_name: str | None
    middle_name: str | None
    last_name: str | None
    business_name: str | None
    date_of_birth: date | None
    primary_phone: str | None
    primary_email: str | None
    phones: Sequence[str]
    emails: Sequence[str]
    city: str | None
    state: str | None
    postal_code: str | None
    opted_out: Sequence[str]
    unreachable: Sequence[str]
    cases: int
    external_source: str | None
    external_source_id: str | None
    updated_at: datetime
    added_at: datetime


class ContactPage(Struct, frozen=True):
    contacts: Sequence[ContactRow]
    next: str | None
    stale: bool = False


def find(db: Db, asked: Asked, stale: bool = False) -> ContactPage:
    """A page. Refuses what is Invalid."""
    known = names(db)
    facts = catalogue.of_contacts(known)
    by = order(facts, asked.sort)
    test = _where(db, asked, known)
    tests = Tests(test, lambda: test, lambda: test)
    ids, more = listing.page(db, VIEW, tests, by, asked.cursor, asked.limit)
    return ContactPage(rows(db, ids), more, stale)


def count(db: Db, asked: Asked) -> Count:
    known = names(db)
    found = listing.total(db, VIEW, _where(db, asked, known))
    return search.total(db, search.CONTACTS, asked.q, known.country, found)


def rows(db: Db, ids: Sequence[UUID]) -> Sequence[ContactRow]:
    """The rows of these contacts, in their order."""
    query = "select * from read.contact_line where id = any(%s)"
    with db.cursor(row_factory=dict_row, binary=True) as cursor:
        lines = msgspec.convert(cursor.execute(query, (list(ids),)).fetchall(), list[ContactLine])
    found = {line.id: line for line in lines}
    return [_row(found[each]) for each in ids if each in found]


def _row(line: ContactLine) -> ContactRow:
    return ContactRow(**{name: getattr(line, name) for name in ContactRow.__struct_fields__})


def _where(db: Db, asked: Asked, known: Names) -> Where:
    facts = catalogue.of_contacts(known)
    places = {name: (each.term, each.place) for name, each in facts.items() if each.place}
    tests = [to_sql(from_url(asked.filters, catalogue.terms(facts)), places)]
    if asked.q.strip():
        tests.append(search.of_contacts(db, asked.q, known.country))
    return joined(tests, " and ", "true")
