"""Everything that is looked at, in the order in which it is told."""

from collections.abc import Iterator

from caseledger.doctor.database import database
from caseledger.doctor.finding import Finding
from caseledger.doctor.home import home
from caseledger.doctor.ports import ports
from caseledger.settings import Settings


def examine(says: Settings) -> Iterator[Finding]:
    """Changes nothing, but may run the database of the data folder for as long as it looks."""
    yield from database(says)
    yield from home(says.data)
    yield from ports(says)
