"""What is recorded when cases are wanted as they were. Nobody gives this: it is given for them."""

from uuid import UUID

from commands.command import Command
from domain.ledger import Work
from domain.pasts.pasts import Past, PastAsked
from domain.people.roles import PASTS


class RecordPast(Command):
    """Put on record who wants to see which moment."""

    permission = PASTS
    begins = True
    past_id: UUID
    position: int
    as_of: str

    @property
    def about(self) -> UUID:
        return self.past_id

    def decide(self, work: Work) -> None:
        it = work.find(Past, self.past_id)
        work.record(it, it.asking.ask(PastAsked(position=self.position, as_of=self.as_of)))
