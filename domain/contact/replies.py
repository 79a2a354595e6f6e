"""What a reply means: the words that stop messages, and those that let them go on.

The FCC's per-se words (47 CFR 64.1200(a)(10)) and those that carriers act on.
"""

import re
from enum import StrEnum

from domain.words import folded

STOP = {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}
START = {"start", "unstop"}


class Meaning(StrEnum):
    STOP = "stop"
    START = "start"
    OTHER = "other"


def meaning(text: str) -> Meaning:
    """By the words alone, whatever their case, blanks and punctuation: `Stop, please!`"""
    words = re.findall(r"[a-z]+", folded(text))
    said = "".join(word for word in words if word not in ("please", "pls", "thanks"))
    if said in STOP:
        return Meaning.STOP
    return Meaning.START if said in START else Meaning.OTHER
