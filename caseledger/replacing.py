"""Begins the changes in bulk that removals ask for: satisfies reactions.replacer.Mass."""

from datetime import UTC, datetime
from threading import Event

from caseledger.bulks import Bulks, Wish
from commands.handle import command_key
from commands.ids import new_id
from domain.ledger import Ledger, Recorded
from domain.refusals import KeyReused, NothingSelected
from reactions.bulk.selection import Selection
from reactions.replacer import Change


class Replacing:
    def __init__(self, bulks: Bulks, ledger: Ledger, stop: Event | None = None) -> None:
        self._bulks, self._ledger, self._stop = bulks, ledger, stop

    def change(self, because: Recorded, change: Change) -> None:
        """On behalf of whoever removed it; the event is the key, so that it is begun once."""
        key = f"{because.event_id} replacer"
        if self._begun(because, key):
            return
        action, given, where = change
        actor = because.header.actor
        wish = Wish(where=where, action=action, given=given, by=actor, seen=because.position)
        try:
            selection = self._planned(self._bulks.select(wish))
        except NothingSelected:
            return
        header = because.answered(new_id(), actor, "bulk", datetime.now(UTC))
        self._bulks.ask_run(selection.id, header, key)

    def _begun(self, because: Recorded, key: str) -> bool:
        try:
            return self._ledger.receipt(command_key(because.header.actor, key), b"") is not None
        except KeyReused:  # what was begun has a digest of its own
            return True

    def _planned(self, selection: Selection) -> Selection:
        """A large one is judged here, or by whoever was faster."""
        while selection.state == "planning":
            with self._bulks.alone(selection.id, self._stop or Event()) as held:
                selection = self._bulks.staging.get(selection.id)
                if held and selection.state == "planning":
                    selection = self._bulks.plan(selection)
        return selection
