"""The cases that are on lists, of whatever kind: `list=Spring,Summer`."""

from collections.abc import Sequence
from uuid import UUID

from psycopg.sql import SQL

from domain.refusals import Unsuitable
from domain.words import folded
from queries.filters.sql import Where
from queries.filters.url import separated
from queries.names import Names


def named(said: str, names: Names) -> Sequence[UUID]:
    """The lists with these ids or names. Refuses Unsuitable."""
    return [it for word in separated("list", said) for it in _named(word.strip(), names)]


def on_lists(lists: Sequence[UUID]) -> Where:
    test = SQL(
        "l.id in (select m.case_id from list_member m where m.list = any(%s) and m.until is null)"
    )
    return test, [list(lists)]


def _named(word: str, names: Names) -> Sequence[UUID]:
    wanted = folded(word)
    found = [it.id for it in names.lists.values() if wanted in (str(it.id), folded(it.card.name))]
    if not found:
        raise Unsuitable("list", f"There is no list called “{word}”.")
    return found
