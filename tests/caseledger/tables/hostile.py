"""Files that want to take the reader down, made when they are needed: none is kept."""

import io
import struct
import zipfile
from collections.abc import Iterator, Mapping

import xlsxwriter

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    "</Types>"
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(12)
)


def workbook(sheet: str, sheets: int = 1, parts: Mapping[str, bytes] | None = None) -> bytes:
    names = range(1, sheets + 1)
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in names)
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in names
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1"'
            f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>',
        )
        for n in names:
            archive.writestr(f"xl/worksheets/sheet{n}.xml", sheet)
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def cells(*placed: str) -> str:
    """A sheet with a text in each of these cells: `A1`, `XFD1048576`."""
    rows = "".join(
        f'<row r="{"".join(filter(str.isdigit, place))}"><c r="{place}" t="inlineStr">'
        f"<is><t>Name</t></is></c></row>"
        for place in placed
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def honest() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for n, row in enumerate((("Name", "City"), ("Bo", "Leeds"))):
        sheet.write_row(n, 0, row)
    book.close()
    return out.getvalue()


def lying(member_size: int) -> bytes:
    """A bomb whose directory says that it is small."""
    bomb = bytearray(workbook(cells("A1"), parts={"xl/media/big.bin": b"\0" * member_size}))
    real, said = struct.pack("<L", member_size), struct.pack("<L", 10)
    while (at := bomb.find(real)) >= 0:
        bomb[at : at + 4] = said
    return bytes(bomb)


def encrypted() -> bytes:
    """The beginning of an OLE file, and the name of the stream that password protection makes."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016
    return head + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512


def laughing() -> bytes:
    sheet = cells("A1").replace("Name", "&l11;")
    return workbook(f'<?xml version="1.0"?><!DOCTYPE x [{LAUGHS}]>{sheet}')


def cut(whole: bytes) -> Iterator[tuple[str, bytes]]:
    for part in range(1, 20):
        yield f"cut at {part}/20", whole[: len(whole) * part // 20]


def flipped(whole: bytes) -> Iterator[tuple[str, bytes]]:
    for n in range(0, len(whole), max(1, len(whole) // 60)):
        broken = bytearray(whole)
        broken[n] ^= 0xFF
        yield f"byte {n} flipped", bytes(broken)


def files() -> Mapping[str, bytes]:
    big = 300 << 20
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.zip", workbook(cells("A1")))
    ods = io.BytesIO()
    with zipfile.ZipFile(ods, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    return {
        "a bomb": workbook(cells("A1"), parts={"xl/media/big.bin": b"\0" * big}),
        "a bomb that lies": lying(big),
        "a sparse sheet": workbook(cells("A1", "XFD1048576")),
        "a sparse column": workbook(cells("A1", "A1048576")),
        "a wide sheet": workbook(cells("A1", "XFD1")),
        "a billion laughs": laughing(),
        "many sheets": workbook(cells("A1"), sheets=10_001),
        "a zip in a zip": zipped.getvalue(),
        "an ods": ods.getvalue(),
        "encrypted": encrypted(),
        "only a magic": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "only PK": b"PK\x03\x04",
        "half a megabyte of quotes": b'Name,City\n"' + b"a,\n" * 200_000,
        "no end of columns": b"Name" + b"," * 5_000 + b"\n",
        "no table": bytes(range(256)) * 64,
        **dict(cut(honest())),
        **dict(flipped(honest())),
    }
