"""Keys of programs."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from msgspec import Struct

from caseledger.identity import keys
from caseledger.web.house import May, TheHouse, answer
from caseledger.web.openapi import answers
from domain.people.key import Key

router = APIRouter(prefix="/v1", tags=["People and firm"])


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
