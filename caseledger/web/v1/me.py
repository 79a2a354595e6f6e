"""Who asks, what they may do, and the firm they do it in."""

from uuid import UUID

from fastapi import APIRouter, Response
from msgspec import Struct

from caseledger.adapters.ledger.pool import ask
from caseledger.web.house import TheHouse, Who, answer
from caseledger.web.openapi import answers
from domain.firm.firm import FIRM, Firm
from domain.people.key import Key
from domain.people.person import Person
from domain.people.roles import Role

router = APIRouter(prefix="/v1", tags=["You"])

HEAD = "select coalesce(max(position), 0) from ledger.event"


class MyPerson(Struct, frozen=True):
    id: UUID
    name: str
    email: str
    role: Role


class MyKey(Struct, frozen=True):
    id: UUID
    name: str
    can: tuple[str, ...]


class MyFirm(Struct, frozen=True):
    name: str
    time_zone: str
    currency: str


class Me(Struct, frozen=True):
    """Either a person or a key."""

    person: MyPerson | None
    key: MyKey | None
    firm: MyFirm
    permissions: list[str]
    position: int  # the newest in the ledger
    ledger: UUID


@router.get("/me", responses=answers(Me))
def me(house: TheHouse, who: Who) -> Response:
    """Who you are here, and what you may do."""
    firm = house.ledger.load(Firm, FIRM).settings
    position = ask(house.pool, lambda db: db.execute(HEAD).fetchone())
    said = Me(
        person=_person(who.person) if who.person else None,
        key=_key(who.key) if who.key else None,
        firm=MyFirm(firm["name"], firm["time_zone"], firm["currency"]),
        permissions=sorted(who.may),
        position=position[0] if position else 0,
        ledger=house.secrets.keys.ledger,
    )
    return answer(said)


def _person(it: Person) -> MyPerson:
    return MyPerson(it.id, it.profile.name, it.profile.email, it.profile.role)


def _key(it: Key) -> MyKey:
    return MyKey(it.id, it.rights.name, it.rights.can)
