"""Stored values, as a terminal shows them."""

from collections.abc import Mapping

from domain.event import Plain


def written(value: Plain, kind: str = "text", currency: str | None = None) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case int() if kind == "currency":
            return f"{value / 100:,.2f}" + (f" {currency}" if currency else "")
        case Mapping():
            return ", ".join(f"{name}: {each}" for name, each in value.items())
        case tuple() | list():
            return ", ".join(written(each) for each in value)
        case _:
            return str(value)
