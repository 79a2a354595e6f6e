"""What a message of the topic tells a member of the index's group."""

from typing import Any
from uuid import UUID

from msgspec import Struct, json

from projections.documents.group import Told
from reactions.relay.integration import PREFIX


class Record(Struct, frozen=True):
    """Of a message's data, what is common to all: see reactions.relay.integration.Data."""

    record: UUID


def told_by(message: Any) -> Told:
    said = dict(message.headers)
    return Told(
        share=message.partition,
        offset=message.offset,
        position=int(said["ce_position"]),
        stream=json.decode(message.value, type=Record).record,
        kind=said["ce_type"].decode().removeprefix(PREFIX),
    )
