"""pdfplumber behind a small seam: the one file that knows it, its objects and its exceptions.

Of three engines it alone keeps accented letters of a second font within their words.
"""

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from corpus.errors import DamagedReport, ProtectedReport, TooComplex
from corpus.limits import MIB, Limits
from corpus.readers.pdf.inflate import TooMuchUnpacked, UnpackBudget, bounded_unpacking

# A page with more edges than this is a map or a drawing; its tables, if any, would take minutes to find.
_MOST_EDGES = 6000
_FEWEST_EDGES = 4
_MOST_GLYPHS = 200_000
# Drawing instructions of one page; a page of text has some 0.05 MiB, and pdfminer reads about 1 MiB a second.
_MOST_CONTENTS = 8 * MIB
_TAIL = 4096
_OLD_FONTS = (".Vn", "VNI-")  # TCVN3 and VNI: their codes are not the letters that they draw

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as drawn; x0, top, x1, bottom in points from the upper left corner of the page."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as drawn. `tables` are the boxes of cells, table by table; `pictured` is the share of the page under
    pictures, `pixels` the size of the largest; `turned` counts glyphs that do not stand upright, `old_font` those
    of fonts before Unicode, `complex_drawing` tells that tables were not looked for."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    tables: tuple[tuple[Box, ...], ...]
    pictured: float
    pixels: int
    turned: int
    old_font: int
    complex_drawing: bool


class OpenPdf:
    """A PDF that has been opened: its page count and its pages in order."""

    def __init__(self, path: Path, document: Any, budget: UnpackBudget, *, mended: bool) -> None:
        self._path, self._document, self._budget = path, document, budget
        self.mended = mended
        self.count = len(document.pages)

    @property
    def torn(self) -> int:
        """How many streams were cut or damaged, of those read so far."""
        return self._budget.torn

    def pages(self) -> Iterator[RawPage]:
        """The pages, each freed once it has been read. Raises DamagedReport or TooComplex."""
        for page in self._document.pages:
            with _engine_errors(self._path, self._budget):
                raw = _raw_page(self._path, page)
                page.close()
            yield raw


@contextmanager
def open_pdf(path: Path, data: bytes, limits: Limits) -> Iterator[OpenPdf]:
    """Open the bytes of a PDF. Raises ProtectedReport, DamagedReport or TooComplex."""
    import pdfplumber  # noqa: PLC0415  (half a second to import, and only a PDF needs it)

    budget = UnpackBudget(len(data), limits)
    with bounded_unpacking(budget), _quiet():
        with _engine_errors(path, budget):
            document = pdfplumber.open(BytesIO(data))
            promised = _promised_pages(document)
            if promised > limits.max_pages:
                raise TooComplex(path, f"{promised} trang, hơn {limits.max_pages}", "reading.max_pages")
            pages = len(document.pages)
        if pages > limits.max_pages:
            raise TooComplex(path, f"{pages} trang, hơn {limits.max_pages}", "reading.max_pages")
        mended = _was_mended(document)
        if (mended and b"%%EOF" not in data[-_TAIL:]) or pages < promised or not pages:
            raise DamagedReport(path, f"đọc được {pages} trong {max(promised, pages)} trang")
        yield OpenPdf(path, document, budget, mended=mended)


@contextmanager
def _quiet() -> Iterator[None]:
    """Within it the engine logs nothing: what it stumbles over becomes an error or a warning of ours."""
    loggers = [logging.getLogger(name) for name in ("pdfminer", "pdfplumber")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _promised_pages(document: Any) -> int:
    """How many pages the catalogue says there are."""
    from pdfminer.pdftypes import dict_value, int_value  # noqa: PLC0415

    return int(int_value(dict_value(document.doc.catalog.get("Pages", {})).get("Count", 0)))


def _was_mended(document: Any) -> bool:
    """Whether the table of objects was broken, so that the engine had to look for them."""
    return any(type(xref).__name__ == "PDFXRefFallback" for xref in document.doc.xrefs)


@contextmanager
def _engine_errors(path: Path, budget: UnpackBudget) -> Iterator[None]:
    """What the engine raises within a broken file as an error of ours: the one list of its exceptions."""
    from pdfminer.pdfdocument import PDFEncryptionError  # noqa: PLC0415
    from pdfminer.psparser import PSException  # noqa: PLC0415
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException  # noqa: PLC0415

    declared = (PSException, PdfminerException, MalformedPDFException, TooMuchUnpacked, struct.error, zlib.error)
    stumbled = (LookupError, TypeError, ValueError, AssertionError, AttributeError, ArithmeticError, RecursionError)
    try:
        yield
    except (*declared, *stumbled, EOFError, NotImplementedError) as error:
        cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if budget.exceeded:
            raise TooComplex(path, "dữ liệu nén phình quá lớn khi mở", f"reading.{budget.exceeded}") from error
        if isinstance(cause, PDFEncryptionError):
            raise ProtectedReport(path) from error
        raise DamagedReport(path, f"{type(cause).__name__}: {str(cause)[:80]}".rstrip(": ")) from error


def _raw_page(path: Path, page: Any) -> RawPage:
    contents = _contents_size(page)
    if contents > _MOST_CONTENTS:
        raise TooComplex(path, f"trang {page.page_number} có {contents / MIB:.0f} MiB lệnh vẽ")
    chars = page.chars
    if len(chars) > _MOST_GLYPHS:
        raise TooComplex(path, f"trang {page.page_number} có {len(chars)} ký tự")
    upright = [char for char in chars if char["upright"]]
    images = [image for image in page.images if image["x1"] > image["x0"] and image["bottom"] > image["top"]]
    covered = sum((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) for image in images)
    edges = len(page.edges)
    return RawPage(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        glyphs=tuple(_glyph(char) for char in upright),
        tables=_tables(page) if _FEWEST_EDGES <= edges <= _MOST_EDGES else (),
        pictured=float(covered / max(page.width * page.height, 1)),
        pixels=max((_pixels(image) for image in images), default=0),
        turned=len(chars) - len(upright),
        old_font=sum(_font(char).startswith(_OLD_FONTS) for char in chars),
        complex_drawing=edges > _MOST_EDGES,
    )


def _contents_size(page: Any) -> int:
    """The bytes of a page's drawing instructions."""
    from pdfminer.pdftypes import PDFStream, resolve1  # noqa: PLC0415

    streams = (resolve1(reference) for reference in page.page_obj.contents)
    return sum(len(stream.get_data()) for stream in streams if isinstance(stream, PDFStream))


def _glyph(char: Any) -> Glyph:
    bold = "bold" in char["fontname"].lower() if isinstance(char["fontname"], str) else False
    x0, top, x1, bottom, size = (float(char[key]) for key in ("x0", "top", "x1", "bottom", "size"))
    return Glyph(char["text"], x0, top, x1, bottom, size, bold)


def _font(char: Any) -> str:
    """The name of a glyph's font without the mark of a subset ("AAAAAA+")."""
    return str(char["fontname"]).rpartition("+")[2]


def _pixels(image: Any) -> int:
    width, height = image.get("srcsize") or (0, 0)
    return int(width or 0) * int(height or 0)


def _tables(page: Any) -> tuple[tuple[Box, ...], ...]:
    """The boxes of the cells of ruled tables."""
    return tuple(tuple(table.cells) for table in page.find_tables())
