"""What commands share: where the data lies, and the way into the house."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import ValidationError
from typer import Option

from caseledger.adapters.postgres.refusal import CannotRun
from caseledger.database import used
from caseledger.home import Home
from caseledger.settings import Settings

if TYPE_CHECKING:
    from caseledger.wiring import House

HIDDEN = {"database", "opensearch", "s3_key", "s3_secret"}  # a password may be in it

Data = Annotated[
    Path | None,
    Option(help="The data folder.  [default: $CASELEDGER_DATA, else your data folder]"),
]


def settings() -> Settings:
    try:
        return Settings()
    except ValidationError as why:
        first = why.errors()[0]
        says = first["msg"].removeprefix("Value error, ")
        if not first["loc"]:  # of several together
            raise CannotRun(f"{says}.") from None
        name = str(first["loc"][0])
        value = "" if name in HIDDEN else f"={first['input']}"
        raise CannotRun(f"CASELEDGER_{name.upper()}{value} will not do: {says}.") from None


def told(data: Path | None) -> Settings:
    """The settings, with the data folder that the command line names."""
    return settings().model_copy(update={"data": data}) if data else settings()


def home_of(data: Path | None) -> Home:
    return Home.at(told(data).data)


@contextmanager
def house_of(data: Path | None) -> "Iterator[House]":
    """The house, whether it is up or not. Where it is not, all that follows the ledger does so
    before and after.
    """
    from caseledger.console import found as begin  # as below

    with ledger_of(data) as (house, ours):
        begin(house.ledger)
        if ours:
            house.settle()
        yield house
        if ours:
            house.settle()


@contextmanager
def ledger_of(data: Path | None) -> "Iterator[tuple[House, bool]]":
    """The same as it lies there, and whether nobody else runs it."""
    from caseledger.wiring import open_house  # loads all there is: `up` must not wait for that

    says = told(data)
    with (
        used(says) as found,
        open_house(found.dsn, found.secrets, settings=says) as house,
    ):
        yield house, found.server is not None


def said(why: BaseException) -> str:
    """One line: what went wrong, or the sentence that its kind stands for."""
    return " ".join((str(why) or type(why).__doc__ or type(why).__name__).split())
