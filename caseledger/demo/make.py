"""Makes the demonstration: the story, through the ordinary commands, as fast as may be."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from caseledger.console import give
from caseledger.demo.happening import Happening
from caseledger.demo.story import CASES, TYPES, Story
from commands.handle import handle
from commands.ids import new_id
from commands.people import FoundFirm
from domain.ledger import Header, Ledger

TOGETHER = 128  # so many happen at the same time, as far as they concern different clients
THREADS = 8
NAME = "Demo & Partners"


def make(ledger: Ledger, progress: Callable[[int, int], None], cases: int = CASES) -> None:
    """Tell the story to the ledger. What it has heard before it knows: a start cut short goes on.

    `progress` hears how many of how many have happened.
    """
    give(FoundFirm(name=NAME), ledger)
    story = Story({code: _type(ledger, code) for code in TYPES}, cases)
    _in_order(ledger, story.before, "before")
    with ThreadPoolExecutor(THREADS) as threads:
        for first in range(0, len(story.told), TOGETHER):
            chunk = story.told[first : first + TOGETHER]
            for _ in threads.map(lambda lane: _in_order(ledger, lane, "told"), _lanes(chunk)):
                pass
            progress(first + len(chunk), len(story.told))
    for prefix, last in story.numbers.items():  # the next case of the firm goes on from there
        ledger.reserve(prefix, last)


def _lanes(chunk: Iterable[Happening]) -> Iterable[Sequence[Happening]]:
    lanes = defaultdict[UUID, list[Happening]](list)
    for each in chunk:
        lanes[each.lane].append(each)
    return lanes.values()


def _in_order(ledger: Ledger, lane: Iterable[Happening], name: str) -> None:
    for each in lane:
        header = Header.begin(new_id(), each.actor, "page", each.at)
        handle(each.command, ledger, header, key=f"demo {name} {each.command.digest().hex()}")


def _type(ledger: Ledger, code: str) -> UUID:
    holder = ledger.holder("case-type-code", (code,))
    if holder is None:
        raise LookupError(f"a new firm has no type {code}")
    return holder
