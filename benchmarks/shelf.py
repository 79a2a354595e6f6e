"""A firm with many cases, its types and fields defined, all of it listed: to time reading on.

Where BENCH_SHELF names a folder it is kept there, so that a million cases are made once, and
`./run up --data` shows them.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from random import Random
from time import perf_counter
from uuid import UUID

import psycopg
from psycopg.conninfo import make_conninfo

from benchmarks.firm import matters
from benchmarks.leaves import notarise
from benchmarks.log import PEOPLE, STATUSES, TYPES, Made, record
from benchmarks.stage import say, timed
from caseledger.adapters.postgres.cluster import OWNER
from caseledger.adapters.postgres.firm import head_of
from caseledger.database import run
from caseledger.home import Home
from caseledger.wiring import House, open_house
from domain.casetype.field import FieldDefined
from domain.casetype.fields import Binding, FieldBound
from domain.casetype.status import preset
from domain.casetype.statuses import CaseTypeDefined
from domain.people.person import PersonAdded
from domain.people.roles import Role
from domain.values import Option, ValueKind

FIELD = UUID(int=50)
NAMES = ("Personal Injury", "Family Law", "Criminal Defense", "Workers' Compensation")


def kept() -> Path | None:
    named = os.environ.get("BENCH_SHELF")
    return Path(named) if named else None


@contextmanager
def shelf(cases: int, folder: Path | None = None) -> Iterator[House]:
    with ExitStack() as stack:
        made = tempfile.TemporaryDirectory(prefix="bench-", dir=os.environ.get("BENCH_DIR"))
        home = Home.at(folder or Path(stack.enter_context(made)))
        found = stack.enter_context(run(home))
        owner = make_conninfo(found.dsn, user=OWNER)
        if new := not head_of(owner):
            log = chain(defined(), matters(Random(1), cases))
            took = timed(lambda: record(owner, log, found.secrets.keys))
            say(f"written in {took:.0f} s")
        began = perf_counter()
        house = stack.enter_context(open_house(found.dsn, found.secrets))
        house.catch_up()
        say(f"listed in {perf_counter() - began:.0f} s")
        if new:
            took = timed(lambda: notarise(owner, found.secrets.keys.ledger))
            say(f"leaves in {took:.0f} s")
        with psycopg.connect(owner, autocommit=True) as db:
            if new:
                db.execute("vacuum analyze")
            row = db.execute("select count(*) from read.case_line").fetchone()
        say(f"{row and row[0]:,} cases, {head_of(owner):,} events")
        yield house


def defined() -> Iterator[Made]:
    """What the cases of the log name: their types, the field that they fill, and the people."""
    options = tuple(Option(key, key.capitalize()) for key in ("neck", "back", "knee"))
    field = FieldDefined(
        key="x_injury", label="Injury", kind=ValueKind.SELECT, options=options, searched=True
    )
    yield FIELD, FIELD, field
    statuses = tuple(preset(key.replace("-", " ").capitalize(), "open", "gray") for key in STATUSES)
    for n, (kind, name) in enumerate(zip(TYPES, NAMES, strict=True)):
        yield kind, kind, CaseTypeDefined(name, "PFCW"[n], statuses, "new-lead")
        yield kind, kind, FieldBound(Binding(field=FIELD, key="x_injury"))
    for n, person in enumerate(PEOPLE):
        yield person, person, PersonAdded(f"Person {n}", f"person{n}@example.com", Role.USER)
