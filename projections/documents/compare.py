"""The index against the lines: which cases are not in it as they should be."""

from collections.abc import Iterator
from uuid import UUID

from projections.documents.document import documents
from projections.documents.index import Index
from projections.tables import Db, Tables

CHUNK = 2_000
FIRST = UUID(int=0)


def differing(db: Db, tables: Tables, index: Index, version: int) -> list[UUID]:
    """The cases whose document is missing, or another than their line makes. Refresh it before."""
    found, wrong = index.digests(version), []
    there = next(found, None)
    for case, digest in _made(db, tables):
        while there and there[0] < case:
            wrong.append(there[0])  # of no case
            there = next(found, None)
        if there == (case, digest):
            there = next(found, None)
            continue
        wrong.append(case)
        if there and there[0] == case:
            there = next(found, None)
    return [*wrong, *([there[0]] if there else []), *(case for case, _ in found)]


def _made(db: Db, tables: Tables) -> Iterator[tuple[UUID, str]]:
    after = FIRST
    query = "select id from read.case_line where id > %s order by id limit %s"
    while ids := [each for (each,) in db.execute(query, (after, CHUNK))]:
        yield from ((each.id, each.body["digest"]) for each in documents(db, tables, ids))
        after = ids[-1]
