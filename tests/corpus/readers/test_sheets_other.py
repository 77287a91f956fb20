"""Spreadsheets in OpenDocument and in the binary formats of Excel."""

import struct
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from corpus.errors import DamagedReport, ReportError, TooComplex
from corpus.limits import Limits
from corpus.readers.sheets import SheetReader
from corpus.records import Extract

HEAD = ["TT", "Đơn vị", "Số chợ (chợ)", "Diện tích (ha)"]
BODY = [[1, "Huyện Đồng Phú", 14, 25.5], [2, "Huyện Hớn Quản", 9, 12]]
_END = 0xFFFFFFFE  # of a chain of sectors
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _read(data: bytes, path: Path = Path("a.ods")) -> Extract:
    return SheetReader().extract(path, data, Limits())


def _refusal(data: bytes) -> ReportError:
    with pytest.raises(ReportError) as caught:
        _read(data)
    return caught.value


def _ods(body: str, kind: str = "spreadsheet") -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    style = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:automatic-styles>{style}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>",
        )
    return held.getvalue()


def _ods_row(*texts: str, more: str = "") -> str:
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts)
    return f"<table:table-row {more}>{cells}</table:table-row>"


def test_an_opendocument_sheet_as_it_is_shown() -> None:
    rows = (
        '<table:table-row><table:table-cell table:number-columns-spanned="3"><text:p>Chợ năm 2021</text:p>'
        "<office:annotation><text:p>ghi chú riêng</text:p></office:annotation></table:table-cell></table:table-row>"
        + _ods_row("Huyện", "Số chợ", "Tỷ lệ")
        + _ods_row("Lộc Ninh", "1.214", "88,84%")
        + _ods_row("ẩn", "9", "9", more='table:visibility="collapse"')
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    )
    hidden = f'<table:table table:name="Nháp" table:style-name="h">{_ods_row("bỏ")}</table:table>'
    extract = _read(_ods(f'<table:table table:name="Chợ">{rows}</table:table>{hidden}'), path=Path("a.ods"))
    assert extract.text.strip() == "Chợ năm 2021\n\nHuyện | Số chợ | Tỷ lệ\nLộc Ninh | 1.214 | 88,84%"
    assert [page.sheet for page in extract.pages] == ["Chợ"]
    assert len(extract.warnings) == 2


def test_the_text_boxes_of_an_opendocument_sheet_are_asides() -> None:
    draw = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    box = (
        f"<table:shapes><draw:frame {draw}><draw:text-box><text:p>Bản dự thảo</text:p></draw:text-box></draw:frame>"
    )
    extract = _read(
        _ods(f'<table:table table:name="a">{box}</table:shapes>{_ods_row("Số chợ", "14")}</table:table>')
    )
    assert extract.asides == ("Bản dự thảo",)
    assert "dự thảo" not in extract.text


def test_repeated_opendocument_cells_are_not_multiplied() -> None:
    cell = '<table:table-cell table:number-columns-repeated="99999999"><text:p>chợ</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="99999999">{cell}</table:table-row>'
    assert len(_read(_ods(f'<table:table table:name="a">{row * 3}</table:table>')).text) < 2000


def _xlsb(*records: tuple[int, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
        data = b"".join(bytes([kind, len(body)]) + body for kind, body in records)
        archive.writestr("xl/worksheets/sheet1.bin", data)
    return held.getvalue()


def test_a_binary_workbook_with_a_stray_cell_is_refused_before_it_is_opened() -> None:
    def cell(row: int, column: int) -> tuple[tuple[int, bytes], ...]:
        return (0, row.to_bytes(4, "little")), (2, column.to_bytes(4, "little") + bytes(8))

    assert isinstance(_refusal(_xlsb(*cell(0, 0), *cell(1_048_575, 16_383))), TooComplex)
    assert isinstance(_refusal(_xlsb((0, b"12"), *cell(0, 0))[:-200]), DamagedReport)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _xls_sheet(rows: list[list[object]]) -> bytes:
    """A sheet substream of BIFF8 ([MS-XLS] 2.1.7.20): labels, numbers, the first two cells merged."""
    records = [_record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0x600))]
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            at = struct.pack("<HHH", i, j, 0)
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                records.append(_record(0x204, at + text))
            else:
                records.append(_record(0x203, at + struct.pack("<d", value)))
    records += [_record(0xE5, struct.pack("<HHHHH", 1, 0, 0, 0, 1)), _record(0xA, b"")]
    return b"".join(records)


def _xls(*sheets: tuple[str, int, list[list[object]]]) -> bytes:
    """An .xls of one stream in a compound file ([MS-CFB]); sheets by name and state (0 shown, 1 hidden)."""
    streams = [_xls_sheet(rows) for _, _, rows in sheets]
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0x600))
    at = len(start) + sum(12 + 2 * len(name) for name, _, _ in sheets) + 4
    for (name, state, _), stream in zip(sheets, streams, strict=True):
        start += _record(0x85, struct.pack("<IBBBB", at, state, 0, len(name), 1) + name.encode("utf-16-le"))
        at += len(stream)
    workbook = (start + _record(0xA, b"") + b"".join(streams)).ljust(4096, b"\0")
    sectors = -(-len(workbook) // 512)
    sizes = struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    header = _OLE + bytes(16) + sizes
    chain = [0xFFFFFFFD, _END, *range(3, sectors + 2), _END]
    fat = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    root = _entry("Root Entry", 5, 1, _END, 0)
    directory = root + _entry("Workbook", 2, 0xFFFFFFFF, 2, len(workbook)) + bytes(256)
    return header.ljust(512, b"\xff") + fat + directory + workbook.ljust(sectors * 512, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    links = struct.pack("<BBIII", kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        wide.ljust(64, b"\0") + struct.pack("<H", len(wide)) + links + bytes(36) + struct.pack("<IQ", start, size)
    )


def test_a_binary_workbook() -> None:
    rows: list[list[object]] = [["Chợ năm 2021", "", ""], ["Huyện", "Số chợ", "Tỷ lệ"], ["Lộc Ninh", 14.0, 88.5]]
    extract = _read(_xls(("Chợ", 0, rows), ("Nháp", 1, [["bỏ"]])), path=Path("a.xls"))
    assert extract.text.strip() == "Chợ năm 2021\n\nHuyện | Số chợ | Tỷ lệ\nLộc Ninh | 14 | 88,5"
    assert [page.sheet for page in extract.pages] == ["Chợ"]
    assert extract.warnings[0] == "Không đọc các trang tính ẩn: “Nháp”."


@pytest.mark.parametrize("seed", range(20))
def test_damaged_binary_workbooks_are_refused(seed: int) -> None:
    data = bytearray(_xls(("Chợ", 0, [HEAD, *BODY])))
    chance = Random(seed)  # noqa: S311  (no secret)
    for _ in range(12):
        data[chance.randrange(24, len(data))] = chance.randrange(256)
    with suppress(ReportError):
        _read(bytes(data), path=Path("a.xls"))
