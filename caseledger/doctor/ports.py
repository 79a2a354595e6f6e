"""The ports that have a twin on another server: search, feed, objects, mail."""

from collections.abc import Iterator
from dataclasses import dataclass

from caseledger.adapters import answering
from caseledger.doctor.finding import Finding
from caseledger.settings import Settings


@dataclass(frozen=True)
class Port:
    part: str
    setting: str
    here: str  # the embedded twin
    does: str
    ask: answering.Asked


PORTS = (
    Port("search", "opensearch", "PostgreSQL", "finds by words and prefixes", answering.opensearch),
    Port("feed", "kafka", "in this process", "serves /v1/stream", answering.kafka),
    Port("objects", "s3", "the data folder", "keeps files", answering.s3),
    Port("mail", "smtp", "nobody", "nothing is sent", answering.smtp),
)


GROUP = Port("indexer", "kafka", "", "", answering.group)


def ports(says: Settings) -> Iterator[Finding]:
    for port in PORTS:
        address = getattr(says, port.setting)
        yield (
            _asked(port, _shown(address), says)
            if address
            else Finding(part=port.part, twin=port.here, well=True, says=port.does)
        )
    if says.opensearch:
        yield _indexer(says)


def _indexer(says: Settings) -> Finding:
    """Who writes the index."""
    if says.indexer == "ledger":
        return Finding(part="indexer", twin="ledger", well=True, says="one worker follows the log")
    return _asked(GROUP, "kafka", says)


def _asked(port: Port, address: str, says: Settings) -> Finding:
    try:
        well, answer = True, port.ask(says)
    except answering.Silent as why:
        well, answer = False, f"{address} {why}: see CASELEDGER_{port.setting.upper()}."
    return Finding(part=port.part, twin=address, well=well, says=answer)


def _shown(address: str) -> str:
    """Without a name and a password, which an address may hold."""
    scheme, slashes, rest = address.rpartition("//")
    return f"{scheme}{slashes}{rest.rpartition('@')[2]}"
