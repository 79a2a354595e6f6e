"""Values: the kinds a fact can have, and the one form in which each is stored."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from msgspec import Struct

from domain.event import Plain
from domain.words import folded

LONGEST = {"text": 2_000, "long_text": 100_000}
DEFAULT_COUNTRY = "US"
YES = {"yes", "y", "true", "1", "on", "x"}
NO = {"no", "n", "false", "0", "off"}
# ISO 4217's exceptions to two minor digits, as far as law firms bill in them.
MINOR = {"JPY": 0, "KRW": 0, "CLP": 0, "ISK": 0, "BHD": 3, "KWD": 3, "TND": 3}


class ValueKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    CURRENCY = "currency"
    PERCENTAGE = "percentage"
    DATE = "date"
    DATE_TIME = "date_time"
    YES_NO = "yes_no"
    SELECT = "select"
    MULTI_SELECT = "multi_select"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    URL = "url"


class Option(Struct, frozen=True):
    """One choice of a field. The key is stored, for ever; the label is shown."""

    key: str
    label: str
    retired: bool = False


class Ask(Struct, frozen=True):
    """What a value is read by: the currency of money, the options of a choice."""

    kind: ValueKind
    currency: str = "USD"
    options: Sequence[Option] = ()
    country: str = DEFAULT_COUNTRY


def stored(ask: Ask, given: Any) -> Plain:
    """`given` in its stored form; blank is None. Raises ValueError with a sentence for the user.

    Money: an integer counts minor units (cents); text is an amount in the currency itself.
    """
    if given is None or (isinstance(given, str) and not text(given)):
        return None
    if isinstance(given, (list, tuple)) and not given:
        return None
    return READ[ask.kind](ask, given)


def text(given: str) -> str:
    """NFC, no-break spaces as spaces, trimmed."""
    return unicodedata.normalize("NFC", given).replace("\u00a0", " ").strip()


def phone(given: str, country: str = DEFAULT_COUNTRY) -> str:
    """E.164, such as +12025550142. Raises ValueError."""
    try:
        number = phonenumbers.parse(given, country)
    except phonenumbers.NumberParseException:
        raise ValueError(f"“{given}” is not a phone number.") from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError(f"“{given}” is not a possible phone number.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email(given: str) -> str:
    """The normalised address, in lower case. Raises ValueError."""
    try:
        checked = validate_email(given, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise ValueError(f"“{given}” is not an e-mail address. {error}") from None
    return checked.normalized.lower()


def decimal(given: Any) -> Decimal:
    """A number as people write it: 1,234.5 or $1,234.50. Raises ValueError."""
    plain = re.sub(r"[\s,$€£%]", "", str(given))
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise ValueError(f"“{given}” is not a number.") from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise ValueError(f"“{given}” is too large a number.")
    return number


def _text(ask: Ask, given: Any) -> str:
    if not isinstance(given, str):
        raise ValueError("This must be text.")
    most = LONGEST.get(ask.kind, LONGEST["text"])
    if len(given) > most:
        raise ValueError(f"This is longer than {most:,} characters.")
    return text(given)


def _number(_: Ask, given: Any) -> str:
    if isinstance(given, bool):
        raise ValueError("This must be a number.")
    return format(decimal(given).normalize(), "f")


def _money(ask: Ask, given: Any) -> int:
    if isinstance(given, bool):
        raise ValueError("This must be an amount.")
    if isinstance(given, int):
        return int(decimal(given))
    minor = decimal(given) * 10 ** MINOR.get(ask.currency, 2)
    if minor != minor.to_integral_value():
        raise ValueError(f"“{given}” has more decimals than {ask.currency} has.")
    return int(minor)


def _date(_: Ask, given: Any) -> str:
    try:
        return date.fromisoformat(text(str(given))).isoformat()
    except ValueError:
        raise ValueError(f"“{given}” is not a date such as 2026-11-24.") from None


def _date_time(_: Ask, given: Any) -> str:
    try:
        moment = datetime.fromisoformat(text(str(given)))
    except ValueError:
        raise ValueError(f"“{given}” is not a moment such as 2026-11-24T09:30:00Z.") from None
    if moment.tzinfo is None:
        raise ValueError(f"“{given}” does not say in which time zone.")
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _yes_no(_: Ask, given: Any) -> bool:
    said = folded(str(given)).strip()
    if said not in YES | NO:
        raise ValueError(f"“{given}” is neither yes nor no.")
    return said in YES


def _select(ask: Ask, given: Any) -> str:
    wanted = folded(text(str(given)))
    for option in ask.options:
        if wanted in (option.key, folded(option.label)) and not option.retired:
            return option.key
    choices = ", ".join(option.label for option in ask.options if not option.retired)
    raise ValueError(f"“{given}” is not one of: {choices}.")


def _multi_select(ask: Ask, given: Any) -> tuple[str, ...]:
    several = given if isinstance(given, (list, tuple)) else str(given).split(";")
    return tuple(sorted({_select(ask, each) for each in several if text(str(each))}))


def _phone(ask: Ask, given: Any) -> str:
    return phone(_text(ask, given), ask.country)


def _email(ask: Ask, given: Any) -> str:
    return email(_text(ask, given))


def _url(ask: Ask, given: Any) -> str:
    said = _text(ask, given)
    if not re.fullmatch(r"https?://[^\s/?#]+\.?[^\s]*", said, re.IGNORECASE):
        raise ValueError(f"“{given}” is not a web address such as https://example.com.")
    return said


def _address(_: Ask, given: Any) -> Mapping[str, str]:
    if isinstance(given, str):
        return {"line1": text(given)}
    if not isinstance(given, Mapping):
        raise ValueError("An address is an object of lines, city, state, postal code, country.")
    unknown = sorted(set(given) - set(ADDRESS_PARTS))
    if unknown:
        raise ValueError(f"An address has no {', '.join(unknown)}.")
    return {part: said for part in ADDRESS_PARTS if (said := text(str(given.get(part) or "")))}


ADDRESS_PARTS = ("line1", "line2", "city", "state", "postal_code", "country")

READ: Mapping[ValueKind, Callable[[Ask, Any], Plain]] = {
    ValueKind.TEXT: _text,
    ValueKind.LONG_TEXT: _text,
    ValueKind.NUMBER: _number,
    ValueKind.CURRENCY: _money,
    ValueKind.PERCENTAGE: _number,
    ValueKind.DATE: _date,
    ValueKind.DATE_TIME: _date_time,
    ValueKind.YES_NO: _yes_no,
    ValueKind.SELECT: _select,
    ValueKind.MULTI_SELECT: _multi_select,
    ValueKind.PHONE: _phone,
    ValueKind.EMAIL: _email,
    ValueKind.ADDRESS: _address,
    ValueKind.URL: _url,
}
