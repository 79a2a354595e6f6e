"""Entries of the Activity, where a refusal must tell what happened meanwhile."""

from collections.abc import Sequence

from caseledger.adapters.ledger.pool import ask
from caseledger.wiring import House
from domain.refusals import Stale
from queries import entries
from queries.entries import Entry


def since(house: House, stale: Stale) -> Sequence[Entry]:
    """What happened to a record after the version that somebody saw."""
    return ask(house.pool, lambda db: entries.since(db, house.ledger, stale.id, stale.seen))
