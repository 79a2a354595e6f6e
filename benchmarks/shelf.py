"""A firm with many cases, its types and fields defined, all of it listed: to time reading on."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from time import perf_counter
from uuid import UUID

import psycopg

from benchmarks.log import PEOPLE, STATUSES, TYPES, write
from benchmarks.stage import SECRETS, commit, place, say, timed
from caseledger.wiring import House, open_house
from domain.casetype.field import FieldDefined
from domain.casetype.fields import Binding, FieldBound
from domain.casetype.status import preset
from domain.casetype.statuses import CaseTypeDefined
from domain.people.person import PersonAdded
from domain.people.roles import Role
from domain.values import Option, ValueKind

A_CASE = 20  # events that a case has, with its client
FIELD = UUID(int=50)
NAMES = ("Personal Injury", "Family Law", "Criminal Defense", "Workers' Compensation")


@contextmanager
def shelf(cases: int) -> Iterator[House]:
    with place() as where, ExitStack() as stack:
        owner, dsn = where.firm()
        writing = timed(lambda: write(owner, cases * A_CASE))
        began = perf_counter()
        house = stack.enter_context(open_house(dsn, SECRETS))
        define(house)
        house.catch_up()
        listing = perf_counter() - began
        with psycopg.connect(owner, autocommit=True) as db:
            db.execute("vacuum analyze")
            row = db.execute("select count(*) from read.case_line").fetchone()
        say(f"{row and row[0]:,} cases written in {writing:.0f} s, listed in {listing:.0f} s")
        yield house


def define(house: House) -> None:
    """What the cases of the log name: their types, the field that they fill, and the people."""
    options = tuple(Option(key, key.capitalize()) for key in ("neck", "back", "knee"))
    field = FieldDefined(
        key="x_injury", label="Injury", kind=ValueKind.SELECT, options=options, searched=True
    )
    house.ledger.append(commit([field], FIELD))
    statuses = tuple(preset(key.replace("-", " ").capitalize(), "open", "gray") for key in STATUSES)
    for n, (kind, name) in enumerate(zip(TYPES, NAMES, strict=True)):
        bound = FieldBound(Binding(field=FIELD, key="x_injury"))
        defined = CaseTypeDefined(name, "PFCW"[n], statuses, "new-lead")
        house.ledger.append(commit([defined, bound], kind))
    for n, person in enumerate(PEOPLE):
        added = PersonAdded(f"Person {n}", f"person{n}@example.com", Role.USER)
        house.ledger.append(commit([added], person))
