"""Entries of the Activity, where a refusal must tell what happened meanwhile."""

from typing import Any

from caseledger.wiring import House
from domain.refusals import Stale
from queries.activity import entry


def since(house: House, stale: Stale) -> list[Any]:
    """What happened to a record after the version that somebody saw."""
    return [entry(record) for record in house.ledger.stream(stale.id, after_version=stale.seen)]
