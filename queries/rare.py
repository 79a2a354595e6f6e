"""Rare words first: the index is asked for those words of a search that few records have.

To look up how a word begins costs as much as all that have such a word, and every case has the
`pi` of its number. What is found by the rare ones is tested for the others.
"""

from collections.abc import Iterator, Mapping
from typing import LiteralString

from psycopg.sql import SQL

from domain.conditions import And, Condition, Is, Or
from projections.tables import Db

WORTH = 100  # entries of the index cost as much as one row that is fetched and tested


def indexed(row: LiteralString) -> LiteralString:
    """The test of a row's words that the index is asked."""
    return f"array_to_tsvector({row}.words) @@ %s::tsquery"


def unindexed(row: LiteralString) -> LiteralString:
    """The same in words that no index knows, to be tested on the row itself."""
    return f"array_to_tsvector({row}.words || array[]::text[]) @@ %s::tsquery"


def begins(word: str) -> str:
    """The beginning of a word as PostgreSQL asks its index for it."""
    quoted = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*"


def rare(db: Db, table: LiteralString, test: Condition) -> Condition:
    """A test of words that is true wherever the given one is, and of not many more."""
    words = list(dict.fromkeys(_words(test)))
    return narrowest(test, _expected(db, table, words)) if len(words) > 1 else test


def narrowest(test: Condition, rows: Mapping[str, float]) -> Condition:
    """The same, where of each word so many rows are expected to have it."""
    match test:
        case And(of) if of:
            least = min(_least(part, rows) for part in of)
            few = [part for part in of if _least(part, rows) <= WORTH * max(least, 1)]
            return And(tuple(narrowest(part, rows) for part in few))
        case Or(of):
            return Or(tuple(narrowest(part, rows) for part in of))
    return test


def _least(test: Condition, rows: Mapping[str, float]) -> float:
    match test:
        case And(of):
            return min((_least(part, rows) for part in of), default=0)
        case Or(of):
            return sum(_least(part, rows) for part in of)
        case Is(value=word):
            return rows[word]
    raise AssertionError(test)


def _words(test: Condition) -> Iterator[str]:
    match test:
        case And(of) | Or(of):
            for part in of:
                yield from _words(part)
        case Is(value=word):
            yield word


def _expected(db: Db, table: LiteralString, words: list[str]) -> Mapping[str, float]:
    """How many rows the planner expects to have each word, by its statistics."""
    test: LiteralString = f"exists (select from {table} as s where {indexed('s')})"
    each = SQL(", ").join([SQL(test)] * len(words))
    statement = SQL("explain (format json) select {}").format(each)
    row = db.execute(statement, list(map(begins, words))).fetchone()
    plans = row[0][0]["Plan"]["Plans"] if row else []
    found = [float(plan["Plan Rows"]) for plan in plans]
    return dict(zip(words, found, strict=True))
