"""Events as they look in life, for samples where any value of the right type would say little."""

from collections.abc import Mapping

from domain.event import Event

EXAMPLES: Mapping[type[Event], Event] = {}
