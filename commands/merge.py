"""Merging: an edit of other facts than those that changed since it was begun is no conflict."""

from typing import Protocol

from commands.command import Command
from commands.handle import TRIES, handle
from domain.ledger import Header, History, Ledger, Receipt
from domain.refusals import Conflict, Stale


class Both(Ledger, History, Protocol):
    """A ledger that also tells what happened."""


def handle_merging(
    command: Command,
    ledger: Both,
    header: Header,
    *,
    expected: int | None = None,
    key: str | None = None,
) -> Receipt:
    """As `handle`, but Stale is refused only where both sides touched a fact that is the same."""
    for _ in range(TRIES):
        try:
            return handle(command, ledger, header, expected=expected, key=key)
        except Stale as stale:
            since = ledger.stream(stale.id, after_version=stale.seen)
            theirs = {name for record in since for name in record.event.changes()}
            if not command.touches or command.touches & theirs:
                raise
            expected = stale.now
    raise Conflict
