"""Where a search server is named, the worker keeps an index there and lists ask it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from uuid import UUID

from caseledger.settings import Settings
from caseledger.wiring import House, open_house
from domain.ledger import Actor
from projections import checkpoints
from projections.documents.indexer import NAME
from projections.tables import Db
from queries.cases import count, find
from queries.sought import Asked
from tests.queries.office import Office
from tests.running import until
from tests.scenario import SECRETS

IN_LEEDS = Asked(filters=[("court_name", "Leeds")])


def test_lists_ask_the_index_that_the_worker_keeps(dsn: str, opensearch: str, prefix: str) -> None:
    told = Settings(opensearch=opensearch, prefix=prefix)
    with open_house(dsn, SECRETS, settings=told) as house, house.pool.connection() as db:
        office = Office(house, Actor("system", "tests"))
        case = office.case(court_name="Leeds")
        house.catch_up()
        assert find(db, IN_LEEDS, finder=house.finder).degraded  # there is none yet
        with _keeping(house):
            until(lambda: not count(db, IN_LEEDS, house.finder).degraded)
            news = office.case(court_name="Leeds")
            house.catch_up()
            seen = checkpoints.reached(db, "case_line")
            until(lambda: _found(house, db, seen) == ([news, case], False))
    with open_house(dsn, SECRETS) as house, house.pool.connection() as db, _keeping(house):
        until(lambda: checkpoints.staged(db, "serving").get(NAME) is None)  # nobody waits for it


def _found(house: House, db: Db, position: int) -> tuple[list[UUID], bool]:
    """Which cases, and whether by PostgreSQL alone."""
    found = find(db, IN_LEEDS, finder=house.finder, position=position)
    return [row.id for row in found.cases], found.degraded


@contextmanager
def _keeping(house: House) -> Iterator[None]:
    stop = Event()
    with ThreadPoolExecutor(1) as thread:
        done = thread.submit(house.keep_index, stop)
        try:
            yield
        finally:
            stop.set()
            done.result()
