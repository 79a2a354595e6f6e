"""Tables as text: which encoding, which delimiter, and the rows."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from caseledger.adapters.tables.limits import LONGEST_CELL, TooMuch
from domain.imports.table import EXPORTED, How

BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
SHOWN = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}
DELIMITERS = ",;\t|"
SAMPLE = 256 * 1024
LOOK_AT = 200  # rows
EXCELS = re.compile(r"sep=(.)\r?\n")  # a first line that only Excel writes
OURS = re.compile(rf'.{{0,100000}}?,"?{EXPORTED}\. ', re.DOTALL)  # a heading may have lines
PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"Rar!", b"7z\xbc\xaf")
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a")

csv.field_size_limit(LONGEST_CELL)


class Unclear(Exception):
    """A text that cannot be read as a table."""


def prepare(how: How) -> None:
    """Load the codecs that may be needed (ZIP's own is cp437): later no file can be opened."""
    for name in ["cp1252", "cp437", *BOMS.values(), *SHOWN]:
        codecs.lookup(name)
    try:
        codecs.lookup(how.encoding or "utf-8")
    except LookupError:
        raise Unclear(f"there is no encoding called {how.encoding}") from None


def must_be_a_table(data: bytes) -> None:
    if data.startswith(PACKED):
        raise Unclear("it is compressed. Unpack it first")
    if data.lstrip()[:1] == b"<" or data.startswith((b"%PDF", b"{\\rtf")):
        raise Unclear("it is a page or a document, not a table. Save it as XLSX or CSV")
    wide = data.startswith(tuple(BOMS)) or _wide(data[:4096])
    if not wide and sum(map(CONTROLS.__contains__, data[:4096])) > len(data[:4096]) / 50:
        raise Unclear("it is not a table. Save it as XLSX or CSV")


def decoded(data: bytes, how: How) -> tuple[str, str, list[str]]:
    """The text, its encoding, and what to say about it."""
    named = how.encoding or next((name for bom, name in BOMS.items() if data.startswith(bom)), None)
    if named:
        return _decoded(data, named), SHOWN.get(named, named), []
    if wide := _wide(data[:4096]):
        return _decoded(data, wide), SHOWN[wide], ["It has no byte order mark; read as UTF-16."]
    try:
        return data.decode(), "utf-8", []
    except UnicodeDecodeError:
        note = "It is not UTF-8; read as Windows-1252. Check the accents."
        return _decoded(data, "cp1252"), "cp1252", [note]


def delimiter_of(text: str, how: How) -> str:
    """What most evenly cuts the first rows into columns; a comma where nothing does."""
    if how.delimiter:
        return how.delimiter
    if excels := EXCELS.match(text):
        return excels[1]
    if OURS.match(text):
        return ","
    sample = text[:SAMPLE]
    if len(text) > SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    return max(DELIMITERS, key=lambda each: _evenness(sample, each))


def rows_of(text: str, delimiter: str) -> Iterator[list[str]]:
    """All rows, blank ones as empty lists. Refuses quotes that are never closed."""
    if excels := EXCELS.match(text):
        yield []
        text = text[excels.end() :]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    n = 1 if excels else 0
    while True:
        n += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _wrong(n, str(error)) from None


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise Unclear(f"it is not {encoding} text. Save it as UTF-8") from None


def _wide(head: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of what people write is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 4
    if odd > half and even < half / 10:
        return "utf-16-le"
    return "utf-16-be" if even > half and odd < half / 10 else None


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = Counter(len(row) for row in islice(reader, LOOK_AT) if any(row))
    except csv.Error:
        return 0, 0
    several = [(many, width) for width, many in widths.items() if width > 1]
    if not several:
        return 0, 0
    many, width = max(several)
    return many / widths.total(), width


def _wrong(row: int, error: str) -> Exception:
    if "field limit" in error:
        return TooMuch(
            f"row {row} has a cell of more than {LONGEST_CELL:,} characters, or a quote in it or"
            " before it is not closed"
        )
    return Unclear(f"in row {row} a quote is not closed, or text follows a closed one")
