"""One of two who divide the index is killed in the middle of writing, and the other goes on alone.

It takes minutes, as long as a broker waits for the dead: by `./run promises R16`, not with each
change.
"""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pytest
from kafka import KafkaAdminClient

from caseledger.adapters.desk import PostgresDesk
from caseledger.adapters.kafka.group import group_name
from caseledger.adapters.opensearch.client import connect
from caseledger.adapters.opensearch.index import alias
from caseledger.settings import Settings
from caseledger.wiring import House, open_house
from projections import checkpoints
from projections.documents.indexer import NAME
from projections.verify import verify
from tests.chaos.faulty import Fault, Faulty, faulty
from tests.chaos.seed import TIMES, chance, say
from tests.chaos.servers import Load, all_is_equal, heads, worker
from tests.chaos.test_relay import missing, order_breaks
from tests.reactions.relay.told import read
from tests.running import until
from tests.scenario import SECRETS
from tests.signed import signed_in

pytestmark = pytest.mark.real

ROUNDS = 2 * TIMES
Process: TypeAlias = subprocess.Popen[bytes]


@pytest.fixture
def proxy(opensearch: str) -> Iterator[Faulty]:
    with faulty(opensearch) as it:
        yield it


@pytest.fixture
def says(proxy: Faulty, kafka: str, prefix: str, tmp_path: Path) -> Settings:
    told = {"data": tmp_path, "opensearch": proxy.url, "kafka": kafka}
    return Settings.silent().model_copy(update={**told, "indexer": "kafka", "prefix": prefix})


def test_of_two_who_write_one_is_killed_and_the_other_writes_all(
    proxy: Faulty, says: Settings, dsn: str
) -> None:
    dice, living = chance("members"), list[Process]()
    with (
        open_house(dsn, SECRETS, settings=says) as house,
        signed_in(house) as client,
        ExitStack() as stack,
    ):
        load = Load(house, client)
        living.append(stack.enter_context(worker(dsn, says)))
        until(partial(all_is_equal, house, says))  # else the index is built after its death
        with load.going_on():
            for _ in range(ROUNDS):
                living.append(stack.enter_context(worker(dsn, says)))
                until(partial(both_have_shares, says))
                load.goes_on()
                kill_in_the_middle(living.pop(dice.randrange(2)), proxy)
                load.goes_on()
                until(partial(reached, house, heads(house)))  # in every share, by who is left
        until(partial(all_is_equal, house, says))
        assert_index_is_the_ledger(house, says)
    say(f"{ROUNDS} members killed while they wrote, {len(load.positions)} commands")


def both_have_shares(says: Settings) -> bool:
    name = group_name(says.prefix)
    with closing(KafkaAdminClient(bootstrap_servers=says.kafka)) as admin:
        found = admin.describe_groups([name])[name]
    having = [each for each in found["members"] if each["member_assignment"]]
    return (found["group_state"], len(having)) == ("Stable", 2)


def kill_in_the_middle(victim: Process, proxy: Faulty) -> None:
    """When both have sent what they write, and nobody took it."""
    proxy.unanswered.clear()
    proxy.be(Fault.HANGS)
    until(lambda: sum(b"_bulk" in each for each in proxy.unanswered) >= 2)
    victim.kill()
    victim.wait()
    proxy.be(Fault.NONE)


def reached(house: House, head: int) -> bool:
    with house.pool.connection() as db:
        return checkpoints.reached(db, NAME) >= head


def assert_index_is_the_ledger(house: House, says: Settings) -> None:
    """As `caseledger projections verify` looks at it; and there are as many as there are lines.

    Exports that people asked for are still being made, and told.
    """
    relayed = PostgresDesk(house.pool).position("relay")
    told = read(says.kafka or "", f"{says.prefix}-events")
    assert (missing(house, told, relayed), order_breaks(told)) == (set(), 0)
    with house.pool.connection() as db:
        assert not any(verify(db, house.ledger).values())
        assert list(house.indexer().verify(db)) == []
        row = db.execute("select count(*) from read.case_line").fetchone()
    found = connect(says.opensearch or "", 30).count(index=alias(says.prefix))["count"]
    assert row == (found,)
