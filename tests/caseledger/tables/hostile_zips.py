"""Hostile files in ZIP containers: bombs, lies, and workbooks that are not as they should be."""

import struct
from collections.abc import Iterator

from tests.caseledger.tables.packed import (
    MAIN,
    cells,
    changed,
    cut,
    flipped,
    honest,
    lying,
    spoilt,
    workbook,
    zipped,
)

BOOK, RELS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET = 'Target="worksheets/sheet1.xml"'
PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    BOOK,
    RELS,
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
)
BIG = 300 << 20
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(12)
)


def files() -> Iterator[tuple[str, bytes, str]]:
    """Each with the words of which one must be in the answer."""
    yield from _bombs()
    yield from _pieces(honest())
    yield from _fields(honest())
    yield from _names()
    yield from _others()
    yield from _parts()
    yield from _places()
    yield from _values()
    yield from _sizes()
    yield from _floods()
    yield from _books()
    yield from _strings()
    for name, data in (*cut(honest()), *flipped(honest())):
        yield name, data, ""


def _bombs() -> Iterator[tuple[str, bytes, str]]:
    bomb, bears = b"\0" * BIG, "times as large|larger than 200 MB"
    for part in ("xl/media/big.bin", "xl/styles.xml", "xl/sharedStrings.xml", "docProps/app.xml"):
        yield f"a bomb in {part}", workbook(cells("A1"), parts={part: bomb}), bears
    yield "a bomb that lies", lying(BIG), bears + "|damaged"
    yield "a bomb for a sheet", workbook(cells("A1") + " " * BIG), bears
    yield (
        "many small bombs",
        workbook(cells("A1"), 1, {f"x{n}": bomb[: BIG // 40] for n in range(40)}),
        bears,
    )
    yield (
        "a bomb in a bomb",
        zipped({"inner.zip": workbook(cells("A1"), parts={"b": bomb})}),
        bears,
    )
    yield (
        "a workbook in a workbook",
        workbook(cells("A1"), parts={"xl/inner.xlsx": honest()}),
        "read",
    )
    yield "a zip in a zip", zipped({"inner.zip": workbook(cells("A1"))}), "not a spreadsheet"
    yield "a sparse sheet", workbook(cells("A1", "XFD1048576")), "memory|columns"
    yield "a sparse column", workbook(cells("A1", "A1048576")), ""
    yield "a wide sheet", workbook(cells("A1", "XFD1")), "columns"
    yield "many sheets", workbook(cells("A1"), sheets=10_001), "10,000 is the most"


def _pieces(whole: bytes) -> Iterator[tuple[str, bytes, str]]:
    """A container of which something is missing, or beside which something is."""
    end, directory = whole.rindex(b"PK\5\6"), whole.index(b"PK\1\2")
    yield "only PK", b"PK\3\4", "damaged"
    yield "an empty zip", zipped({}), "not a spreadsheet"
    yield "no directory", whole[:directory], "damaged"
    yield "no end", whole[:end], "damaged"
    yield "only a directory", whole[directory:], "damaged"
    yield "twice", whole + whole, ""
    yield "something before", b"PK" + b"\0" * 999 + whole, ""
    yield "something behind", whole + b"\0" * 9_999, ""
    yield "a long remark", whole[:-2] + struct.pack("<H", 65_535) + b"x" * 65_535, ""


def _fields(whole: bytes) -> Iterator[tuple[str, bytes, str]]:
    """A container of which one field is a lie."""
    end, directory = whole.rindex(b"PK\5\6"), whole.index(b"PK\1\2")
    for name, at, form, value in (
        ("a directory nowhere", end + 16, "<L", 2**31),
        ("a directory of nothing", end + 12, "<L", 0),
        ("more parts than there are", end + 10, "<H", 65_535),
        ("another disk", end + 4, "<H", 9),
        ("a part with a password", directory + 8, "<H", 1),
        ("a part packed by bzip2", directory + 10, "<H", 12),
        ("a part packed by lzma", directory + 10, "<H", 14),
        ("a part packed by nobody", directory + 10, "<H", 99),
        ("a part called stored", directory + 10, "<H", 0),
        ("a wrong sum", directory + 16, "<L", 1),
        ("a part of four gigabytes", directory + 24, "<L", 2**32 - 1),
        ("a part of nothing", directory + 20, "<L", 0),
        ("a name without end", directory + 28, "<H", 65_535),
        ("a part nowhere", directory + 42, "<L", 2**32 - 2),
        ("a part behind the end", directory + 42, "<L", len(whole) - 3),
        ("an own name without end", 26, "<H", 65_535),
    ):
        broken = bytearray(whole)
        struct.pack_into(form, broken, at, value)
        yield f"a zip with {name}", bytes(broken), ""


def _names() -> Iterator[tuple[str, bytes, str]]:
    for name in (
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\x",
        "xl\\workbook.xml",
        "a" * 60_000,
        "\u202exml.x",
    ):
        yield f"a part called {name[:20]}", workbook(cells("A1"), parts={name: b"x"}), ""


def _others() -> Iterator[tuple[str, bytes, str]]:
    """What is a ZIP, too, whatever the name of the file says."""
    no = "not a spreadsheet"
    for kind, part in (
        ("ods", "content.xml"),
        ("numbers", "Index/Document.iwa"),
        ("docx", "word/document.xml"),
        ("pptx", "ppt/presentation.xml"),
        ("xlsb", "xl/workbook.bin"),
        ("epub", "META-INF/container.xml"),
        ("jar", "META-INF/MANIFEST.MF"),
        ("apk", "AndroidManifest.xml"),
        ("zip of a csv", "cases.csv"),
        ("folder", "xl/"),
        ("shouting workbook", "XL/WORKBOOK.XML"),
    ):
        yield f"a {kind}", zipped({"mimetype": b"x", part: b"<x/>"}), no
    yield (
        "an ods that is right",
        zipped(
            {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<o/>"}
        ),
        no,
    )
    yield "an xlsm", workbook(cells("A1"), parts={"xl/vbaProject.bin": b"\xd0\xcf" * 99}), ""


def _parts() -> Iterator[tuple[str, bytes, str]]:
    """Each part of a workbook, missing and spoilt in every way."""
    ways = {
        "is missing": None,
        "is empty": b"",
        "is no xml": b"\x7fELF" * 99,
        "is cut": "half",
        "is NULs": b"\0" * 999,
        "laughs": b"<?xml version='1.0'?><!DOCTYPE x [%b]><x>&l11;</x>" % LAUGHS.encode(),
        "reads a file": b"<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><x>&f;</x>",
        "asks the network": b"<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'><x/>",
        "is very deep": b"<x>" * 200_000,
        "is one attribute": b"<x y='" + b"z" * 5_000_000 + b"'/>",
        "says another encoding": b"<?xml version='1.0' encoding='utf-32'?><x/>",
        "is UTF-16": "<?xml version='1.0' encoding='utf-16'?><x/>".encode("utf-16"),
    }
    for part in PARTS:
        for name, way in ways.items():
            yield f"{part} {name}", spoilt(part, way), ""


def _places() -> Iterator[tuple[str, bytes, str]]:
    for place in (
        "A0",
        "A1048577",
        "XFE1",
        "ZZZZZZZ1",
        "1A",
        "A",
        "A-1",
        f"A{10**20}",
        "a1",
        "A1:B2",
    ):
        yield f"a cell at {place}", workbook(cells("A1", place)), ""


def _values() -> Iterator[tuple[str, bytes, str]]:
    for name, kind, value in (
        ("a string that is not there", "s", "99"),
        ("a string before the first", "s", "-1"),
        ("a string with no number", "s", "x"),
        ("a number that is none", "n", "NaN"),
        ("a number without end", "n", "1e999"),
        ("a number of a megabyte", "n", "9" * 1_000_000),
        ("a yes that is no", "b", "x"),
        ("an error that nobody knows", "e", "#NEW!"),
        ("a type of tomorrow", "zz", "1"),
        ("a day of nowhere", "d", "0000-99-99"),
        ("a long text", "str", "x" * 150_000),
        ("a text of NULs", "str", "&#0;"),
    ):
        cell = f'<row r="1"><c r="A1" t="{kind}"><v>{value}</v></c></row>'
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{cell}</sheetData></worksheet>'
        yield f"a cell with {name}", workbook(sheet), ""


def _sizes() -> Iterator[tuple[str, bytes, str]]:
    for name, said in (
        ("that is larger than it says", "A1"),
        ("that says it is all", "A1:XFD1048576"),
        ("that says it is more", "A1:ZZZZZZ99999999999"),
        ("that says it is the wrong way round", "Z9:A1"),
        ("that says nothing", ""),
    ):
        sized = f'<dimension ref="{said}"/><sheetData>'
        yield f"a sheet {name}", workbook(cells("A1", "B2").replace("<sheetData>", sized)), ""


def _floods() -> Iterator[tuple[str, bytes, str]]:
    """Too much of something, or in another order."""
    yield "rows backwards", workbook(cells("A9", "A5", "A1")), ""
    yield "a cell a thousand times", workbook(cells(*["A1"] * 1_000)), ""
    yield (
        "a hundred thousand cells in one",
        workbook(
            cells("A1").replace(
                "</sheetData>",
                "</sheetData><mergeCells>"
                + '<mergeCell ref="A1:XFD1048576"/>' * 100_000
                + "</mergeCells>",
            )
        ),
        "",
    )
    yield (
        "a million empty rows",
        workbook(cells("A1").replace("</sheetData>", "<row/>" * 1_000_000 + "</sheetData>")),
        "",
    )
    yield (
        "a formula that is itself",
        workbook(cells("A1").replace('t="inlineStr">', 't="str"><f t="shared" si="0"/>')),
        "",
    )
    yield (
        "a formula that is very deep",
        workbook(cells("A1").replace("<is>", f"<f>{'(' * 100_000}</f><is>")),
        "",
    )


def _books() -> Iterator[tuple[str, bytes, str]]:
    whole = workbook(cells("A1"))
    for name, part, old, new in (
        ("a sheet with no name", BOOK, 'name="S1"', 'name=""'),
        ("a sheet with a name of a megabyte", BOOK, 'name="S1"', f'name="{"x" * 1_000_000}"'),
        ("a sheet related to nothing", BOOK, 'r:id="rId1"', 'r:id="rId9"'),
        ("only a hidden sheet", BOOK, "<sheet ", '<sheet state="veryHidden" '),
        (
            "a hundred thousand sheets",
            BOOK,
            "</sheets>",
            '<sheet name="S" sheetId="1" r:id="rId1"/>' * 100_000 + "</sheets>",
        ),
        ("no sheets", BOOK, '<sheet name="S1" sheetId="1" r:id="rId1"/>', ""),
        ("a sheet elsewhere", RELS, SHEET, 'Target="http://127.0.0.1:9/s" TargetMode="External"'),
        ("a sheet above", RELS, SHEET, 'Target="../../../etc/passwd"'),
        ("a sheet that is the book", RELS, SHEET, 'Target="workbook.xml"'),
        ("a sheet that is a folder", RELS, SHEET, 'Target="worksheets/"'),
        ("a chart for a sheet", RELS, '/worksheet"', '/chartsheet"'),
    ):
        yield f"a workbook with {name}", changed(whole, part, old, new), ""


def _strings() -> Iterator[tuple[str, bytes, str]]:
    strings = f'<sst xmlns="{MAIN}" count="4000000000" uniqueCount="4000000000">'
    yield (
        "four billion strings that are not there",
        workbook(cells("A1"), parts={"xl/sharedStrings.xml": strings.encode() + b"</sst>"}),
        "",
    )
    yield (
        "half a million strings",
        workbook(
            cells("A1"),
            parts={
                "xl/sharedStrings.xml": strings.encode()
                + b"".join(b"<si><t>%d</t></si>" % n for n in range(500_000))
                + b"</sst>"
            },
        ),
        "",
    )
    yield (
        "a string of a hundred thousand runs",
        workbook(cells("A1").replace("<t>Name</t>", "<r><t>x</t></r>" * 100_000)),
        "",
    )
