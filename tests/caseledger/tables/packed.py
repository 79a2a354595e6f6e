"""Workbooks and other ZIP containers, made part by part: honest ones, and spoilt ones."""

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


def workbook(sheet: str, sheets: int = 1, parts: Mapping[str, bytes] | None = None) -> bytes:
    names = range(1, sheets + 1)
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in names)
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in names
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
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


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(whole: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def spoilt(part: str, way: bytes | str | None) -> bytes:
    """An honest workbook of which one part is something else, half of itself, or not there."""
    parts = unzipped(honest())
    was = parts.pop(part)
    if way is not None:
        parts[part] = way if isinstance(way, bytes) else was[: len(was) // 2]
    return zipped(parts)


def changed(whole: bytes, part: str, old: str, new: str) -> bytes:
    parts = unzipped(whole)
    assert old in parts[part].decode()
    return zipped({**parts, part: parts[part].decode().replace(old, new).encode()})


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


def cut(whole: bytes) -> Iterator[tuple[str, bytes]]:
    for part in range(1, 10):
        yield f"cut at {part}/10", whole[: len(whole) * part // 10]


def flipped(whole: bytes) -> Iterator[tuple[str, bytes]]:
    for n in range(0, len(whole), max(1, len(whole) // 20)):
        broken = bytearray(whole)
        broken[n] ^= 0xFF
        yield f"byte {n} flipped", bytes(broken)
