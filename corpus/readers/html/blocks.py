"""The blocks of a page in order: paragraphs, headings, list items and tables, as a person sees them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml.html import HtmlElement

from corpus.errors import TooComplex
from corpus.language.numbers import is_lone_number
from corpus.limits import Limits
from corpus.readers.writing import GridCell

# Elements that begin and end a line of their own.
_BLOCK_TAGS = """
html body main article section div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre address figure figcaption
form fieldset legend details summary center hr header footer hgroup table caption thead tbody tfoot tr td th
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_MARKED = re.compile(r"(?:[-–−+*•○▪]|\(?(?:\d{1,3}|[a-zđ]|[ivxIVX]{1,5})[.)/]|\d+(?:\.\d+)+\.?)\s")
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_MOST_LAYOUT_ROWS, _MOST_LAYOUT_COLUMNS, _WIDEST_SPAN = 3, 2, 1000


@dataclass(slots=True)
class Block:
    """A piece of a page: its element, its text (lines parted by line feeds) or the cells of its table, and how many
    characters of the text are links, of how many links."""

    element: HtmlElement
    text: str = ""
    cells: list[GridCell] = field(default_factory=list)
    linked: int = 0
    links: int = 0


def read_blocks(root: HtmlElement, path: Path, limits: Limits) -> list[Block]:
    """The blocks below an element in order, none without text. Raises TooComplex for too large a table."""
    walk = _Walk(path, limits)
    walk.visit(root)
    walk.end(root)
    return walk.blocks


class _Walk:
    """A walk through a page no deeper than the limits; what is inline gathers until a block begins or ends."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path, self._limits = path, limits
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        self._linked = self._links = 0
        self._mark = ""
        self._numbers: dict[HtmlElement, int] = {}  # of the last item in each numbered list

    def visit(self, element: HtmlElement, linked: bool = False) -> None:
        """An element without its tail."""
        tag = element.tag
        if tag == "table" and not _is_layout(element):
            self.end(element)
            self._table(element)
            return
        if tag == "br":
            self._pieces.append("\n")
        if tag in _BLOCKS:
            self.end(element.getparent() if element.getparent() is not None else element)
            self._mark = self._item_mark(element) if tag == "li" else self._mark
        linked = linked or tag == "a"
        self._links += tag == "a"
        self._text(_raised(element, self._pieces) if tag == "sup" else element.text, element, linked)
        for child in () if tag == "sup" else element:
            self.visit(child, linked)
            self._text(child.tail, element, linked)
        if tag in _BLOCKS:
            self.end(element)

    def end(self, element: HtmlElement) -> None:
        """What gathered is a block of `element`."""
        text = "\n".join(line.strip(" ") for line in _SPACES.sub(_one, "".join(self._pieces)).split("\n")).strip()
        text = re.sub(r" {2,}", " ", text)
        if text:
            text = text if _MARKED.match(text) else self._mark + text
            self.blocks.append(Block(element, text, linked=self._linked, links=self._links))
            self._mark = ""
        self._pieces = []
        self._linked = self._links = 0

    def _text(self, text: str | None, element: HtmlElement, linked: bool) -> None:
        if text:
            shown = text.replace("\r\n", "\n") if _is_preformatted(element) else _SPACES.sub(" ", text)
            self._pieces.append(shown)
            self._linked += len(shown.strip()) if linked else 0

    def _item_mark(self, item: HtmlElement) -> str:
        """What stands before a list item: its number in a numbered list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return "- "
        start = parent.get("start", "1")
        first = int(start) if start.isdigit() and len(start) < 6 else 1
        self._numbers[parent] = self._numbers.get(parent, first - 1) + 1
        return f"{self._numbers[parent]}. "

    def _table(self, table: HtmlElement) -> None:
        for caption in table.iterchildren("caption"):
            self.visit(caption)
        cells = list(_grid(table, self._path, self._limits))
        if any(cell.text for cell in cells):
            self.blocks.append(Block(table, cells=cells, linked=0))


def _one(match: re.Match[str]) -> str:
    """White space as one space, or as the line feed of a <br> within it."""
    return "\n" * min(match.group().count("\n"), 2) or " "


def _is_preformatted(element: HtmlElement) -> bool:
    return element.tag == "pre" or next(element.iterancestors("pre"), None) is not None


def _raised(element: HtmlElement, before: list[str]) -> str:
    """The text of a <sup>: digits after a digit are raised (10³), so that no other number comes of them."""
    text = "".join(element.itertext())
    after_digit = "".join(before[-2:]).rstrip("\n")[-1:].isdigit()
    return text.translate(_RAISED) if after_digit else text


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        if child.tag == "tr":
            yield child
        else:
            yield from child.iterchildren("tr")


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table only places texts on the page: it holds others, is one column or is a letterhead."""
    if table.get("role") in ("presentation", "none") or table.find(".//table") is not None:
        return True
    rows = [list(row.iterchildren("td", "th")) for row in _rows(table)]
    columns = max((sum(_span(cell, "colspan") for cell in row) for row in rows), default=0)
    texts = [_flat(cell) for row in rows for cell in row]
    if columns <= 1:
        return True
    few = len(rows) <= _MOST_LAYOUT_ROWS and columns <= _MOST_LAYOUT_COLUMNS
    return few and not any(map(is_lone_number, texts)) and table.find(".//th") is None


def _flat(cell: HtmlElement) -> str:
    return " ".join("".join(cell.itertext()).split())


def _grid(table: HtmlElement, path: Path, limits: Limits) -> Iterator[GridCell]:
    """The cells of a table in their places: one that spans rows keeps its columns in the rows below."""
    taken: set[tuple[int, int]] = set()
    rows = list(_rows(table))
    for i, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (i, column) in taken:
                column += 1
            height, width = _span(cell, "rowspan") or len(rows), _span(cell, "colspan") or 1
            height = min(height, len(rows) - i)
            if len(taken) + height * width > limits.max_cells:
                raise TooComplex(path, f"hơn {limits.max_cells} ô bảng", "reading.max_cells")
            taken.update((i + down, column + right) for down in range(height) for right in range(width))
            yield GridCell(i, column, _cell_text(cell, path, limits), height, width)
            column += width


def _cell_text(cell: HtmlElement, path: Path, limits: Limits) -> str:
    walk = _Walk(path, limits)
    walk.visit(cell)
    walk.end(cell)
    return "\n".join(block.text for block in walk.blocks)


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(int(value), _WIDEST_SPAN) if value.isdigit() and len(value) < 7 else 1
