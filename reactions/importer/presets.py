"""Presets: what the exports of another product call things, so that nobody maps them by hand."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from reactions.importer.headings import words
from reactions.importer.targets import DATA
from reactions.importer.wishes import Column, Options


class Preset(Struct, frozen=True):
    name: str
    label: str
    source: str  # what external ids of it are ids of
    columns: Mapping[str, str]  # the target by header, as `words` has it
    required: tuple[str, ...]  # headers that its exports always have


LAW_RULER = Preset(
    name="law-ruler",
    label="Law Ruler",
    source="law-ruler",
    columns={
        "lead id": "case.external_source_id",
        "case type id": DATA,
        "case type": "case.type",
        "status id": DATA,
        "status": "case.status",
        "full name": "contact.name",
        "created date": "case.created_date",
        "primary contact id": "contact.external_source_id",
        "first name": "contact.first_name",
        "last name": "contact.last_name",
        "middle name": "contact.middle_name",
        "cell phone": "contact.phone",
        "mobile phone": "contact.phone",
        "phone": "contact.phone",
        "home phone": "contact.phone_home",
        "work phone": "contact.phone_work",
        "email": "contact.email",
        "email address": "contact.email",
        "date of birth": "contact.date_of_birth",
        "dob": "contact.date_of_birth",
        "birth date": "contact.date_of_birth",
        "address": "contact.line1",
        "city": "contact.city",
        "state": "contact.state",
        "zip": "contact.postal_code",
    },
    required=(
        "Lead ID",
        "Case Type ID",
        "Case Type",
        "Status ID",
        "Status",
        "Full Name",
        "Created Date",
        "Primary Contact ID",
        "First Name",
        "Last Name",
    ),
)
PRESETS: Mapping[str, Preset] = {preset.name: preset for preset in (LAW_RULER,)}


def applied(
    preset: Preset, columns: tuple[Column, ...], options: Options
) -> tuple[tuple[Column, ...], Options]:
    """The columns and options as the preset has them; its further columns go to external data."""
    kept = tuple(_column(preset, column) for column in columns)
    defaults = {
        "case.external_source": preset.source,
        "contact.external_source": preset.source,
        **options.defaults,
    }
    return kept, replace(options, preset=preset.name, defaults=defaults)


def missing(preset: Preset, columns: tuple[Column, ...]) -> list[str]:
    """The columns that its exports have and this file does not."""
    there = {words(column.header) for column in columns}
    return [header for header in preset.required if words(header) not in there]


def _column(preset: Preset, column: Column) -> Column:
    said = words(column.header)
    target = preset.columns.get(said)
    if target is None and said.startswith("custom"):
        target = DATA  # Custom# fields: nobody knows what they are before somebody says so
    if target is None:
        return column
    reason = f"{preset.label} calls it “{column.header}”."
    return replace(column, target=target, reason=reason, confidence=1.0)
