"""Conditions as requests give them: their shape is checked here, their words by the catalogue."""

from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

import msgspec
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from domain.conditions import DEEPEST, Condition, depth, tests

MOST = 200  # tests of one condition
SCHEMA: dict[str, Any] = {  # JSON Schema is of no one type
    "title": "Condition",
    "type": "object",
    "description": "A test `{type: is, fact, operator, value}`, or a group: `{type: and, of: […]}`,"
    " `{type: or, of: […]}`, `{type: not, of: …}`.",
    "required": ["type"],
    "properties": {"type": {"enum": ["is", "and", "or", "not"]}},
}


@dataclass(frozen=True)
class Shaped:
    """Marks a condition that is given as JSON."""

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            condition_of,
            serialization=core_schema.plain_serializer_function_ser_schema(msgspec.to_builtins),
        )

    def __get_pydantic_json_schema__(self, _: CoreSchema, __: GetJsonSchemaHandler) -> Any:
        return SCHEMA


def condition_of(given: Any) -> Condition:
    """Raises ValueError."""
    try:
        said: Condition = msgspec.convert(given, Condition)
    except (msgspec.ValidationError, RecursionError) as error:
        raise ValueError(f"This is not a condition: {error}.") from None
    if depth(said) > DEEPEST:
        raise ValueError(f"A condition is nested at most {DEEPEST} deep.")
    if sum(1 for _ in tests(said)) > MOST:
        raise ValueError(f"A condition has at most {MOST} tests.")
    return said


Conditions: TypeAlias = Annotated[Condition, Shaped()]
