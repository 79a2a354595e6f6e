"""The search bar: what people type, as tests of the words that a record is found by."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import LiteralString

from msgspec.structs import replace
from psycopg.sql import SQL

from domain.conditions import And, Condition, Is, Or
from domain.refusals import Unsuitable
from domain.terms import said_as
from domain.values import phone
from domain.words import bare, folded
from projections.tables import Db
from queries.filters.sql import Where
from queries.listing import Count

LOOKED_AT = WORDS, NUMBER = "words", "number_key"
NOTHING = Or(())
LONGEST = 200
PHONE = re.compile(r"[+(0-9][0-9\s().\-/]*")
LEAST = 4  # digits of a phone number that are worth a look
OF_CASES: LiteralString = (
    "l.id in (select s.id from read.case_search s where array_to_tsvector(s.words) @@ %s::tsquery"
    " union all select n.id from read.case_line n where n.number_key = %s)"
)
OF_CONTACTS: LiteralString = "array_to_tsvector(l.words) @@ %s::tsquery"


# Nearly all have a word with a given first letter: the newest are looked at, and no more.
FIRST = 300
NEWEST_CASES: LiteralString = (
    "select s.id from read.case_search s where array_to_tsvector(s.words) @@ %s::tsquery"
    " order by s.id desc limit %s"
)
NEWEST_CONTACTS: LiteralString = (
    "select c.id from read.contact_line c where array_to_tsvector(c.words) @@ %s::tsquery"
    " order by c.id desc limit %s"
)
OF_NEWEST_CASES: LiteralString = (
    "l.id in ((" + NEWEST_CASES + ")"
    " union all select n.id from read.case_line n where n.number_key = %s)"
)
OF_NEWEST_CONTACTS: LiteralString = "l.id in (" + NEWEST_CONTACTS + ")"


def of_cases(q: str, country: str) -> Where:
    """The test of a case: it has every word, or this number. Refuses Unsuitable.

    Of single letters it is true of the newest FIRST that have them.
    """
    asked = tsquery(words(q, country))
    if is_letters(q):
        return SQL(OF_NEWEST_CASES), [asked, FIRST, number(q)]
    return SQL(OF_CASES), [asked, number(q)]


def of_contacts(q: str, country: str) -> Where:
    """The test of a contact: it has every word; single letters as of cases. Refuses Unsuitable."""
    asked = tsquery(words(q, country))
    if is_letters(q):
        return SQL(OF_NEWEST_CONTACTS), [asked, FIRST]
    return SQL(OF_CONTACTS), [asked]


def total(db: Db, q: str, country: str, newest: LiteralString, found: Count) -> Count:
    """What was counted; not exact where there may be more than the newest that were looked at."""
    if not is_letters(q):
        return found
    looked = db.execute(newest, (tsquery(words(q, country)), FIRST)).rowcount
    return replace(found, exact=found.exact and looked < FIRST)


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
            quoted = word.replace("\\", "\\\\").replace("'", "''")
            return f"'{quoted}':*"
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
