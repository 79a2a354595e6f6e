"""Reading through a view: `?view=<id>`, and what stands in the address instead of its parts."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request
from msgspec import Struct
from msgspec.structs import replace

from caseledger.web.house import Who
from queries.sought import Asked
from queries.views import views
from queries.views.views import Seen

OURS = ("view", "unfiltered")
Db = Any  # a connection: only adapters and queries name its type


class Through(Struct, frozen=True):
    """The view to look through, and which of its parts the address has itself."""

    asker: UUID
    view: UUID | None
    unfiltered: bool
    sorted: bool

    def seen(self, db: Db, asked: Asked) -> Seen:
        """What is asked in the end. Refuses ViewNotFound."""
        own = replace(asked, filters=[each for each in asked.filters if each[0] not in OURS])
        if self.view is None:
            return Seen(own)
        filtered = self.unfiltered or bool(own.filters)
        return views.through(db, own, self.view, self.asker, filtered=filtered, sorted=self.sorted)


async def _through(
    request: Request,
    who: Who,
    view: Annotated[
        UUID | None,
        Query(
            description="A view: its filter and its order, each unless the address has one itself."
        ),
    ] = None,
    unfiltered: Annotated[bool, Query(description="Without the filter of the view.")] = False,
) -> Through:
    return Through(who.id, view, unfiltered, "sort" in request.query_params)


Looking = Annotated[Through, Depends(_through)]
