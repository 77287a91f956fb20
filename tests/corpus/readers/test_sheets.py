"""Spreadsheets: numbers as the report shows them, lines apart from tables, and files made to do harm."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from corpus.errors import (
    DamagedReport,
    DangerousContent,
    EmptyReport,
    ProtectedReport,
    ReportError,
    TooComplex,
    WrongContent,
)
from corpus.limits import Limits
from corpus.readers.sheets import SheetReader
from corpus.reading import understand
from corpus.records import Extract, Fact, Table

PATH = Path("phụ lục.xlsx")
HEAD = ["TT", "Đơn vị", "Số chợ (chợ)", "Diện tích (ha)"]
BODY = [[1, "Huyện Đồng Phú", 14, 25.5], [2, "Huyện Hớn Quản", 9, 12]]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Fill = Callable[[xlsxwriter.Workbook], None]


def _workbook(fill: Fill) -> bytes:
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        fill(book)
    return held.getvalue()


def _sheet(*rows: list[object], merges: tuple[str, ...] = (), name: str = "Biểu 1") -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet(name)
        for i, row in enumerate(rows):
            sheet.write_row(i, 0, [value if value != "" else None for value in row])
        for merge in merges:
            sheet.merge_range(merge, None)
            first = merge.split(":")[0]
            value = rows[int(first[1:]) - 1][ord(first[0]) - 65]
            sheet.write(first, value)

    return _workbook(fill)


def _read(data: bytes, limits: Limits | None = None, path: Path = PATH) -> Extract:
    return SheetReader().extract(path, data, limits or Limits())


def _refusal(data: bytes, limits: Limits | None = None) -> ReportError:
    with pytest.raises(ReportError) as caught:
        _read(data, limits)
    assert "Hãy" in caught.value.reason
    return caught.value


def _rows(extract: Extract, table: Table) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.span.of(extract.text))
    return list(rows.values())


def _tables(*rows: list[object], merges: tuple[str, ...] = ()) -> tuple[list[str], list[list[list[str]]]]:
    """The lines outside the tables, and the rows of each table."""
    extract = _read(_sheet(*rows, merges=merges))
    lines = extract.text
    for table in reversed(extract.tables):
        lines = lines[: table.span.start] + lines[table.span.end :]
    return lines.split("\n"), [_rows(extract, table) for table in extract.tables]


def _changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, change(old.read(entry)) if entry == name else old.read(entry))
    return held.getvalue()


def test_title_unit_table_and_note() -> None:
    lines, tables = _tables(
        ["TÌNH HÌNH CHỢ NÔNG THÔN NĂM 2021"],
        ["", "", "", "ĐVT: chợ"],
        HEAD,
        *BODY,
        ["Ghi chú: chưa gồm chợ tạm."],
    )
    assert [line for line in lines if line] == [
        "TÌNH HÌNH CHỢ NÔNG THÔN NĂM 2021",
        "ĐVT: chợ",
        "Ghi chú: chưa gồm chợ tạm.",
    ]
    assert tables == [[HEAD, ["1", "Huyện Đồng Phú", "14", "25,5"], ["2", "Huyện Hớn Quản", "9", "12"]]]


def test_a_letterhead_is_lines() -> None:
    lines, tables = _tables(
        ["SỞ CÔNG THƯƠNG", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 12/BC-SCT", "", "Bình Phước, ngày 5 tháng 1 năm 2022"],
        [],
        HEAD,
        *BODY,
    )
    assert lines[:4] == [
        "SỞ CÔNG THƯƠNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/BC-SCT",
        "Bình Phước, ngày 5 tháng 1 năm 2022",
    ]
    assert len(tables) == 1


def test_signatures_are_lines() -> None:
    lines, tables = _tables(HEAD, *BODY, [], ["", "NGƯỜI LẬP BIỂU", "", "GIÁM ĐỐC"])
    assert lines[-3:-1] == ["NGƯỜI LẬP BIỂU", "GIÁM ĐỐC"]
    assert len(tables) == 1


def test_tables_parted_by_titles_and_empty_rows() -> None:
    _, tables = _tables(HEAD, *BODY, [], HEAD, *BODY, ["Biểu số 02. Chợ hạng hai"], HEAD, *BODY)
    assert [len(table) for table in tables] == [3, 3, 3]


def test_a_group_within_a_table_stays_a_row() -> None:
    _, tables = _tables(HEAD, BODY[0], ["II", "Các huyện phía bắc"], ["", "Vùng biên giới"], BODY[1])
    assert [row[1] for row in tables[0]] == [
        "Đơn vị",
        "Huyện Đồng Phú",
        "Các huyện phía bắc",
        "Vùng biên giới",
        "Huyện Hớn Quản",
    ]


def test_an_empty_row_within_a_table_does_not_cut_off_its_head() -> None:
    _, tables = _tables(HEAD, BODY[0], [], BODY[1])
    assert [len(table) for table in tables] == [3]


def test_merged_heads_span_rows_and_columns() -> None:
    data = _sheet(
        ["Huyện", "Năm 2021", "", "Ghi chú"],
        ["", "Kế hoạch", "Thực hiện", ""],
        ["Lộc Ninh", 5, 7, ""],
        merges=("A1:A2", "B1:C1", "D1:D2"),
    )
    cells = _read(data).tables[0].cells
    assert [(c.row, c.column, c.rows, c.columns) for c in cells[:5]] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (0, 3, 2, 1),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
    ]


def test_print_headers_and_text_boxes_are_asides() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Chợ")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, BODY[0])
        sheet.set_header('&L&"Arial,Bold"&12LƯU HÀNH NỘI BỘ&R&P')
        sheet.insert_textbox(5, 0, "Bản dự thảo")

    extract = _read(_workbook(fill))
    assert sorted(extract.asides) == ["Bản dự thảo", "LƯU HÀNH NỘI BỘ"]
    assert "dự thảo" not in extract.text


def test_sheets_are_pages_and_hidden_ones_are_left_out() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        for name in ("Chợ", "Nháp", "Kín", "Đường"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEAD)
            sheet.write_row(1, 0, [1, f"Huyện {name}", 3, 4])
            {"Nháp": sheet.hide, "Kín": sheet.very_hidden}.get(name, lambda: None)()

    extract = _read(_workbook(fill))
    assert [page.sheet for page in extract.pages] == ["Chợ", "Đường"]
    assert extract.text[extract.pages[1].start :].lstrip().startswith("TT")
    assert extract.warnings == ("Không đọc các trang tính ẩn: “Nháp”, “Kín”.",)
    assert "Nháp" not in extract.text


def test_hidden_rows_and_columns_are_left_out() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Chợ")
        for i, row in enumerate([HEAD, *BODY]):
            sheet.write_row(i, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(3, 3, None, None, {"hidden": True})

    extract = _read(_workbook(fill))
    assert extract.text.strip() == "TT | Đơn vị | Số chợ (chợ)\n1 | Huyện Đồng Phú | 14"
    assert extract.warnings == ("Trang tính “Chợ”: các hàng và cột ẩn không được đọc.",)


def test_formulas_errors_booleans_dates_and_rich_text() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Chợ")
        sheet.write_row(0, 0, ["Chỉ tiêu", "Giá trị"])
        sheet.write_row(1, 0, ["Tỷ lệ chợ đạt chuẩn"])
        sheet.write_formula(1, 1, "=A9/B9", book.add_format({"num_format": "0.0%"}), 0.125)
        sheet.write_row(2, 0, ["Chợ hỏng"])
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
        sheet.write_row(3, 0, ["Có ban quản lý"])
        sheet.write_boolean(3, 1, True)
        sheet.write_rich_string(4, 0, "Ngày ", book.add_format({"bold": True}), "khai trương")
        sheet.write_datetime(4, 1, datetime(2021, 3, 26), book.add_format({"num_format": "d/m/yyyy"}))

    extract = _read(_workbook(fill))
    assert _rows(extract, extract.tables[0])[1:] == [
        ["Tỷ lệ chợ đạt chuẩn", "12,5%"],
        ["Chợ hỏng", ""],
        ["Có ban quản lý", ""],
        ["Ngày khai trương", "26/03/2021"],
    ]
    assert extract.warnings == ("Trang tính “Chợ”: 2 ô báo lỗi hoặc chứa TRUE/FALSE được coi là trống.",)


def test_a_stray_cell_in_the_far_corner() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Chợ")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, BODY[0])
        sheet.write(1_048_575, 16_383, 1)

    extract = _read(_workbook(fill))
    assert extract.text.strip() == "TT | Đơn vị | Số chợ (chợ) | Diện tích (ha)\n1 | Huyện Đồng Phú | 14 | 25,5"
    assert extract.warnings == ("Trang tính “Chợ”: bỏ qua 1 ô nằm cách xa bảng, đầu tiên là ô XFD1048576.",)


def test_merges_over_the_whole_sheet_cost_nothing() -> None:
    data = _changed(
        _sheet(HEAD, *BODY),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
    )
    assert "Huyện Hớn Quản" in _read(data).text


def test_too_many_cells() -> None:
    assert isinstance(_refusal(_sheet(*([HEAD] * 20)), Limits(max_cells=50)), TooComplex)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_entities_are_refused(part: str) -> None:
    entity = b'<!DOCTYPE a [<!ENTITY x "9999">]>'
    data = _changed(_sheet(HEAD, *BODY), part, lambda xml: xml.replace(b"?>", b"?>" + entity, 1))
    assert isinstance(_refusal(data), DangerousContent)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyReport),
        (b"Huy\xe1\xbb\x87n,14\n", WrongContent),
        (b"PK\x03\x04" + bytes(range(256)), DamagedReport),
        (_OLE + b"\0" * 600, DamagedReport),
        (_OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, ProtectedReport),
        (_sheet(HEAD)[:400], DamagedReport),
        (_sheet([1, 2]), EmptyReport),
    ],
)
def test_what_is_no_spreadsheet(data: bytes, error: type[ReportError]) -> None:
    assert type(_refusal(data)) is error


def test_a_zip_of_something_else() -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert isinstance(_refusal(held.getvalue()), WrongContent)


def test_cut_xml_is_damage() -> None:
    data = _changed(_sheet(HEAD, *BODY), "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])
    assert isinstance(_refusal(data), DamagedReport)


def _figures(data: bytes) -> dict[str, Fact]:
    facts = understand(_read(data), "0" * 64).facts
    return {str(fact.quantity.value): fact for fact in facts if fact.quantity}


def test_the_facts_of_a_sheet() -> None:
    figures = _figures(
        _sheet(["TÌNH HÌNH CHỢ NÔNG THÔN TỈNH BÌNH PHƯỚC NĂM 2021"], [], HEAD, *BODY, merges=("A1:D1",)),
    )
    assert figures["14"].measure == "Số chợ"
    assert figures["14"].place == "huyện Đồng Phú"
    quantity = figures["25.5"].quantity
    assert quantity is not None
    assert quantity.unit == "ha"


def test_long_groups_within_a_table_cost_little() -> None:
    _, tables = _tables(HEAD, BODY[0], *([["", "Xã chưa có chợ"]] * 6000), BODY[1])
    assert [len(table) for table in tables] == [6003]
