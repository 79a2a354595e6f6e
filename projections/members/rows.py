"""The rows of members, and what becomes of them: no more is written than is another."""

from collections.abc import Iterable, Mapping, Sequence
from typing import LiteralString, Self
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL, Identifier

from projections.members.fold import Member, members
from projections.members.kept import Told
from projections.tables import Db

LASTING: LiteralString = (
    "select m.list, m.case_id, m.since, m.entered_by, m.until, m.left_by"
    " from unnest(%s::uuid[], %s::bigint[]) as w (id, after) join {table} as m on m.case_id = w.id"
    " where m.until is null or m.until > w.after"
)
GONE: LiteralString = (
    "delete from {table} as t using unnest(%s::uuid[], %s::uuid[], %s::bigint[])"
    " as g (list, case_id, since)"
    " where (t.list, t.case_id, t.since) = (g.list, g.case_id, g.since)"
)


class Changes(Struct, frozen=True):
    gone: Sequence[Member] = ()
    made: Sequence[Member] = ()

    @classmethod
    def of(cls, lives: Sequence[Told], there: Mapping[UUID, Sequence[Member]]) -> Self:
        """What lives make of the rows that lasted where they begin."""
        was = {each for rows in there.values() for each in rows}
        now = {each for it in lives for each in _now(it, there.get(it.life.id, ()))}
        keys = {_key(each) for each in now}
        return cls([each for each in was if _key(each) not in keys], [*(now - was)])

    @property
    def cases(self) -> set[UUID]:
        return {each.case_id for each in (*self.gone, *self.made)}

    @property
    def first(self) -> int:
        """The earliest position from which on anything is another."""
        return min(each.until or each.since for each in (*self.gone, *self.made))


def lasting(db: Db, table: Identifier, lives: Sequence[Told]) -> Mapping[UUID, Sequence[Member]]:
    """By the case: those that lasted where its life begins, and those that came since."""
    found: dict[UUID, list[Member]] = {}
    begins = [it.life.id for it in lives], [it.after for it in lives]
    with db.cursor(binary=True) as cursor:
        for row in cursor.execute(SQL(LASTING).format(table=table), begins):
            member = Member(*row)
            found.setdefault(member.case_id, []).append(member)
    return found


def remove(db: Db, table: Identifier, gone: Iterable[Member]) -> None:
    if keys := [_key(each) for each in gone]:
        db.execute(SQL(GONE).format(table=table), [list(each) for each in zip(*keys, strict=True)])


def _now(it: Told, there: Iterable[Member]) -> Iterable[Member]:
    return members(it.life, it.courses, {m.list: m for m in there if m.since <= it.after})


def _key(it: Member) -> tuple[UUID, UUID, int]:
    return it.list, it.case_id, it.since
