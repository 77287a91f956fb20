"""Workbooks in OpenDocument (.ods): each cell's text as it is shown (OpenDocument 1.3 part 3, clause 9)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ProtectedReport, TooComplex
from corpus.limits import Limits
from corpus.readers.archive import SafeArchive
from corpus.readers.office_xml import attribute, parse_part
from corpus.readers.sheets.cells import Place, SheetCells

if TYPE_CHECKING:
    from lxml import etree

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NO_VALUE = ("boolean", "error")
_ERRORS = ("#", "Err:")


def is_ods(archive: SafeArchive) -> bool:
    """Whether an archive is an OpenDocument spreadsheet."""
    kind = archive.read("mimetype") if "mimetype" in archive.names else b""
    return _CONTENT in archive.names and b"spreadsheet" in kind


class OdsWorkbook:
    """A workbook; `hidden` names the sheets that are not shown, `asides` are its print headers and text boxes.

    Raises DamagedReport, DangerousContent or ProtectedReport.
    """

    def __init__(self, path: Path, archive: SafeArchive, limits: Limits) -> None:
        self._path, self._limits = path, limits
        if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST):
            raise ProtectedReport(path)
        root = parse_part(path, _CONTENT, archive.read(_CONTENT))
        unseen = {attribute(s, "name") for s in root.iter("{*}style") if _is_unseen(s)}
        tables = [t for t in root.iter(f"{_TABLE}table") if t.getparent().tag == f"{_OFFICE}spreadsheet"]
        boxes = [*root.iter(f"{_DRAW}text-box", f"{_DRAW}custom-shape"), *self._headers(archive)]
        self.asides = tuple(_paragraph(p) for box in boxes for p in box.iter(f"{_TEXT}p"))
        self._shown = [t for t in tables if attribute(t, "style-name") not in unseen]
        self.hidden = tuple(attribute(t, "name") for t in tables if attribute(t, "style-name") in unseen)

    def _headers(self, archive: SafeArchive) -> Iterator["etree._Element"]:
        if _STYLES in archive.names:
            yield from parse_part(self._path, _STYLES, archive.read(_STYLES)).iter("{*}header", "{*}footer")

    def sheets(self) -> Iterator[SheetCells]:
        """The sheets that are shown, in order. Raises TooComplex for too many cells."""
        left = self._limits.max_cells
        for table in self._shown:
            read = _Sheet()
            for row in table.iter(f"{_TABLE}table-row"):
                read.row(row)
                if len(read.texts) > left:
                    raise TooComplex(self._path, f"hơn {self._limits.max_cells} ô bảng", "reading.max_cells")
            left -= len(read.texts)
            name = attribute(table, "name")
            yield SheetCells(name, read.texts, read.merged, tuple(read.warnings(name)))


def _is_unseen(style: "etree._Element") -> bool:
    """Whether a style hides its tables."""
    return any(attribute(p, "display") == "false" for p in style.iter("{*}table-properties"))


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read."""

    texts: dict[Place, str] = field(default_factory=dict)
    merged: dict[Place, Place] = field(default_factory=dict)
    next_row: int = 0
    hidden_rows: int = 0
    no_value: int = 0

    def row(self, element: "etree._Element") -> None:
        """The cells of a row. A row said to repeat is read once where it holds something."""
        column = 0
        hidden = element.get(f"{_TABLE}visibility", "visible") != "visible"
        for cell in element.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            repeated = min(_whole(cell, "number-columns-repeated"), 100)
            text = self._text(cell)
            if text and hidden:
                self.hidden_rows += 1
            elif text:
                for i in range(repeated):
                    self.texts[self.next_row, column + i] = text
                size = _whole(cell, "number-rows-spanned"), _whole(cell, "number-columns-spanned")
                if size != (1, 1):
                    self.merged[self.next_row, column] = size
            column += _whole(cell, "number-columns-repeated")
        self.next_row += _whole(element, "number-rows-repeated")

    def warnings(self, name: str) -> Iterator[str]:
        if self.no_value:
            yield f"Trang tính “{name}”: {self.no_value} ô báo lỗi hoặc chứa TRUE/FALSE được coi là trống."
        if self.hidden_rows:
            yield f"Trang tính “{name}”: các hàng ẩn không được đọc."

    def _text(self, cell: "etree._Element") -> str:
        """The paragraphs of a cell, its comments left out."""
        paragraphs = [_paragraph(p) for p in cell.iterchildren(f"{_TEXT}p")]
        text = "\n".join(paragraphs).strip()
        if text and (cell.get(f"{_OFFICE}value-type") in _NO_VALUE or text.startswith(_ERRORS)):
            self.no_value += 1
            return ""
        return text


def _paragraph(element: "etree._Element") -> str:
    """The text of a paragraph: spaces, tabs and line breaks are elements."""
    pieces = [element.text or ""]
    for child in element:
        local = str(child.tag).rpartition("}")[2]
        match local:
            case "s":
                pieces.append(" ")
            case "tab" | "line-break":
                pieces.append(" ")
            case "annotation":
                pass
            case _:
                pieces.append(_paragraph(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _whole(element: "etree._Element", local: str) -> int:
    """A whole number above 0 of the table namespace, 1 where there is none."""
    value = element.get(f"{_TABLE}{local}", "1")
    return int(value) if value.isdigit() and 0 < len(value) < 9 and int(value) else 1
