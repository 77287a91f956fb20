"""PDF: pages with a text layer, and with Tesseract pages that are pictures."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.errors import DamagedReport, ScannedReport, TooComplex, WrongContent
from corpus.limits import Limits
from corpus.readers.pdf.composing import Composer
from corpus.readers.pdf.engine import OpenPdf, open_pdf
from corpus.readers.pdf.furniture import PageRows, furniture
from corpus.readers.pdf.lines import rows_of_words
from corpus.readers.pdf.ocr import can_read_pictures, picture_reader
from corpus.readers.pdf.pages import PageContent, PageKind, are_torn, content_of
from corpus.readers.writing import TextWriter
from corpus.records import Extract

_SIGNATURE, _SIGNATURE_WITHIN = b"%PDF-", 1024
_MOST_PIXELS = 200_000_000
_UNREAD = (PageKind.PICTURE, PageKind.GARBLED)


class PdfReader:
    """Reads .pdf."""

    name = "pdf"
    suffixes = (".pdf",)
    engines: tuple[str, ...] = ("pdfplumber",)

    def extract(self, path: Path, data: bytes, limits: Limits) -> Extract:
        """The text of the pages in reading order, without running heads, running feet and page numbers.

        Raises WrongContent, DamagedReport, ProtectedReport, ScannedReport (no page can be read), TooComplex or
        EmptyReport. Where some pages cannot be read, the others are, with a warning.
        """
        if _SIGNATURE not in data[:_SIGNATURE_WITHIN]:
            raise WrongContent(path, "PDF")
        writer = TextWriter(path, limits)
        with open_pdf(path, data, limits) as pdf:
            pages = [content_of(page) for page in pdf.pages()]
            _warn_of_damage(path, writer, pdf, pages)
        pages = _read_pictures(path, data, limits, writer, pages)
        for note in (note for page in pages for note in page.notes):
            writer.warn(note)
        if are_torn(pages):
            writer.warn("Lớp chữ của tệp có nhiều từ bị tách rời; hãy đối chiếu với bản gốc trước khi duyệt.")
        composer = Composer(writer)
        for page in _without_furniture(writer, pages):
            composer.page(page)
        return composer.end(self.name)


def _warn_of_damage(path: Path, writer: TextWriter, pdf: OpenPdf, pages: Sequence[PageContent]) -> None:
    """Raise DamagedReport where damage left nothing, else warn of it."""
    if pdf.torn and all(page.kind is PageKind.BLANK for page in pages):
        raise DamagedReport(path, "dữ liệu nén của các trang bị hỏng")
    if pdf.torn:
        writer.warn("Một phần dữ liệu nén của tệp bị hỏng, có thể thiếu chữ; hãy đối chiếu với bản gốc.")
    if pdf.mended:
        writer.warn("Bảng tra cứu đối tượng của tệp bị hỏng, đã dò lại; hãy đối chiếu với bản gốc.")


def _read_pictures(
    path: Path, data: bytes, limits: Limits, writer: TextWriter, pages: Sequence[PageContent]
) -> list[PageContent]:
    """The pages, those without a readable text layer by OCR where it is to be had. Raises ScannedReport or
    DamagedReport where nothing can be read, TooComplex for a picture beyond all measure."""
    unread = [page for page in pages if page.kind in _UNREAD]
    if not unread:
        return list(pages)
    if can_read_pictures(limits):
        return _by_ocr(path, data, writer, pages)
    if not any(page.kind is PageKind.TEXT for page in pages):
        if any(page.kind is PageKind.PICTURE for page in unread):
            raise ScannedReport(path, tuple(page.number for page in unread))
        raise DamagedReport(path, "lớp chữ dùng bảng mã riêng, không ra chữ Việt")
    for kind, what in ((PageKind.PICTURE, "là ảnh quét"), (PageKind.GARBLED, "có lớp chữ hỏng")):
        if numbers := [page.number for page in unread if page.kind is kind]:
            writer.warn(f"Trang {_listing(numbers)} {what}, chưa đọc được.")
    return list(pages)


def _by_ocr(path: Path, data: bytes, writer: TextWriter, pages: Sequence[PageContent]) -> list[PageContent]:
    read: list[PageContent] = []
    with picture_reader(path, data) as reader:
        for page in pages:
            if page.kind not in _UNREAD:
                read.append(page)
                continue
            if page.pixels > _MOST_PIXELS:
                raise TooComplex(path, f"ảnh trang {page.number} có {page.pixels} điểm ảnh")
            rows = tuple(rows_of_words(reader.words(page.number)))
            read.append(replace(page, rows=rows, ocr=True))
    numbers = [page.number for page in read if page.ocr]
    writer.warn(f"Trang {_listing(numbers)} được nhận dạng từ ảnh (OCR), có thể sai; hãy đối chiếu với bản gốc.")
    return read


def _listing(numbers: Sequence[int]) -> str:
    """Page numbers with runs as ranges: 3, 5–8."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def _without_furniture(writer: TextWriter, pages: Sequence[PageContent]) -> list[PageContent]:
    """The pages without running heads and feet, which go to the gate: a stamp may stand there."""
    dropped = furniture([PageRows(page.number, page.height, page.rows) for page in pages])
    for page in pages:
        for i in sorted(dropped.get(page.number, ())):
            for line in page.rows[i].lines:
                writer.aside(line.text)
    return [
        replace(page, rows=tuple(row for i, row in enumerate(page.rows) if i not in dropped.get(page.number, ())))
        for page in pages
    ]
