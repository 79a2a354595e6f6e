"""What a header probably means: its own words, other words for the same, and how sure that is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from domain.case.details import FACTS as CASE_FACTS
from domain.contact.card import FACTS as CONTACT_FACTS
from domain.facts import Fact
from domain.imports.imports import ImportKind
from domain.words import folded
from reactions.importer.targets import MOST_CONTACTS, Target, contact
from reactions.importer.wishes import Column

IGNORED = {"reason"}  # what an error file adds
PREFIXES = {"client_": "contact", "contact_": "contact", "case_": "case"}
NOISE = {"r", "the", "of", "no", "nr", "num"}
ALSO: Mapping[str, Sequence[str]] = {  # further words, beside those that facts declare
    "case.number": (
        "case number", "case no", "case nr", "case #", "matter number", "matter no", "file number",
        "file no", "reference number", "case ref",
    ),
    "case.type": ("case type", "type of case", "matter type", "practice area", "type"),
    "case.status": ("status", "case status", "matter status", "stage"),
    "case.created_date": (
        "case filed date", "filed date", "file date", "filing date", "open date", "opened",
        "opened date", "case opened", "date created", "case created date", "intake date",
    ),
    "case.end_date": (
        "case closed date", "closed date", "close date", "date closed", "case closed",
        "resolution date",
    ),
    "case.court_name": ("court", "court name"),
    "case.court_date": ("next court date", "court date", "hearing date", "next hearing"),
    "case.name": ("case name", "matter", "case title", "caption"),
    "case.description": ("description", "case description", "summary", "case summary"),
    "case.external_source_id": ("external id", "external case id", "crm id"),
    "contact.name": (
        "name", "full name", "client", "client name", "client full name", "contact name",
        "contact", "plaintiff", "claimant", "customer", "customer name",
    ),
    "contact.first_name": ("first name", "first", "given name", "forename"),
    "contact.last_name": ("last name", "last", "surname", "family name"),
    "contact.middle_name": ("middle name", "mid name", "middle", "middle initial", "mi"),
    "contact.business_name": (
        "business name", "company", "company name", "formal name", "organization",
        "organisation", "firm name",
    ),
    "contact.date_of_birth": ("date of birth", "dob", "birth date", "birthdate", "birthday"),
    "contact.phone": (
        "phone", "phone number", "mobile", "mobile phone", "mobile number", "cell", "cell phone",
        "cellphone", "telephone", "primary phone", "tel",
    ),
    "contact.phone_home": ("home phone", "phone home", "home number", "phone (home)"),
    "contact.phone_work": (
        "work phone", "business phone", "office phone", "phone work", "phone (work)",
    ),
    "contact.phone_other": ("other phone", "alternate phone", "secondary phone"),
    "contact.email": (
        "email", "e-mail", "email address", "e-mail address", "mail", "primary email",
    ),
    "contact.line1": (
        "address", "street", "street address", "address line 1", "address 1", "address1",
        "mailing address",
    ),
    "contact.line2": ("address line 2", "address 2", "address2", "suite", "apt"),
    "contact.city": ("city", "town"),
    "contact.state": ("state", "province", "region"),
    "contact.postal_code": ("zip", "zip code", "zipcode", "postal code", "postcode"),
    "contact.country": ("country",),
    "contact.role": ("role", "contact role", "party role", "participant role", "relationship"),
    "contact.kind": ("contact type", "contact kind", "individual or business"),
}  # fmt: skip


class Guess(Struct, frozen=True):
    target: str
    confidence: float
    reason: str


def suggested(
    headers: Sequence[str], kind: ImportKind, targets: Mapping[str, Target]
) -> tuple[Column, ...]:
    """What each column is taken for until somebody says otherwise. No target is given twice."""
    known = dict(_phrases(kind, targets))
    guesses = [_guess(header, known) for header in headers]
    taken: dict[str, int] = {}
    for n in sorted(range(len(headers)), key=lambda n: _eagerness(guesses[n], n)):
        if (guess := guesses[n]) and (targets[guess.target].many or guess.target not in taken):
            taken.setdefault(guess.target, n)
    columns = [_column(n, header, guesses[n], taken, headers, targets)
               for n, header in enumerate(headers)]  # fmt: skip
    return tuple(_without_nameless(columns, kind))


def named(said: str, kind: ImportKind, targets: Mapping[str, Target]) -> str | None:
    """The key of the target that somebody calls so: `case.court_name`, `court_name`, `Court`."""
    plain = said.strip().casefold().replace("-", "_")
    first, second = ("case", "contact") if kind == "cases" else ("contact", "case")
    spelt = [plain, f"{first}.{plain}", f"{second}.{plain}"]
    spelt += [f"{of}.{plain.removeprefix(word)}" for word, of in PREFIXES.items()
              if plain.startswith(word)]  # fmt: skip
    found = next((key for key in spelt if key in targets), None)
    return found or dict(_phrases(kind, targets)).get(words(said))


def words(header: str) -> str:
    """`R_Case_Number`, `caseNumber` and `Case  number:` alike."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return " ".join(re.sub(r"[^\w#]+|_", " ", folded(spaced)).split())


def _phrases(kind: ImportKind, targets: Mapping[str, Target]) -> Iterator[tuple[str, str]]:
    """Every phrase that stands for a target; later ones win, so the strongest come last."""
    if kind == "cases":
        yield from _of_contact("client ")
        yield from (each for each in _of_contact("") if "external" not in each[0])
        yield from _declared(CASE_FACTS, "case")
    else:
        yield from _of_contact("")
    for key, phrases in ALSO.items():
        if key in targets and not (kind == "contacts" and key == "case.external_source_id"):
            yield from ((words(phrase), key) for phrase in phrases)
            if key.startswith("contact."):
                yield from ((words(f"client {phrase}"), key) for phrase in phrases)
    for target in targets.values():
        if target.key.startswith("case.x_"):
            yield words(target.label), target.key
            yield words(target.name), target.key


def _of_contact(prefix: str) -> Iterator[tuple[str, str]]:
    for phrase, key in _declared(CONTACT_FACTS, "contact"):
        yield f"{prefix}{phrase}", key


def _declared(facts: Mapping[str, Fact], of: str) -> Iterator[tuple[str, str]]:
    for name, fact in facts.items():
        for phrase in (name, fact.heading, *fact.also):
            yield words(phrase), f"{of}.{name}"


def _guess(header: str, known: Mapping[str, str]) -> Guess | None:
    said = words(header)
    if not said or said in IGNORED:
        return None
    if exact := known.get(said):
        return Guess(exact, 1.0, f"“{header}” says so.")
    bare = " ".join(word for word in said.split() if word not in NOISE)
    if known.get(bare):
        return Guess(known[bare], 0.9, f"“{header}” is about “{bare}”.")
    if numbered := re.fullmatch(r"(.*?) ?(\d)", bare):
        return _numbered(header, numbered[1], int(numbered[2]), known)
    if client := re.fullmatch(r"(client|contact) (\d) (.+)", bare):
        found = known.get(client[3])
        return _of_client(header, found, int(client[2]))
    return _similar(header, bare, known)


def _numbered(header: str, bare: str, n: int, known: Mapping[str, str]) -> Guess | None:
    """`Phone 2` is one more phone; `Client 2` is another client."""
    found = known.get(bare)
    if found == "contact.name" and n > 1:
        return _of_client(header, found, n)
    if found and (n == 1 or found.startswith(("contact.phone", "contact.email"))):
        return Guess(found, 0.9, f"“{header}” is one of several.")
    return None


def _of_client(header: str, found: str | None, n: int) -> Guess | None:
    if found is None or not found.startswith("contact.") or not 1 <= n <= MOST_CONTACTS:
        return None
    key = f"{contact(n)}.{found.partition('.')[2]}"
    return Guess(key, 0.9, f"“{header}” is about client {n}.")


def _similar(header: str, bare: str, known: Mapping[str, str]) -> Guess | None:
    def likeness(phrase: str) -> float:
        return SequenceMatcher(None, bare, phrase).ratio()

    near = [phrase for phrase in known if abs(len(phrase) - len(bare)) < 5]
    best = max(near, key=likeness, default=None)
    if best is None or likeness(best) < 0.85:
        return None
    return Guess(known[best], 0.6, f"“{header}” looks like “{best}”.")


def _eagerness(guess: Guess | None, n: int) -> tuple[float, int]:
    return (-guess.confidence if guess else 0, n)


def _column(
    n: int,
    header: str,
    guess: Guess | None,
    taken: Mapping[str, int],
    headers: Sequence[str],
    targets: Mapping[str, Target],
) -> Column:
    if guess is None:
        return Column(index=n, header=header, reason="No field is known by this name.")
    if guess.confidence < 0.8:
        says = f"Perhaps {targets[guess.target].label}: {guess.reason} It is left out."
        return Column(index=n, header=header, reason=says, confidence=guess.confidence)
    if taken[guess.target] != n and not targets[guess.target].many:
        other = headers[taken[guess.target]]
        return Column(index=n, header=header, reason=f"“{other}” is taken for that already.")
    return Column(
        index=n,
        header=header,
        target=guess.target,
        reason=guess.reason,
        confidence=guess.confidence,
    )


def _without_nameless(columns: Iterable[Column], kind: ImportKind) -> Iterator[Column]:
    """In a list of cases a city says nothing where no client is named."""
    every = list(columns)
    names = ("name", "last_name", "business_name")
    named = {of for c in every if c.target
             for of, _, name in [c.target.partition(".")] if name in names}  # fmt: skip
    for column in every:
        of = (column.target or "").partition(".")[0]
        if kind == "cases" and of.startswith("contact") and of not in named:
            reason = "No column names the client that this would belong to."
            yield Column(index=column.index, header=column.header, reason=reason)
        else:
            yield column
