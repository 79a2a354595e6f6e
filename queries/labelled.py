"""What lacks a value, by the labels of its fields: the refusal itself names their keys."""

import re

from domain.case.details import FACTS
from domain.refusals import FieldsMissing
from queries.names import Names

LEAD = str(FieldsMissing("")).rstrip(".")
KEYS = re.compile(f"(?<={re.escape(LEAD)})[a-z0-9_, ]+")


def labelled(said: str, names: Names) -> str:
    """A sentence as people read it; one that names no field is as it was."""
    return KEYS.sub(lambda keys: labels(keys[0], names), said)


def labels(keys: str, names: Names) -> str:
    """`x_offer, court_name` as `Offer, Court`."""
    return ", ".join(_label(key, names) for key in keys.split(", "))


def _label(key: str, names: Names) -> str:
    if field := names.fields.get(key):
        return field.definition.label
    return FACTS[key].heading if key in FACTS else key
