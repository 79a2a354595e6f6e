"""A log of mixed events, as a firm's would be, written at once: what the other benchmarks read."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from random import Random
from uuid import UUID

import psycopg

from benchmarks.stage import SECRETS
from caseledger.adapters.ledger.mapper import LedgerMapper
from caseledger.adapters.ledger.stored import outgoing
from commands.ids import new_id
from domain.case.contacts import CLIENT, ContactLinked, PrimaryClientChanged
from domain.case.details import CaseDetailsRevised
from domain.case.opening import CaseOpened
from domain.case.staff import LeadChanged, StaffAssigned
from domain.case.status import StatusChanged
from domain.claims import point_id
from domain.contact.card import ContactAdded, ContactKind
from domain.contact.consent import Channel, Grounds
from domain.contact.point import PointOptedOut, PointRecorded
from domain.contact.reach import Medium, PointLinked, PrimaryPointChanged
from domain.event import Event, Plain
from domain.ledger import Actor, Header, Recorded
from domain.mac import Keys
from domain.work.note import NoteWritten

TYPES = [UUID(int=n) for n in range(1, 5)]
PEOPLE = [UUID(int=n) for n in range(100, 112)]
FIRST = ("Ana", "Bo", "Cy", "Dana", "Eve", "Finn", "Gus", "Hana", "Kofi", "Lena", "María", "Noor")
LAST = ("Ruiz", "Smith", "Jones", "Łoś", "Okafor", "Nguyen", "Berg", "Costa", "Diaz", "Evans")
COURTS = ("Leeds", "York", "Hull", "Łódź", "Boston", "Denver", "Austin")
STATUSES = ("new-lead", "in-review", "active", "settled", "closed")
Made = tuple[UUID, UUID, Event]  # stream, subject, event
WINDOW = 500  # cases that are worked on at the same time
START = datetime(2026, 1, 1, tzinfo=UTC)


def write(owner_dsn: str, count: int, seed: int = 1, after: int = 0) -> int:
    """Append about so many events, by COPY. Returns the position of the last."""
    return record(owner_dsn, events(Random(seed), count), after=after)


def record(owner_dsn: str, made: Iterable[Made], keys: Keys = SECRETS.keys, after: int = 0) -> int:
    """Append these events, each with its MAC, by COPY. Returns the position of the last."""
    mapper, versions, position = LedgerMapper(keys), dict[UUID, int](), after
    columns = "position, stream, version, subject, kind, header, mac, body, recorded_at"
    with psycopg.connect(owner_dsn) as db, db.cursor() as cursor:
        with cursor.copy(f"copy ledger.event ({columns}) from stdin (format binary)") as copying:
            types = "bigint uuid int4 uuid text bytea bytea bytea timestamptz"
            copying.set_types(types.split())
            for position, (stream, subject, event) in enumerate(made, after + 1):
                versions[stream] = version = versions.get(stream, 0) + 1
                now = START + timedelta(seconds=position)
                person = Actor("person", str(PEOPLE[position % len(PEOPLE)]))
                header = Header.begin(new_id(), person, "page", now)
                record = Recorded(stream, version, event, header, new_id(), subject)
                out = outgoing(mapper.to_stored_event(record))
                own = position, stream, version, subject, out.topic, out.header, out.mac
                copying.write_row((*own, out.state, now))
        db.execute("analyze ledger.event")
    return position


def events(random: Random, count: int) -> Iterator[Made]:
    made = number = 0
    while made < count:
        window = [list(_case(random, n)) for n in range(number, number + WINDOW)]
        number += WINDOW
        while any(window) and made < count:
            for life in window:
                yield from life[:3]
                made += len(life[:3])
                del life[:3]


def facts_of(random: Random, n: int, last: str, other: str) -> dict[str, Plain]:
    """What a case of somebody against somebody else begins with; each third has no name."""
    court = random.choice(COURTS)
    named: dict[str, Plain] = {"name": f"{last} v. {other}"} if n % 3 else {}
    return named | {
        "court_name": f"{court} County Court",
        "jurisdiction": court,
        "created_date": f"2026-{1 + n % 12:02}-{1 + n % 28:02}",
        "court_date": f"2027-{1 + n % 12:02}-{1 + n % 28:02}",
        "external_source": "crm",
        "external_source_id": f"lead-{n}",
        "x_injury": random.choice(["neck", "back", "knee"]),
    }


def _case(random: Random, n: int) -> Iterator[Made]:
    """A client with a number and an address, a case of theirs, and what becomes of it."""
    case, client, first, last = new_id(), new_id(), random.choice(FIRST), random.choice(LAST)
    who = {"first_name": first, "last_name": last, "date_of_birth": "1980-04-03"}
    yield client, client, ContactAdded(ContactKind.INDIVIDUAL, who)
    for medium, value in (
        (Medium.PHONE, f"+1202{n:07}"),
        (Medium.EMAIL, f"{first}.{last}{n}@example.com".lower()),
    ):
        point = point_id(b"", medium, value)
        yield point, point, PointRecorded(medium, value)
        yield client, client, PointLinked(point, medium, value, "mobile")
        yield client, client, PrimaryPointChanged(medium, (None, value))
    facts = facts_of(random, n, last, random.choice(LAST))
    yield case, case, CaseOpened(f"PI-2026-{n:06}", TYPES[n % 4], "new-lead", facts)
    yield case, case, ContactLinked(client, CLIENT)
    yield case, case, PrimaryClientChanged((None, client))
    person = PEOPLE[n % len(PEOPLE)]
    yield case, case, StaffAssigned(person)
    yield case, case, LeadChanged((None, person))
    for before, after in islice(pairwise(STATUSES), n % 5):
        yield case, case, StatusChanged((before, after))
        note = new_id()
        yield note, case, NoteWritten(case, f"Spoke with {first}: now {after}. " + "x" * 100)
        yield case, case, CaseDetailsRevised({"description": (None, f"It is {after}.")})
    if n % 50 == 0:
        point = point_id(b"", Medium.PHONE, f"+1202{n:07}")
        yield point, point, PointOptedOut(Channel.SMS, Grounds(source="reply", wording="STOP"))
