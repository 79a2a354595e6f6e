"""R10: whatever crashes, comes twice or cannot be read, the read model equals a rebuild, byte for
byte. Any commands in any order, with readers that die, race, or are of older code."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from random import Random
from typing import Any, ClassVar
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from msgspec import to_builtins
from psycopg import OperationalError

from caseledger.wiring import House
from commands.cases import ArchiveCase, ChangeCaseType, ReviseCaseDetails, UnlinkContact
from commands.contacts import AddContactPoint, MakeContactPointPrimary, ReviseContactDetails
from commands.fields import ReviseField
from commands.ids import new_id
from commands.lists import (
    AddToList,
    ChangeCaseListCondition,
    CreateCaseList,
    RemoveFromList,
)
from commands.notes import WriteNote
from domain.casetype.casetype import CaseType
from domain.conditions import Is, Or
from domain.contact.reach import Medium
from domain.kinds import KINDS, NAMES
from domain.refusals import Refused
from domain.values import ValueKind
from projections import checkpoints, quarantine
from projections.projection import Batch, Projection
from projections.runner import PROJECTIONS, catch_up, release, step
from projections.states import settings as of_kind
from projections.tables import Db, Tables
from projections.verify import verify
from tests.projections.office import Office
from tests.scenario import TYPE

NUMBERS = [f"+120255501{n}" for n in range(40, 44)]
WORDS = ["Leeds", "Łódź", "York", "O'Brien", "", "33"]
TYPES = ["Injury", "Family"]
STATUSES = ["active", "settled"]
# By a number: draws that depended on what is in the house would be no strategy.
DICE = st.integers(0, 1 << 32).map(Random)
LEEDS = Is("court_name", "any", ["Leeds"])


class Died(OperationalError):
    """The connection ended in the middle."""


class Mortal:
    """A projection whose process dies between its rows and its checkpoint."""

    def __init__(self, projection: Projection) -> None:
        self._projection = projection

    def __getattr__(self, name: str) -> Any:  # whatever a projection has
        return getattr(self._projection, name)

    def apply(self, db: Db, tables: Tables, batch: Batch) -> None:
        self._projection.apply(db, tables, batch)
        raise Died


class Readers(RuleBasedStateMachine):
    house: ClassVar[House]

    @initialize()
    def begin(self) -> None:
        self.office = Office(self.house)
        with suppress(Refused):  # another run did
            for name in TYPES:
                self.office.type(name)
        self.office.types |= {it.life.name: it.id for it in _types(self.house)}
        self.clients = [self.office.client(NUMBERS[0], email="bo@example.com")]
        self.cases = [self.office.case(self.clients[0])]
        self.lists = [_list(self.office, "hybrid"), _list(self.office, "dynamic")]

    @rule(dice=DICE, times=st.integers(1, 6))
    def people_work(self, dice: Random, times: int) -> None:
        for _ in range(times):
            with suppress(Refused):
                dice.choice(WORK)(self, dice)

    @rule()
    def a_reader_reads(self) -> None:
        self.house.catch_up()

    @rule(size=st.integers(1, 4))
    def a_reader_reads_a_little(self, size: int) -> None:
        with self.house.pool.connection() as db:
            step(db, self.house.ledger, size=size)

    @rule(which=st.integers(0, len(PROJECTIONS) - 1))
    def a_reader_dies(self, which: int) -> None:
        mortal: list[Any] = list(PROJECTIONS)  # a Mortal is one by what it does
        mortal[which] = Mortal(mortal[which])
        with self.house.pool.connection() as db, suppress(Died):
            catch_up(db, self.house.ledger, mortal)

    @rule()
    def two_readers_race(self) -> None:
        with ThreadPoolExecutor(2) as threads:
            for done in [threads.submit(self.house.catch_up) for _ in range(2)]:
                done.result()

    @rule(kind=st.sampled_from(sorted(name for name in KINDS if name[:4] in ("case", "cont"))))
    def older_code_reads(self, kind: str) -> None:
        with _without(kind):
            self.house.catch_up()

    @rule()
    def everything_is_released(self) -> None:
        with self.house.pool.connection() as db:
            for each in quarantine.all_of(db):
                assert release(db, self.house.ledger, each.projection, each.subject)

    def teardown(self) -> None:
        self.everything_is_released()
        self.house.catch_up()
        with self.house.pool.connection() as db:
            drift = verify(db, self.house.ledger)
            assert not any(drift.values()), drift
            assert not quarantine.all_of(db)


def test_whatever_happens_the_read_model_equals_a_rebuild(house: House) -> None:
    Readers.house = house
    run_state_machine_as_test(
        Readers,
        settings=settings(
            max_examples=12,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_what_was_set_aside_comes_back_as_of_now(house: House) -> None:
    """What happened to others since it was set aside counts, too."""
    office = Office(house)
    client = office.client(NUMBERS[0])
    office.case(client)
    _list(office, "dynamic")
    house.catch_up()
    office.do(ReviseContactDetails(contact_id=client, changes={"first_name": "Al"}))
    office.opt_out(client, "sms", NUMBERS[0])
    with _without("contact.details-revised"):
        house.catch_up()
    with house.pool.connection() as db:
        for each in quarantine.all_of(db):
            assert release(db, house.ledger, each.projection, each.subject)
        assert not any(verify(db, house.ledger).values())


@contextmanager
def _without(kind: str) -> Iterator[None]:
    """As code that does not know a kind of event yet."""
    known = dict(KINDS)
    del KINDS[kind]  # type: ignore[attr-defined]  # nobody else may
    try:
        yield
    finally:
        KINDS.clear()  # type: ignore[attr-defined]
        KINDS.update(known)  # type: ignore[attr-defined]
    assert len(NAMES) == len(KINDS)


def _types(house: House) -> list[CaseType]:
    house.catch_up()
    with house.pool.connection() as db:
        found = [state.it for state in of_kind(db, checkpoints.serving(db), "case-type")]
    return [it for it in found if isinstance(it, CaseType)]


def _add(it: Readers, dice: Random) -> None:
    it.clients.append(it.office.client(dice.choice(NUMBERS), first=dice.choice(WORDS) or "Bo"))


def _open(it: Readers, dice: Random) -> None:
    of, name = dice.choice(TYPES), dice.choice(WORDS)
    it.cases.append(it.office.case(dice.choice(it.clients), of=of, name=name))


def _unlink(it: Readers, dice: Random) -> None:
    gone = UnlinkContact(case_id=dice.choice(it.cases), contact_id=dice.choice(it.clients))
    it.office.do(gone)


def _change_number(it: Readers, dice: Random) -> None:
    held: dict[str, Any] = {
        "contact_id": dice.choice(it.clients),
        "medium": Medium.PHONE,
        "value": dice.choice(NUMBERS),
    }
    it.office.do(AddContactPoint(**held))
    it.office.do(MakeContactPointPrimary(**held))


def _rename(it: Readers, dice: Random) -> None:
    changes = {"last_name": dice.choice(WORDS) or "Smith"}
    it.office.do(ReviseContactDetails(contact_id=dice.choice(it.clients), changes=changes))


def _revise(it: Readers, dice: Random) -> None:
    facts = {"court_name": dice.choice(WORDS), "court_date": dice.choice([None, "2026-12-24"])}
    it.office.do(ReviseCaseDetails(case_id=dice.choice(it.cases), changes=facts))


def _fill_in(it: Readers, dice: Random) -> None:
    with suppress(Refused):  # it is there
        it.office.field(f"F{dice.randrange(3)}", dice.choice([ValueKind.TEXT, ValueKind.NUMBER]))
    it.office.do(ReviseCaseDetails(case_id=dice.choice(it.cases), changes={"x_f0": "7"}))


def _search(it: Readers, dice: Random) -> None:
    fields = [r.originator_id for r in it.house.ledger.read(0, 1_000) if r.kind == "field.defined"]
    it.office.do(ReviseField(field_id=dice.choice(fields or [TYPE]), searched=dice.random() < 0.5))


def _change_type(it: Readers, dice: Random) -> None:
    to = it.office.type(dice.choice(TYPES))
    it.office.do(ChangeCaseType(case_id=dice.choice(it.cases), type=to))


def _list(office: Office, kind: str) -> UUID:
    """Of whom must not be texted, and of whom is called Smith or is heard in Leeds."""
    tests = [Is("opted_out", "any", ["sms"]), Is("client_name", "contains", "smith"), LEEDS]
    given = {"name": str(new_id()), "kind": kind, "condition": to_builtins(Or(tuple(tests)))}
    return office.do(CreateCaseList.model_validate(given)).id


def _follow(it: Readers, dice: Random) -> None:
    other = Is("court_name", "any", [dice.choice(WORDS) or "Hull"])
    of = dice.choice(it.lists)
    it.office.do(ChangeCaseListCondition(list_id=of, condition=to_builtins(other)))


WORK: list[Callable[[Readers, Random], object]] = [
    _add,
    _open,
    _unlink,
    _change_number,
    _rename,
    _revise,
    _fill_in,
    _search,
    _change_type,
    lambda it, dice: it.office.link(
        dice.choice(it.cases), dice.choice(it.clients), dice.choice(["client", "witness"])
    ),
    lambda it, dice: it.office.make_primary(dice.choice(it.cases), dice.choice(it.clients)),
    lambda it, dice: it.office.opt_out(
        dice.choice(it.clients), dice.choice(["call", "sms", "email"])
    ),
    lambda it, dice: it.office.opt_out(
        dice.choice(it.clients), "call", of=dice.choice([*TYPES, None])
    ),
    lambda it, dice: it.office.reply(dice.choice(NUMBERS), dice.choice(["STOP", "START", "hello"])),
    lambda it, dice: it.office.change_status(dice.choice(it.cases), dice.choice(STATUSES)),
    lambda it, dice: it.office.do(WriteNote(case_id=dice.choice(it.cases), text="Hello")),
    lambda it, dice: it.office.do(ArchiveCase(case_id=dice.choice(it.cases), reason="Over.")),
    lambda it, dice: it.office.do(AddToList(case_id=dice.choice(it.cases), list_id=it.lists[0])),
    lambda it, dice: it.office.do(
        RemoveFromList(case_id=dice.choice(it.cases), list_id=it.lists[0])
    ),
    _follow,
]
