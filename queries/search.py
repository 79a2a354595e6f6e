"""The search bar: what people type, as tests of the words that a record is found by."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import LiteralString

from psycopg.sql import SQL

from domain.conditions import And, Condition, Is, Or
from domain.refusals import Unsuitable
from domain.terms import said_as
from domain.values import phone
from domain.words import bare, folded
from queries.filters.sql import Where

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


def of_cases(q: str, country: str) -> Where:
    """The test of a case: it has every word, or this number. Refuses Unsuitable."""
    return SQL(OF_CASES), [tsquery(words(q, country)), number(q)]


def of_contacts(q: str, country: str) -> Where:
    """The test of a contact: it has every word. Refuses Unsuitable."""
    return SQL(OF_CONTACTS), [tsquery(words(q, country))]


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
