"""A big firm's log: names as unevenly spread as in life, clients with several cases, quiet."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, count, islice, pairwise, product
from random import Random
from uuid import UUID

from benchmarks.log import FIRST, LAST, PEOPLE, STATUSES, TYPES, Made, facts_of
from commands.ids import new_id
from domain.case.contacts import CLIENT, ContactLinked, PrimaryClientChanged
from domain.case.opening import CaseOpened
from domain.case.staff import LeadChanged, StaffAssigned
from domain.case.status import StatusChanged
from domain.claims import point_id
from domain.contact.card import ContactAdded, ContactKind
from domain.contact.consent import Channel, Grounds
from domain.contact.point import PointOptedOut, PointRecorded
from domain.contact.reach import Medium, PointLinked, PrimaryPointChanged
from domain.event import Event
from domain.work.note import NoteWritten

WINDOW = 500  # clients whose cases are worked on at the same time
BEGIN, MIDDLE, END = (
    "An Ber Cal Dor El Fal Gar Hol Iv Jan Kel Lor Mar Nor Os Pal Quin Ros Sal Tor Ul Var Win Zel",
    "a e i o u ab ed in on ar er il ol an en is",
    "berg castle de dez field ford ham kamp ley lin man mann ner ova sen ski son ston ter ton vich",
)


class Spread:
    """Names of which few are common and very many rare: about one in 160 has the first."""

    def __init__(self, head: Sequence[str], made: int) -> None:
        parts = product(BEGIN.split(), MIDDLE.split(), END.split())
        built = sorted("".join(part) for part in parts)
        Random(0).shuffle(built)
        self.names = [*head, *built[:made]]

    @cached_property
    def _weights(self) -> Sequence[float]:
        return list(accumulate(1 / (place + 25) for place in range(len(self.names))))

    def one(self, random: Random) -> str:
        return random.choices(self.names, cum_weights=self._weights)[0]


FIRSTS, LASTS = Spread(FIRST, 1_000), Spread(LAST, 8_000)


def matters(random: Random, cases: int) -> Iterator[Made]:
    """The events of so many cases. A client has one to four, and little happens in most."""
    lives = _lives(random, cases)
    while window := list(islice(lives, WINDOW)):
        while window := [life for life in window if life]:
            for life in window:
                yield from life[:3]
                del life[:3]


def _lives(random: Random, cases: int) -> Iterator[list[Made]]:
    numbers = iter(range(cases))
    for n in count():
        mine = list(islice(numbers, random.choice((1, 1, 2, 2, 3, 4))))
        if not mine:
            return
        last, client = LASTS.one(random), new_id()
        first = FIRSTS.one(random)
        life = list(_client(random, n, client, first, last))
        life += [made for number in mine for made in _case(random, number, client, last)]
        yield life


def _client(random: Random, n: int, client: UUID, first: str, last: str) -> Iterator[Made]:
    who = {"first_name": first, "last_name": last, "date_of_birth": "1980-04-03"}
    yield client, client, ContactAdded(ContactKind.INDIVIDUAL, who)
    phone, email = f"+1{2020000000 + n * 7919 % 7_000_000_000}", f"{first}.{last}{n}@example.com"
    held = [(Medium.PHONE, phone), (Medium.EMAIL, email.lower())]
    for medium, value in held[: 1 + (n % 2)]:
        point = point_id(b"", medium, value)
        yield point, point, PointRecorded(medium, value)
        yield client, client, PointLinked(point, medium, value, "mobile")
        yield client, client, PrimaryPointChanged(medium, (None, value))
        if random.random() < 0.02:
            channel = Channel.SMS if medium is Medium.PHONE else Channel.EMAIL
            out = PointOptedOut(channel, Grounds(source="reply", wording="STOP"))
            yield point, point, out


def _case(random: Random, n: int, client: UUID, last: str) -> Iterator[Made]:
    case, facts = new_id(), facts_of(random, n, last, LASTS.one(random))
    events: list[Event] = [
        CaseOpened(f"PI-2026-{n:06}", TYPES[n % 4], "new-lead", facts),
        ContactLinked(client, CLIENT),
        PrimaryClientChanged((None, client)),
    ]
    if n % 4 == 0:
        person = random.choice(PEOPLE)
        events += [StaffAssigned(person), LeadChanged((None, person))]
    turns = random.choices(range(5), (60, 20, 10, 5, 5))[0]
    events += [StatusChanged(pair) for pair in islice(pairwise(STATUSES), turns)]
    yield from ((case, case, event) for event in events)
    if turns > 1:
        yield new_id(), case, NoteWritten(case, f"Spoke with {last}. " + "x" * 100)
