"""The words that records are found by, folded, and how what people type is cut into such words.

They are indexed as they are (`array_to_tsvector`), so any word is found by its beginning.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from domain.case.case import Case
from domain.case.details import CUSTOM, CaseDetails
from domain.casetype.field import Definition
from domain.contact.contact import Contact
from domain.contact.reach import Medium
from domain.facts import facts_of
from domain.words import bare, folded

SEARCHED = [fact.name for fact in facts_of(CaseDetails).values() if fact.searched]
LONGEST, MOST = 100, 300  # characters of a word, words of a record
_WORD = re.compile(r"\w+")


def split(text: str) -> list[str]:
    """`O'Brien-Łódź` as o, brien, łodz … and obrien, as people also write it."""
    plain = folded(text)
    joined = re.sub(r"['\u2019]", "", plain)
    found = _WORD.findall(plain)
    return found if joined == plain else [*found, *_WORD.findall(joined)]


def of_phone(number: str) -> Iterator[str]:
    """A number in E.164: all its digits, without a country code of one digit, and the last four."""
    digits = number.removeprefix("+")
    yield digits
    if digits.startswith(("1", "7")):
        yield digits[1:]
    yield digits[-4:]


def of_email(address: str) -> Iterator[str]:
    name, _, domain = folded(address).partition("@")
    yield from (f"{name}@{domain}", domain, *split(name))


def of_contact(contact: Contact) -> tuple[str, ...]:
    facts, reach = contact.card.facts, contact.reach
    texts = [contact.card.name, str(facts.get("external_source_id") or "")]
    phones = (word for held in reach.of(Medium.PHONE) for word in of_phone(held.value))
    emails = (word for held in reach.of(Medium.EMAIL) for word in of_email(held.value))
    return _kept((*_all(texts), *phones, *emails))


def of_case(case: Case, fields: Mapping[str, Definition]) -> tuple[str, ...]:
    number, facts = case.opening.number, case.details.facts
    named = [name for name in facts if name in SEARCHED or _is_searched(name, fields)]
    texts = [str(facts[name]) for name in named if facts[name] is not None]
    whole = [folded(number), bare(number), folded(str(facts.get("external_source_id") or ""))]
    return _kept((*whole, *split(number), *split(bare(number)), *_all(texts)))


def _is_searched(name: str, fields: Mapping[str, Definition]) -> bool:
    return name.startswith(CUSTOM) and name in fields and bool(fields[name].facts.get("searched"))


def _all(texts: Iterable[str]) -> Iterator[str]:
    return (word for text in texts for word in split(text))


def _kept(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({word[:LONGEST] for word in words if word}))[:MOST]
