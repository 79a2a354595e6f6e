"""The search bar: what people type, as tests of the words that a record is found by."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import LiteralString

from psycopg.sql import SQL

from domain.refusals import Unsuitable
from domain.terms import said_as
from domain.values import phone
from domain.words import bare, folded
from queries.filters.sql import Where

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
    return SQL(OF_CASES), [tsquery(q, country), number(q)]


def of_contacts(q: str, country: str) -> Where:
    """The test of a contact: it has every word. Refuses Unsuitable."""
    return SQL(OF_CONTACTS), [tsquery(q, country)]


def number(q: str) -> str:
    """What a case number is compared by, whatever its zeros and case. Refuses Unsuitable."""
    return bare(said(q))


def tsquery(q: str, country: str) -> str:
    """All the words, each by its beginning; a phone number in any format is one word."""
    words = _all(_token(token) for token in said(q).split())
    digits = " | ".join(f"'{each}':*" for each in _phones(q.strip(), country))
    return f"({digits}) | ({words})" if digits and words else words or digits


def said(q: str) -> str:
    try:
        return said_as(q)[:LONGEST]
    except ValueError:
        raise Unsuitable("The search", "There is nothing to look for.") from None


def _token(token: str) -> str:
    """As it is written, or by its parts: `O'Brien` is also found as obrien and as o and brien."""
    plain = folded(token)
    ways = [[plain], _parts(plain), _parts(re.sub(r"['\u2019]", "", plain))]
    different = dict.fromkeys(_all(map(_begins, way)) for way in ways)
    return " | ".join(f"({way})" for way in different if way)


def _parts(plain: str) -> Sequence[str]:
    return re.findall(r"\w+", plain)


def _phones(q: str, country: str) -> Iterator[str]:
    digits = re.sub(r"\D", "", q)
    if len(digits) < LEAST or not PHONE.fullmatch(q):
        return
    yield digits
    with suppress(ValueError):
        yield phone(q, country).removeprefix("+")


def _begins(word: str) -> str:
    quoted = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*"


def _all(tests: "Iterator[str] | map[str]") -> str:
    return " & ".join(f"({test})" for test in tests if test)
