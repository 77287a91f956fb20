"""Spreadsheets: Office Open XML and OpenDocument part by part, the older binary formats by python-calamine."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from corpus.errors import DamagedReport, EmptyReport, ProtectedReport, TooComplex, WrongContent
from corpus.limits import Limits
from corpus.readers.archive import open_archive
from corpus.readers.sheets.cells import SheetCells, near
from corpus.readers.sheets.layout import write_sheet
from corpus.readers.sheets.number_formats import NumberFormat, show, show_date
from corpus.readers.sheets.ods import OdsWorkbook, is_ods
from corpus.readers.sheets.xlsb import check_xlsb, is_xlsb
from corpus.readers.sheets.xlsx import XlsxWorkbook, is_xlsx
from corpus.readers.writing import TextWriter
from corpus.records import Extract

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CELL = str | int | float | bool | time | date | datetime | timedelta


class SheetReader:
    """Reads spreadsheets: each sheet that is shown is a page, its tables are tables."""

    name = "sheets"
    suffixes = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
    engines: tuple[str, ...] = ("lxml.etree", "python_calamine")

    def extract(self, path: Path, data: bytes, limits: Limits) -> Extract:
        """The text, lines and tables of all sheets in order. What a file is goes by its content, not its ending.

        Raises WrongContent, DamagedReport, ProtectedReport, DangerousContent, EmptyReport or TooComplex.
        """
        writer = TextWriter(path, limits)
        for sheet in _sheets(path, data, limits, writer):
            kept = near(sheet)
            for warning in kept.warnings:
                writer.warn(warning)
            for aside in kept.asides:
                writer.aside(aside)
            if kept.texts:
                writer.blank()
                writer.page(sheet=kept.name)
                write_sheet(writer, kept, path, limits)
        return writer.extract(self.name)


def _sheets(path: Path, data: bytes, limits: Limits, writer: TextWriter) -> Iterator[SheetCells]:
    if not data:
        raise EmptyReport(path)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ProtectedReport(path)
        yield from _by_calamine(path, data, limits, writer)
        return
    if not data.startswith(_ZIP):
        raise WrongContent(path, "bảng tính Excel hoặc OpenDocument")
    archive = open_archive(path, data, limits)
    if is_xlsb(archive):
        check_xlsb(path, archive, limits)
        yield from _by_calamine(path, data, limits, writer)
        return
    if not is_xlsx(archive) and not is_ods(archive):
        raise WrongContent(path, "bảng tính Excel hoặc OpenDocument")
    workbook = XlsxWorkbook(path, archive, limits) if is_xlsx(archive) else OdsWorkbook(path, archive, limits)
    _warn_of_hidden(writer, workbook.hidden)
    for aside in workbook.asides:
        writer.aside(aside)
    yield from workbook.sheets()


def _warn_of_hidden(writer: TextWriter, names: tuple[str, ...]) -> None:
    if names:
        listing = ", ".join(f"“{name}”" for name in names)
        writer.warn(f"Không đọc các trang tính ẩn: {listing}.")


def _by_calamine(path: Path, data: bytes, limits: Limits, writer: TextWriter) -> Iterator[SheetCells]:
    """Sheets of a binary workbook, whose number formats are not known."""
    import python_calamine as calamine  # noqa: PLC0415  (loaded only where a file is read)

    try:
        with _Panics(path), calamine.CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            shown, hidden = _shown(workbook)
            _warn_of_hidden(writer, hidden)
            writer.warn("Tệp Excel nhị phân: tỷ lệ phần trăm có thể hiện dưới dạng số thập phân; nên dùng .xlsx.")
            for name in shown:
                sheet = _cells(name, workbook.get_sheet_by_name(name))
                if len(sheet.texts) > limits.max_cells:
                    raise TooComplex(path, f"hơn {limits.max_cells} ô bảng", "reading.max_cells")
                yield sheet
    except calamine.PasswordError as error:
        raise ProtectedReport(path) from error
    except calamine.CalamineError as error:
        raise DamagedReport(path, "bảng tính sai cấu trúc") from error


class _Panics:
    """Turns a panic of calamine's (pyo3's PanicException, which no module exports) into DamagedReport."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and kind.__name__ == "PanicException":
            raise DamagedReport(self._path, "bảng tính sai cấu trúc") from error


def _shown(workbook: "CalamineWorkbook") -> tuple[list[str], tuple[str, ...]]:
    """The names of the sheets that are shown and of those that are not."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415  (as above)

    sheets = [s for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    shown = [s.name for s in sheets if s.visible == SheetVisibleEnum.Visible]
    return shown, tuple(s.name for s in sheets if s.visible != SheetVisibleEnum.Visible)


def _cells(name: str, sheet: "CalamineSheet") -> SheetCells:
    top, left = sheet.start or (0, 0)
    texts, no_value = {}, 0
    for i, row in enumerate(sheet.iter_rows()):
        for j, value in enumerate(row):
            no_value += isinstance(value, bool)
            if text := _shown_value(value).strip():
                texts[top + i, left + j] = text
    merged = {
        start: (end[0] - start[0] + 1, end[1] - start[1] + 1) for start, end in sheet.merged_cell_ranges or ()
    }
    said = f"Trang tính “{name}”: {no_value} ô chứa TRUE/FALSE được coi là trống."
    return SheetCells(name, texts, merged, (said,) if no_value else ())


def _shown_value(value: _CELL) -> str:
    match value:
        case bool():
            return ""
        case int() | float():
            return show(repr(value), NumberFormat())
        case datetime():
            return show_date(value)
        case date():
            return value.strftime("%d/%m/%Y")
        case time():
            return value.strftime("%H:%M")
        case _:
            return str(value)
