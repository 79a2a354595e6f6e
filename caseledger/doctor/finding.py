"""What the doctor says of one part."""

from msgspec import Struct


class Finding(Struct, frozen=True, kw_only=True):
    part: str
    twin: str  # which of the twins is used, or where it lies
    well: bool
    says: str  # a version or figures; where it is not well, what is wrong, in one sentence
