"""R15: the index away in every way: commands do not notice, lists are answered, all heals."""

from collections.abc import Callable, Iterator, Mapping
from random import Random
from statistics import median
from time import monotonic
from uuid import UUID

import pytest

from caseledger.adapters.opensearch.breaker import Breaker
from caseledger.adapters.opensearch.client import connect
from caseledger.adapters.opensearch.open import open_finder
from caseledger.wiring import House
from domain.ledger import Actor
from projections.tables import Db
from queries.cases import CasePage, count, find
from queries.finding import Finder
from queries.sought import Asked
from tests.chaos.faulty import Fault, Faulty, faulty
from tests.chaos.seed import SEED, TIMES, say
from tests.projections.indexed import Indexed, indexed
from tests.queries.office import Office
from tests.running import until

EDITS = 100
ABSENCE = 3 * TIMES  # seconds
COURTS = ("Leeds", "York", "Bath")
IN_LEEDS = Asked(filters=[("court_name", "Leeds")], limit=500)


@pytest.fixture
def proxy(opensearch: str) -> Iterator[Faulty]:
    with faulty(opensearch) as it:
        yield it


@pytest.fixture
def index(house: House, proxy: Faulty, prefix: str) -> Iterator[Indexed]:
    with indexed(house, proxy.url, prefix, patience=5) as it:
        yield it
        proxy.be(Fault.NONE)


@pytest.fixture
def finder(proxy: Faulty, prefix: str) -> Finder:
    return open_finder(proxy.url, prefix)


@pytest.fixture
def cases(house: House, index: Indexed) -> list[UUID]:
    office = Office(house, Actor("system", "tests"))
    made = [office.case(court_name=COURTS[n % 3]) for n in range(30)]
    index.settle()
    return made


@pytest.mark.parametrize("fault", [each for each in Fault if each is not Fault.NONE])
def test_an_index_that_is_away_degrades_lists_alone(
    fault: Fault,
    house: House,
    proxy: Faulty,
    index: Indexed,
    finder: Finder,
    cases: list[UUID],
    db: Db,
) -> None:
    chance, office = Random(SEED), Office(house, Actor("system", "tests"))
    _answered_by_index(db, finder, IN_LEEDS)
    well = _edits(office, cases, chance)
    with index.following():
        proxy.be(fault)
        ill = _edits(office, cases, chance)
        house.catch_up()
        waited = [_answered_by_postgres(db, finder) for _ in range(5)]
        assert sum(waited) < 4  # who comes after the first does not wait
        proxy.be(Fault.NONE)
        until(index.is_whole)
        found = _answered_by_index(db, finder, IN_LEEDS)
    assert _ids(found) == _ids(find(db, IN_LEEDS))
    say(f"{fault.name}: {EDITS} commands in {well:.2f} s with the index, {ill:.2f} s without")


def test_an_absence_of_any_length_is_made_up_for(
    house: House, proxy: Faulty, index: Indexed, finder: Finder, cases: list[UUID], db: Db
) -> None:
    chance, office = Random(SEED), Office(house, Actor("system", "tests"))
    took = {"with": [_edits(office, cases, chance)], "without": list[float]()}
    with index.following():
        proxy.be(Fault.REFUSES)
        back = monotonic() + ABSENCE
        while monotonic() < back:
            took["without"].append(_edits(office, cases, chance))
            house.catch_up()
            _answered_by_postgres(db, finder)
        proxy.be(Fault.NONE)
        caught_up = _took(lambda: until(index.is_whole))
        found = _answered_by_index(db, finder, IN_LEEDS)
    assert _ids(found) == _ids(find(db, IN_LEEDS))
    edits = EDITS * len(took["without"])
    said = {which: [_each(it) for it in (median(each), max(each))] for which, each in took.items()}
    say(
        f"{edits:,} edits: of the hundreds the middle one took {said['without'][0]} each, the"
        f" slowest {said['without'][1]} ({said['with'][0]} with it), whole again after"
        f" {caught_up:.1f} s"
    )


def test_a_red_index_degrades_lists_until_it_is_well(
    opensearch: str, index: Indexed, finder: Finder, cases: list[UUID], db: Db
) -> None:
    """A copy has nowhere to be. (A shard that was somewhere is soon forced back to there.)"""
    indices, red = connect(opensearch, 30).indices, index.version(db) + 1
    names = [f"{index.index.alias}-{version}" for version in (red - 1, red)]
    nowhere = {"index.routing.allocation.require._name": "nowhere"}
    indices.put_settings(index=names[0], body={"index.blocks.write": True})
    at_once = {"wait_for_active_shards": 0}
    indices.clone(index=names[0], target=names[1], body={"settings": nowhere}, params=at_once)
    index.index.serve(red)
    for _ in range(3):  # the first one finds out, the others do not ask
        assert find(db, IN_LEEDS, finder=finder).degraded
        assert count(db, IN_LEEDS, finder).degraded
    somewhere: Mapping[str, None] = dict.fromkeys(nowhere)
    indices.put_settings(index=names[1], body=somewhere)
    assert _ids(_answered_by_index(db, finder, IN_LEEDS)) == _ids(find(db, IN_LEEDS))
    index.index.drop(red)


def test_a_closed_index_degrades_lists_until_it_is_opened(
    opensearch: str, index: Indexed, finder: Finder, cases: list[UUID], db: Db
) -> None:
    name, indices = f"{index.index.alias}-{index.version(db)}", connect(opensearch, 30).indices
    indices.close(index=name)
    assert find(db, IN_LEEDS, finder=finder).degraded
    assert count(db, IN_LEEDS, finder).degraded
    indices.open(index=name)
    assert _ids(_answered_by_index(db, finder, IN_LEEDS)) == _ids(find(db, IN_LEEDS))


def test_an_index_far_behind_does_not_answer(
    house: House, index: Indexed, finder: Finder, cases: list[UUID], db: Db
) -> None:
    office = Office(house, Actor("system", "tests"))
    receipt = office.revise(cases[0], court_name="Ely")
    assert receipt.position
    house.catch_up()
    in_ely = Asked(filters=[("court_name", "Ely")])
    found = find(db, in_ely, finder=finder, position=receipt.position)
    assert (found.degraded, _ids(found)) == (True, [cases[0]])
    index.settle()
    assert _ids(_answered_by_index(db, finder, in_ely, receipt.position)) == [cases[0]]


def test_one_caller_at_a_time_tries_again() -> None:
    now = 0.0
    breaker = Breaker(lambda: now)
    assert breaker.lets()
    breaker.failed()
    assert not breaker.lets()
    now = 1.5
    assert [breaker.lets(), breaker.lets()] == [True, False]
    breaker.failed()
    now = 3.0
    assert not breaker.lets()  # the pause is longer now
    now = 4.0
    assert breaker.lets()
    breaker.succeeded()
    assert [breaker.lets(), breaker.lets()] == [True, True]


def _answered_by_index(db: Db, finder: Finder, asked: Asked, position: int = 0) -> CasePage:
    """On a busy machine, one that is well may take longer than anybody waits for."""
    found: list[CasePage] = []

    def answered() -> bool:
        found.append(find(db, asked, finder=finder, position=position))
        return not found[-1].degraded

    until(answered)
    return found[-1]


def _answered_by_postgres(db: Db, finder: Finder) -> float:
    def ask() -> None:
        found = find(db, IN_LEEDS, finder=finder)
        assert found.degraded
        assert _ids(found) == _ids(find(db, IN_LEEDS))

    return _took(ask)


def _edits(office: Office, cases: list[UUID], chance: Random) -> float:
    def edit() -> None:
        for _ in range(EDITS):
            office.revise(chance.choice(cases), court_name=chance.choice(COURTS))

    return _took(edit)


def _each(hundred: float) -> str:
    return f"{hundred / EDITS * 1_000:.1f} ms"


def _took(act: Callable[[], None]) -> float:
    began = monotonic()
    act()
    return monotonic() - began


def _ids(page: CasePage) -> list[UUID]:
    return [row.id for row in page.cases]
