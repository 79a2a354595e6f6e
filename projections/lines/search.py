"""The words a case is found by: its own, and those of its clients."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Struct

from domain.case.case import Case
from domain.case.contacts import ContactLinked, ContactUnlinked
from domain.case.details import CaseDetailsRevised
from domain.case.opening import CaseOpened
from domain.facts import Fact
from projections.indexes import CASE_SEARCH
from projections.lines.lines import Definitions, Lines
from projections.lines.reach import whose_words_changed
from projections.states import State
from projections.words import of_case


class CaseSearch(Struct, frozen=True):
    id: UUID
    own_words: tuple[str, ...]
    clients: tuple[UUID, ...]
    words: Annotated[tuple[str, ...], Fact("Words", joined=True)] = ()


def rows(state: State, fields: Definitions) -> Sequence[CaseSearch]:
    case = state.it
    assert isinstance(case, Case)
    if not case.exists:
        return ()
    return (CaseSearch(case.id, of_case(case, fields), case.contacts.clients),)


CASE_SEARCHES = Lines(
    name="case_search",
    row=CaseSearch,
    rows=rows,
    of="case",
    news=lambda batch: batch.streams_with(
        CaseOpened, CaseDetailsRevised, ContactLinked, ContactUnlinked
    ),
    needs=("state", "case_contact", "contact_line", "case_value"),
    custom=True,
    sql="search.sql",
    sources=whose_words_changed,
    through="cases_found_by.sql",
    indexes=CASE_SEARCH,
)
