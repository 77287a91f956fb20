"""Workbooks in Office Open XML (.xlsx, .xlsm): cells one by one with their number formats.

python-calamine fills a dense grid up to the farthest cell, and ends the process where that does not fit; it also
tells no number formats. So these parts are read here (ECMA-376 part 1, clause 18), sparsely.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from corpus.errors import DamagedReport, TooComplex
from corpus.limits import Limits
from corpus.readers.archive import SafeArchive
from corpus.readers.office_xml import attribute, each_element, parse_part
from corpus.readers.sheets.cells import Place, SheetCells, place
from corpus.readers.sheets.number_formats import NumberFormat, built_in, read_format, show, show_date

if TYPE_CHECKING:
    from lxml import etree

_WORKBOOK = "xl/workbook.xml"
_DRAWING = re.compile(r"xl/drawings/[^/]+\.xml")
# Codes of print headers (18.3.1.46): position, font, size, page number.
_HEADER_CODE = re.compile(r"&(?:\"[^\"]*\"|\d+|K[0-9A-F]{6}|[A-Z])", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ST_Xstring, 22.9.2.19
_PARTS = ("cols", "row", "mergeCells", "headerFooter")
_MOST_MERGED_CELLS = 2_000_000
_GENERAL = NumberFormat()


def is_xlsx(archive: SafeArchive) -> bool:
    """Whether an archive is a workbook in Office Open XML."""
    return _WORKBOOK in archive.names


class XlsxWorkbook:
    """A workbook; `hidden` names the sheets that are not shown, `asides` are its text boxes.

    Raises DamagedReport or DangerousContent.
    """

    def __init__(self, path: Path, archive: SafeArchive, limits: Limits) -> None:
        self._path, self._archive, self._limits = path, archive, limits
        root = self._part(_WORKBOOK)
        calendar = next(root.iter("{*}workbookPr"), None)
        self._since_1904 = calendar is not None and attribute(calendar, "date1904") in ("1", "true")
        sheets = list(root.iter("{*}sheet"))
        self.hidden = tuple(attribute(s, "name") for s in sheets if attribute(s, "state") not in ("", "visible"))
        self._shown = [s for s in sheets if attribute(s, "state") in ("", "visible")]
        self._targets = self._relations()
        self._formats = self._read_formats()
        self._strings = self._read_strings()
        drawings = (name for name in archive.names if _DRAWING.fullmatch(name))
        self.asides = tuple(_run_text(body) for name in drawings for body in self._part(name).iter("{*}txBody"))

    def sheets(self) -> Iterator[SheetCells]:
        """The sheets that are shown, in order; charts are none. Raises TooComplex for too many cells."""
        left = self._limits.max_cells
        for element in self._shown:
            part = self._targets.get(attribute(element, "id"), "")
            if part in self._archive.names and "chartsheets" not in part:
                sheet = self._sheet(attribute(element, "name"), part, left)
                left -= len(sheet.texts)
                yield sheet

    def _part(self, name: str) -> "etree._Element":
        return parse_part(self._path, name, self._archive.read(name))

    def _relations(self) -> dict[str, str]:
        name = "xl/_rels/workbook.xml.rels"
        if name not in self._archive.names:
            raise DamagedReport(self._path, f"thiếu {name}")
        targets = {}
        for element in self._part(name).iter("{*}Relationship"):
            target = attribute(element, "Target")
            inside = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            targets[attribute(element, "Id")] = inside
        return targets

    def _read_formats(self) -> list[NumberFormat]:
        """The number format of each cell style by its number."""
        if "xl/styles.xml" not in self._archive.names:
            return []
        root = self._part("xl/styles.xml")
        own = {attribute(e, "numFmtId"): attribute(e, "formatCode") for e in root.iter("{*}numFmt")}
        styles = next(root.iter("{*}cellXfs"), None)
        numbers = [] if styles is None else [attribute(e, "numFmtId") for e in styles.iter("{*}xf")]
        return [read_format(own[n]) if n in own else built_in(int(n) if n.isdigit() else 0) for n in numbers]

    def _read_strings(self) -> list[str]:
        name = "xl/sharedStrings.xml"
        if name not in self._archive.names:
            return []
        return [_rich(e) for e in each_element(self._path, name, self._archive.read(name), "si")]

    def _sheet(self, name: str, part: str, most: int) -> SheetCells:
        read = _Sheet(self._strings, self._formats, since_1904=self._since_1904)
        for element in each_element(self._path, part, self._archive.read(part), *_PARTS):
            match element.tag.rpartition("}")[2]:
                case "cols":
                    read.columns(element)
                case "row":
                    read.row(element)
                case "mergeCells":
                    read.merges(element)
                case _:
                    read.asides += [_HEADER_CODE.sub(" ", text) for text in element.itertext()]
            if len(read.texts) > most:
                raise TooComplex(self._path, f"hơn {self._limits.max_cells} ô bảng", "reading.max_cells")
        return SheetCells(name, read.texts, read.merged, tuple(read.warnings(name)), tuple(read.asides))


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read."""

    strings: list[str]
    formats: list[NumberFormat]
    since_1904: bool
    texts: dict[Place, str] = field(default_factory=dict)
    merged: dict[Place, Place] = field(default_factory=dict)
    asides: list[str] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: int = 0
    hidden_cells: int = 0
    no_value: int = 0
    last_row: int = -1

    def columns(self, element: "etree._Element") -> None:
        for column in element.iter("{*}col"):
            first, last = attribute(column, "min"), attribute(column, "max")
            if attribute(column, "hidden") in ("1", "true") and first.isdigit() and last.isdigit():
                self.hidden_columns.update(range(int(first) - 1, min(int(last), 16384)))

    def row(self, element: "etree._Element") -> None:
        """The cells of a row; what lacks a reference stands after what came before."""
        number = attribute(element, "r")
        self.last_row = int(number) - 1 if number.isdigit() else self.last_row + 1
        if attribute(element, "hidden") in ("1", "true"):
            self.hidden_rows += any(cell.find("{*}v") is not None for cell in element.iter("{*}c"))
            return
        column = -1
        for cell in element.iter("{*}c"):
            at = place(cell.get("r", "")) or (self.last_row, column + 1)
            column = at[1]
            if text := self._text(cell).strip():
                if column in self.hidden_columns:
                    self.hidden_cells += 1
                else:
                    self.texts[at] = text

    def merges(self, element: "etree._Element") -> None:
        """The merged cells, as far as they are sensible."""
        total = 0
        for merge in element.iter("{*}mergeCell"):
            first, _, last = attribute(merge, "ref").partition(":")
            start, end = place(first), place(last)
            if start and end and start <= end:
                size = (end[0] - start[0] + 1, end[1] - start[1] + 1)
                total += min(size[0], 1000) * min(size[1], 1000)
                if total <= _MOST_MERGED_CELLS:
                    self.merged[start] = size

    def warnings(self, name: str) -> Iterator[str]:
        if self.no_value:
            yield f"Trang tính “{name}”: {self.no_value} ô báo lỗi hoặc chứa TRUE/FALSE được coi là trống."
        if self.hidden_rows or self.hidden_cells:
            yield f"Trang tính “{name}”: các hàng và cột ẩn không được đọc."

    def _text(self, cell: "etree._Element") -> str:
        kind, value = cell.get("t", "n"), cell.findtext("{*}v", "")
        if kind == "s":
            return self.strings[int(value)] if value.isdigit() and int(value) < len(self.strings) else ""
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return "" if inline is None else _rich(inline)
        if kind == "str":
            return _unescaped(value)
        if kind in ("b", "e"):
            self.no_value += 1
            return ""
        return _iso_date(value) if kind == "d" else show(value, self._format(cell), since_1904=self.since_1904)

    def _format(self, cell: "etree._Element") -> NumberFormat:
        style = cell.get("s", "")
        return self.formats[int(style)] if style.isdigit() and int(style) < len(self.formats) else _GENERAL


def _rich(element: "etree._Element") -> str:
    """The text of a string and its runs, without the readings that East Asian files put beside it."""
    pieces = [t.text or "" for t in element.iter("{*}t") if not _is_reading(t)]
    return _unescaped("".join(pieces))


def _run_text(body: "etree._Element") -> str:
    """The text of a text box."""
    return " ".join("".join(t.text or "" for t in p.iter("{*}t")) for p in body.iter("{*}p"))


def _is_reading(element: "etree._Element") -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag.endswith("}rPh")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def _iso_date(value: str) -> str:
    try:
        return show_date(datetime.fromisoformat(value.removesuffix("Z")))
    except ValueError:
        return value
