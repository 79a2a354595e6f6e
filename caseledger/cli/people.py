"""`sign-in`, `person add` and `key create`: who may come in."""

from typing import Annotated

from typer import Argument, Option, Typer, echo

from caseledger.adapters.postgres.refusal import CannotRun
from caseledger.cli.doors import Data, home_of, house_of, settings
from caseledger.home import Home
from caseledger.identity.door import Right, add_person, create_key, issue_link
from domain.people.roles import Role

RIGHTS: dict[str, Right] = {"read": "read", "write": "write"}

person = Typer(help="The people who work here.", no_args_is_help=True)
key = Typer(help="Keys for programs.", no_args_is_help=True)

Email = Annotated[str | None, Argument(help="Whose link it is.  [default: the first admin's]")]
Name = Annotated[str, Argument(help="As it is shown.")]


def sign_in(email: Email = None, data: Data = None) -> None:
    """Print a new sign-in link, which works once, for a quarter of an hour."""
    with house_of(data) as house:
        token = issue_link(house, email)
    echo(f"{address(home_of(data))}/sign-in?token={token}")


@person.command("add")
def add(
    name: Name,
    email: Annotated[str, Argument(help="To sign in by.")],
    role: Annotated[Role, Option(help="What they may do.")],
    data: Data = None,
) -> None:
    """Add somebody who works here."""
    with house_of(data) as house:
        add_person(house, name, email, role)
    echo(f"Added {name} as {role}. Their sign-in link: caseledger sign-in {email}")


@key.command("create")
def create(
    name: Name,
    can: Annotated[str, Option(help="read, write or both, by comma.")] = "read",
    data: Data = None,
) -> None:
    """Create a key, and print it. It cannot be shown again."""
    rights: list[Right] = [_right(each.strip()) for each in can.split(",")]
    with house_of(data) as house:
        secret = create_key(house, name, rights)
    echo(f"“{name}” can {' and '.join(rights)}. Send it as X-API-KEY:", err=True)
    echo(secret)


def address(home: Home) -> str:
    """Where the pages are: where they run, else where they would."""
    return home.address or f"http://127.0.0.1:{settings().port}"


def _right(said: str) -> Right:
    if said not in RIGHTS:
        raise CannotRun(f"A key can read or write, not “{said}”.")
    return RIGHTS[said]
