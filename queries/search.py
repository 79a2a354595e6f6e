"""The search bar: what people type, as tests of the words that a record is found by."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import LiteralString

from msgspec.structs import replace
from psycopg.sql import SQL, Composed

from domain.conditions import And, Condition, Is, Or
from domain.refusals import Unsuitable
from domain.terms import said_as
from domain.values import phone
from domain.words import bare, folded
from projections.tables import Db
from queries.filters.sql import Where
from queries.listing import Count
from queries.rare import begins, indexed, rare, unindexed

LOOKED_AT = WORDS, NUMBER = "words", "number_key"
NOTHING = Or(())
LONGEST = 200
PHONE = re.compile(r"[+(0-9][0-9\s().\-/]*")
LEAST = 4  # digits of a phone number that are worth a look
CASES: LiteralString = "case_search"
CONTACTS: LiteralString = "contact_line"
FIRST = 300
# Nearly all have a word with a given first letter: the newest are looked at, and no more.
NEWEST: LiteralString = "select s.id from {} as s where {} order by s.id desc limit %s"


def of_case(q: str, country: str) -> Where:
    """The same test of one case at hand, without any index of words. Refuses Unsuitable."""
    query = SQL(
        "exists (select from case_search as s where s.id = l.id and {} offset 0)"
        " or l.number_key = %s"
    ).format(SQL(unindexed("s")))
    return query, [tsquery(words(q, country)), number(q)]


def of_cases(db: Db, q: str, country: str) -> Where:
    """The test of a case: it has every word, or this number. Refuses Unsuitable.

    Of single letters it is true of the newest FIRST that have them.
    """
    if is_letters(q):
        having, values = _newest(CASES, q, country)
    else:
        every, values = _every(db, CASES, "s", q, country)
        having = SQL("select s.id from case_search as s where {}").format(every)
    query = SQL("l.id in (({}) union all select n.id from case_line n where n.number_key = %s)")
    return query.format(having), [*values, number(q)]


def of_contacts(db: Db, q: str, country: str) -> Where:
    """The test of a contact: it has every word; single letters as of cases. Refuses Unsuitable."""
    if is_letters(q):
        having, values = _newest(CONTACTS, q, country)
        return SQL("l.id in ({})").format(having), values
    return _every(db, CONTACTS, "l", q, country)


def total(db: Db, table: LiteralString, q: str, country: str, found: Count) -> Count:
    """What was counted; not exact where there may be more than the newest that were looked at."""
    if not is_letters(q):
        return found
    looked = db.execute(*_newest(table, q, country)).rowcount
    return replace(found, exact=found.exact and looked < FIRST)


def _newest(table: LiteralString, q: str, country: str) -> tuple[Composed, Sequence[object]]:
    having = SQL(NEWEST).format(SQL(table), SQL(indexed("s")))
    return having, [tsquery(words(q, country)), FIRST]


def _every(db: Db, table: LiteralString, row: LiteralString, q: str, country: str) -> Where:
    """The test of a row: first the rare words by the index, then all of them."""
    asked = words(q, country)
    few = rare(db, table, asked)
    if few == asked:
        return SQL(indexed(row)), [tsquery(asked)]
    test = SQL("{} and {}").format(SQL(indexed(row)), SQL(unindexed(row)))
    return test, [tsquery(few), tsquery(asked)]


def is_letters(q: str) -> bool:
    """Whether nothing but single letters or digits is looked for."""
    return bool(q.strip()) and all(len(token) < 2 for token in said(q).split())


def case(q: str, country: str) -> Condition:
    """The test of a case, about its `words` and its `number_key`. Refuses Unsuitable."""
    return Or((words(q, country), Is(NUMBER, "any", (number(q),))))


def number(q: str) -> str:
    """What a case number is compared by, whatever its zeros and case. Refuses Unsuitable."""
    return bare(said(q))


def words(q: str, country: str) -> Condition:
    """All the words, each by its beginning; a phone number in any format is one word."""
    tests = (_token(token) for token in said(q).split())
    every = _all(test for test in tests if test != NOTHING)
    numbers = [_begins(digits) for digits in dict.fromkeys(_phones(q.strip(), country))]
    return Or((*numbers, every)) if numbers else every


def tsquery(test: Condition) -> str:
    """A test of words as PostgreSQL asks its index of them."""
    match test:
        case Is(value=word):
            return begins(word)
        case And(of) | Or(of):
            sign = " & " if isinstance(test, And) else " | "
            return sign.join(f"({part})" for part in map(tsquery, of) if part)
    raise AssertionError(test)


def said(q: str) -> str:
    try:
        return said_as(q)[:LONGEST]
    except ValueError:
        raise Unsuitable("The search", "There is nothing to look for.") from None


def _token(token: str) -> Condition:
    """As it is written, or by its parts: `O'Brien` is also found as obrien and as o and brien."""
    plain = folded(token)
    ways = [[plain], _parts(plain), _parts(re.sub(r"['\u2019]", "", plain))]
    different = dict.fromkeys(tuple(way) for way in ways if way and all(way))
    return _any(_all(map(_begins, way)) for way in different)


def _parts(plain: str) -> Sequence[str]:
    return re.findall(r"\w+", plain)


def _phones(q: str, country: str) -> Iterator[str]:
    digits = re.sub(r"\D", "", q)
    if len(digits) < LEAST or not PHONE.fullmatch(q):
        return
    yield digits
    with suppress(ValueError):
        yield phone(q, country).removeprefix("+")


def _begins(word: str) -> Condition:
    return Is(WORDS, "prefix", word)


def _all(tests: Iterable[Condition]) -> Condition:
    every = tuple(tests)
    return every[0] if len(every) == 1 else And(every) if every else NOTHING


def _any(tests: Iterable[Condition]) -> Condition:
    some = tuple(tests)
    return some[0] if len(some) == 1 else Or(some)
