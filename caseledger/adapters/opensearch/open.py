"""The two ways in which the product speaks to OpenSearch: patiently to write, else not at all."""

from caseledger.adapters.opensearch.client import connect
from caseledger.adapters.opensearch.finder import OpenSearchFinder
from caseledger.adapters.opensearch.index import OpenSearchIndex, alias
from caseledger.adapters.opensearch.spare import WithSpare

PATIENCE = 0.7  # seconds: a list that takes longer is sooner answered by PostgreSQL
LONG = 30.0


def open_index(url: str, prefix: str) -> OpenSearchIndex:
    return OpenSearchIndex(connect(url, LONG), prefix)


def open_finder(url: str, prefix: str) -> WithSpare:
    return WithSpare(OpenSearchFinder(connect(url, PATIENCE), alias(prefix)))
