"""Word files (.docx, .docm): the text in the order of the page, tables, notes at the end. Macros are never run.

The file is opened by archive.py, its parts are streamed by xml.py (which says why not with python-docx).
Headers and footers are page furniture: left out of the text, but handed to the gate, as a stamp may stand there. A
Word file knows no page numbers.
"""

import posixpath
import re
from collections.abc import Iterable
from pathlib import Path

from corpus.errors import EmptyReport, WrongContent
from corpus.limits import Limits
from corpus.readers.archive import SafeArchive, open_archive
from corpus.readers.docx.numbering import Numbering, read_numbering
from corpus.readers.docx.styles import Look, Styles, read_styles
from corpus.readers.docx.tables import Block, BlockReader, RawTable, TableBuilder
from corpus.readers.docx.text import Paragraph, ParagraphReader
from corpus.readers.docx.xml import attribute, child, elements, local, number
from corpus.readers.writing import TextWriter
from corpus.records import Extract

_MAIN = "word/document.xml"
_PARTS = ("styles", "numbering", "footnotes", "endnotes")
_WRITTEN = frozenset(("p", "tr"))
_AROUND = re.compile(r"word/(?:header|footer)\d*\.xml")
_MACROS = "vbaProject.bin"
_NO_NOTE = frozenset(("separator", "continuationSeparator", "continuationNotice"))


class DocxReader:
    """Reads .docx and .docm."""

    name = "docx"
    suffixes = (".docx", ".docm")
    engines: tuple[str, ...] = ("lxml.etree",)

    def extract(self, path: Path, data: bytes, limits: Limits) -> Extract:
        """The text and tables of a Word file.

        Raises WrongContent for another format, ProtectedReport, DamagedReport, DangerousContent for a DTD,
        EmptyReport and TooComplex.
        """
        archive = open_archive(path, data, limits)
        main = _main_part(path, archive)
        if main not in archive.names:
            raise WrongContent(path, "DOCX")
        writer = TextWriter(path, limits)
        if any(name.endswith(_MACROS) for name in archive.names):
            writer.warn("Tệp có macro; hệ thống không chạy macro, chỉ đọc nội dung.")
        document = _Document(path, archive, main, limits)
        document.write(writer)
        return _extract(path, archive, writer)


def _extract(path: Path, archive: SafeArchive, writer: TextWriter) -> Extract:
    try:
        return writer.extract(DocxReader.name)
    except EmptyReport as error:
        if any("/media/" in name for name in archive.names):
            raise EmptyReport(path, "chỉ có hình ảnh hoặc bản quét, không có chữ nào") from error
        raise


class _Document:
    """One Word file: its parts, and the writing of its text."""

    def __init__(self, path: Path, archive: SafeArchive, main: str, limits: Limits) -> None:
        self._path, self._archive, self._main = path, archive, main
        self._parts = _related(path, archive, main)
        styles = self._styles()
        self._blocks = BlockReader(path, ParagraphReader(styles, self._numbering(styles)), styles, limits)

    def _styles(self) -> Styles:
        data = self._part("styles")
        return read_styles(self._path, data) if data else Styles({}, Look())

    def _numbering(self, styles: Styles) -> Numbering:
        data = self._part("numbering")
        return read_numbering(self._path, data, styles.lists) if data else Numbering({}, {}, {})

    def _part(self, kind: str) -> bytes:
        name = self._parts.get(kind, "")
        return self._archive.read(name) if name in self._archive.names else b""

    def write(self, writer: TextWriter) -> None:
        """Write the body, then the notes."""
        body = _BodyWriter(writer, self._blocks)
        table: TableBuilder | None = None
        data = self._archive.read(self._main)
        for element in elements(self._path, data, _WRITTEN, frozenset(("tbl",))):
            name = local(element)
            if name == "p":
                body.paragraph(self._blocks.paragraphs.read(element))
            elif name == "tr":
                table = table or TableBuilder(self._blocks)
                table.add(element)
            elif table is not None:
                body.blocks((table.finish(child(element, "tblPr")),))
                table = None
        if rest := self._blocks.paragraphs.rest():
            body.blocks((rest,))
        self._write_notes(writer)
        for name in sorted(self._archive.names):
            if _AROUND.fullmatch(name):
                self._put_aside(writer, self._archive.read(name))

    def _put_aside(self, writer: TextWriter, data: bytes) -> None:
        """The lines of a header or footer."""
        for element in elements(self._path, data, frozenset(("p",))):
            paragraph = self._blocks.paragraphs.read(element)
            boxed = (block for box in paragraph.boxes for block in self._blocks.blocks(box))
            for block in (paragraph.text, *boxed):
                for line in (block if isinstance(block, str) else block.text).split("\n"):
                    writer.aside(line)

    def _write_notes(self, writer: TextWriter) -> None:
        """The notes that the text refers to, in its order: "[1] …"; their marks are not in the text."""
        wanted = tuple(self._blocks.paragraphs.notes)
        texts = {key: text for kind in ("footnote", "endnote") for key, text in self._notes(kind).items()}
        for count, key in enumerate((key for key in wanted if texts.get(key)), start=1):
            writer.line(f"[{count}] {texts[key]}")
            writer.blank()

    def _notes(self, kind: str) -> dict[tuple[str, int], str]:
        data = self._part(f"{kind}s")
        notes: dict[tuple[str, int], str] = {}
        for note in elements(self._path, data, frozenset((kind,))) if data else ():
            if attribute(note, "type") in _NO_NOTE:
                continue
            blocks = (block if isinstance(block, str) else block.text for block in self._blocks.blocks(note))
            notes[kind, number(attribute(note, "id"))] = " ".join(" ".join(blocks).split())
        return notes


class _BodyWriter:
    """Writes paragraphs, each a block of its own, and tables; a table that is only layout line by line."""

    def __init__(self, writer: TextWriter, reader: BlockReader) -> None:
        self._writer, self._reader = writer, reader

    def paragraph(self, paragraph: Paragraph) -> None:
        """A paragraph, unless only its number would show, and its text boxes."""
        if paragraph.text:
            self.blocks((paragraph.line,))
        for box in paragraph.boxes:
            self.blocks(self._reader.blocks(box))

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Text and tables in order."""
        for block in blocks:
            if isinstance(block, RawTable):
                self._table(block)
            else:
                self._writer.line(block)
                self._writer.blank()

    def _table(self, table: RawTable) -> None:
        if not table.is_layout:
            self._writer.table(table.grid)
            return
        for cell in table.cells:
            for block in cell.blocks:
                if isinstance(block, RawTable):
                    self._table(block)
                else:
                    self._writer.line(block)
            self._writer.blank()


def _main_part(path: Path, archive: SafeArchive) -> str:
    return _relations(path, archive, "").get("officeDocument", _MAIN)


def _related(path: Path, archive: SafeArchive, main: str) -> dict[str, str]:
    """The other parts by kind: as the main part names them, else where Word puts them."""
    folder = posixpath.dirname(main)
    usual = {kind: posixpath.join(folder, f"{kind}.xml") for kind in _PARTS}
    return {**usual, **_relations(path, archive, main)}


def _relations(path: Path, archive: SafeArchive, part: str) -> dict[str, str]:
    """Kind → name of the parts in the archive that a part ("" for the package) is related to."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in archive.names:
        return {}
    found: dict[str, str] = {}
    for relation in elements(path, archive.read(listing), frozenset(("Relationship",))):
        kind = (attribute(relation, "Type") or "").rpartition("/")[2]
        target = attribute(relation, "Target") or ""
        if attribute(relation, "TargetMode") != "External":
            found.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    return found
