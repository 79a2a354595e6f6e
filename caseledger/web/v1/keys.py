"""Keys of programs: which there are, and a new one, whose secret is in the answer alone."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from msgspec import Struct

from caseledger.identity import keys
from caseledger.web.commands import BODY, began, told
from caseledger.web.commands import Key as CommandKey
from caseledger.web.house import May, TheHouse, Who, answer
from caseledger.web.openapi import answers
from caseledger.web.strict import StrictRoute
from commands.people import IssueKey
from domain.people.key import Key

router = APIRouter(prefix="/v1", tags=["People and firm"], route_class=StrictRoute)


class KeyRow(Struct, frozen=True):
    id: UUID
    version: int
    name: str
    can: Sequence[str]
    disabled: bool
    made_at: datetime
    used_at: datetime | None


class Keys(Struct, frozen=True):
    keys: Sequence[KeyRow]


class Issued(Struct, frozen=True):
    """A key that was issued. Its secret is said once: null where the same was asked before."""

    id: UUID
    version: int
    position: int | None
    secret: str | None


@router.get("/keys", responses=answers(Keys), dependencies=[Depends(May("keys.read"))])
def key_list(house: TheHouse) -> Response:
    """The keys that were given out, what they may do, and when each was last used."""
    rows = []
    for key_id, use in keys.uses(house.pool).items():
        key = house.ledger.load(Key, key_id)
        rights = key.rights
        row = KeyRow(
            key_id, key.version, rights.name, rights.can, rights.disabled, use.made_at, use.used_at
        )
        rows.append(row)
    return answer(Keys(rows))


@router.post(
    "/keys",
    responses=answers(Issued, *BODY, says="It was issued before.")
    | answers(Issued, *BODY, status=201, says="A key began."),
    dependencies=[Depends(May(IssueKey.permission))],
    response_class=Response,
)
def issue_key(
    command: IssueKey, request: Request, house: TheHouse, who: Who, key: CommandKey = None
) -> Response:
    """Issue a key for a program. Its secret is in this answer and nowhere else: keep it."""
    receipt = told(command, request, house, who, key=key)
    new = began(house, command, receipt)
    # Only now, so that a secret without its key cannot be: the same asked again makes up for it.
    secret = keys.keep(house.pool, receipt.id) if new else None
    issued = Issued(receipt.id, receipt.version, receipt.position, secret)
    return answer(issued, 201 if secret else 200)
