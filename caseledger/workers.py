"""The worker process: everything that follows the ledger, a thread each, under a lease each."""

from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, nullcontext, suppress
from logging import getLogger
from threading import Event

from caseledger import logs
from caseledger.adapters import pulse
from caseledger.adapters.lease import leased
from caseledger.adapters.postgres.refusal import AWAY
from caseledger.followers import Follower, followers
from caseledger.wiring import House
from domain.refusals import Unavailable

RETRY = 1.0  # seconds

log = getLogger(__name__)


def work(house: House, stop: Event) -> None:
    """Run all followers until `stop`. What one of them cannot answer for ends all: start anew."""
    each = followers(house)
    with ThreadPoolExecutor(len(each), thread_name_prefix="follower") as threads:
        done = [threads.submit(_keep_on, house, follower, stop) for follower in each]
        first, _ = wait(done, return_when=FIRST_EXCEPTION)
        stop.set()
        wait(done)
        with suppress(Unavailable):  # else the next worker does, a day later
            house.blobs.tidy()
        for future in first:
            future.result()


def _leave(house: House, follower: Follower, stop: Event) -> AbstractContextManager[bool]:
    return leased(house.dsn, follower.name, stop) if follower.alone else nullcontext(True)


def _keep_on(house: House, follower: Follower, stop: Event) -> None:
    """Follow; when the database or another server is gone, wait for it and go on."""
    while not stop.is_set():
        try:
            with logs.bound(follower=follower.name), _leave(house, follower, stop) as may:
                if may:
                    log.info("it begins to follow")
                    follower.follow(stop)
        except (*AWAY, Unavailable) as why:
            log.warning("%s waits for a server: %s", follower.name, type(why).__name__)
            with suppress(*AWAY):  # it may be the database
                pulse.failed(house.pool, follower.name, why.__cause__ or why)
            stop.wait(RETRY)
