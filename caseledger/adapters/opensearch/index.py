"""The search index on OpenSearch: a version is an index, and what is searched is an alias.

Documents are written through an alias of the version's own and never without it, so that a
server that lost an index does not make another one of whatever comes first.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from msgspec import json
from opensearchpy import OpenSearch
from opensearchpy.exceptions import NotFoundError, TransportError

from caseledger import traces
from caseledger.adapters.opensearch.client import PAUSES, WHOLE, answering, is_busy, pause
from projections.documents.document import Document
from projections.documents.index import IndexAway, IndexLost

SETTINGS = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    "refresh_interval": "1s",
    "mapping.total_fields.limit": 5_000,
}
PAGE = 10_000
_encode = json.Encoder().encode


class OpenSearchIndex:
    """Satisfies projections.documents.index.Index."""

    def __init__(self, client: OpenSearch, prefix: str) -> None:
        self._client, self.alias = client, alias(prefix)

    def create(self, version: int, mapping: Mapping[str, Any]) -> None:
        with answering():
            if not self._client.indices.exists(index=self._name(version)):
                body = {
                    "settings": {"index": SETTINGS},
                    # What is shown comes from PostgreSQL: nothing personal is kept twice.
                    "mappings": {
                        "dynamic": False,
                        "_source": {"enabled": False},
                        "properties": mapping,
                    },
                    "aliases": {self._door(version): {}},
                }
                self._client.indices.create(index=self._name(version), body=body)

    def extend(self, version: int, mapping: Mapping[str, Any]) -> None:
        with answering():
            try:
                self._client.indices.put_mapping(
                    index=self._name(version), body={"properties": mapping}
                )
            except NotFoundError as why:
                raise IndexLost from why

    def write(self, version: int, documents: Sequence[Document]) -> None:
        waiting = list(documents)
        for seconds in (*PAUSES, None):
            if waiting:
                waiting = self._refused(version, waiting)
            if not waiting:
                return
            if seconds:
                pause(seconds)
        raise IndexAway(f"{len(waiting)} documents were refused for now")

    def last(self, version: int) -> UUID | None:
        self.refresh(version)
        found = self._page(version, "desc", None, 1)
        return UUID(found[0][0]) if found else None

    def digests(self, version: int) -> Iterator[tuple[UUID, str]]:
        after: list[str] | None = None
        while found := self._page(version, "asc", after, PAGE):
            yield from ((UUID(case), digest) for case, digest in found)
            after = found[-1]

    def refresh(self, version: int) -> None:
        with answering():
            self._client.indices.refresh(index=self._name(version))

    def serve(self, version: int) -> None:
        actions = [
            {"remove": {"index": f"{self.alias}-*", "alias": self.alias, "must_exist": False}},
            {"add": {"index": self._name(version), "alias": self.alias}},
        ]
        with answering():
            self._client.indices.update_aliases(body={"actions": actions})

    def drop(self, version: int) -> None:
        with answering():
            self._client.indices.delete(
                index=self._name(version), params={"ignore_unavailable": "true"}
            )

    def _name(self, version: int) -> str:
        return f"{self.alias}-{version}"

    def _door(self, version: int) -> str:
        return f"{self._name(version)}-in"

    def _refused(self, version: int, documents: Sequence[Document]) -> list[Document]:
        """Those that the server had no room for."""
        body = b"".join(line for each in documents for line in _lines(each))
        door = self._door(version)
        with answering(), traces.doing("opensearch bulk", documents=len(documents)):
            try:
                said = self._client.bulk(index=door, body=body, params={"require_alias": "true"})
            except TransportError as why:
                if is_busy(why):
                    return list(documents)
                raise
        outcomes = [next(iter(item.values())) for item in said["items"]]
        refused = []
        for each, outcome in zip(documents, outcomes, strict=True):
            match outcome["status"]:
                case 200 | 201 | 409:  # a newer version is there: as good as written
                    continue
                case 404:
                    raise IndexLost(door)
                case 429 | 503:
                    refused.append(each)
                case _:
                    raise IndexAway(f"{each.id}: {outcome.get('error', {}).get('type')}")
        return refused

    def _page(self, version: int, way: str, after: list[str] | None, size: int) -> list[list[str]]:
        body = {
            "size": size,
            "_source": False,
            "track_total_hits": False,
            "sort": [{"id": way}, {"digest": way}],
            **({"search_after": after} if after else {}),
        }
        with answering():
            said = self._client.search(index=self._name(version), body=body, params=WHOLE)
        return [hit["sort"] for hit in said["hits"]["hits"]]


def alias(prefix: str) -> str:
    """What is searched."""
    return f"{prefix}-cases"


def _lines(it: Document) -> tuple[bytes, bytes, bytes, bytes]:
    about = {"_id": str(it.id), "version": it.version, "version_type": "external_gte"}
    return _encode({"index": about}), b"\n", _encode(it.body), b"\n"
