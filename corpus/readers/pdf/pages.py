"""What a page holds once its glyphs are rows and tables, and whether its text layer can be read at all."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.readers.pdf.engine import Glyph, RawPage
from corpus.readers.pdf.lines import Row, rows_of_glyphs
from corpus.readers.pdf.tables import PageTable, page_tables

# A page with fewer letters under a picture of at least this share of it is a scan (with a stamp or a page number).
_FEW_LETTERS, _MOSTLY_PICTURE = 60, 0.5
_FEWEST_BAD, _BAD_SHARE, _SYMBOL_SHARE = 20, 0.1, 0.03
_NO_LETTER = re.compile(r"\(cid:\d+\)|[\ue000-\uefff\uf100-\uf8ff\ufffd\x00-\x08]")
# What the letters of TCVN3 are in Latin-1 (TCVN 5712:1993, VN3): none of it is found in Vietnamese text.
_TCVN3 = frozenset("®¸µ¶·¹¨¾»¼½©ª«¬­°±Æ")
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ơưđăƠƯĐĂ]")
_TURNED = 50
_ALONE = re.compile(r"[bcdđghklmnpqrstvx]")
_TORN_SHARE, _TORN_SAMPLE = 0.05, 20_000


class PageKind(StrEnum):
    """What can be read of a page."""

    TEXT = "text"
    PICTURE = "picture"
    GARBLED = "garbled"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page as rows and tables, from the top down; `ocr` tells that they come from a picture."""

    number: int
    width: float
    height: float
    kind: PageKind
    rows: tuple[Row, ...] = ()
    tables: tuple[PageTable, ...] = ()
    pixels: int = 0
    notes: tuple[str, ...] = ()
    ocr: bool = False


def content_of(page: RawPage) -> PageContent:
    """The rows and tables of a page; of one that is a picture or garbled, none."""
    kind = _kind(page)
    shape = (page.number, page.width, page.height, kind)
    if kind is not PageKind.TEXT:
        return PageContent(*shape, pixels=page.pixels)
    tables, outside = page_tables(page.tables, page.glyphs)
    return PageContent(*shape, tuple(rows_of_glyphs(outside)), tuple(tables), page.pixels, tuple(_notes(page)))


def _kind(page: RawPage) -> PageKind:
    letters = sum(glyph.text.isalnum() for glyph in page.glyphs)
    if letters < _FEW_LETTERS and page.pictured >= _MOSTLY_PICTURE:
        return PageKind.PICTURE
    if not any(glyph.text.strip() for glyph in page.glyphs):
        return PageKind.BLANK
    return PageKind.GARBLED if _is_garbled(page) else PageKind.TEXT


def _is_garbled(page: RawPage) -> bool:
    """Whether the codes of the text layer are not the letters that are drawn."""
    total = len(page.glyphs)
    bad = sum(_NO_LETTER.search(glyph.text) is not None for glyph in page.glyphs)
    symbols = sum(glyph.text in _TCVN3 for glyph in page.glyphs)
    old = page.old_font * 2 > total and not _has_vietnamese(page.glyphs)
    return (
        (bad > _FEWEST_BAD and bad > _BAD_SHARE * total) or (old and symbols > 0) or symbols > _SYMBOL_SHARE * total
    )


def _has_vietnamese(glyphs: Iterable[Glyph]) -> bool:
    return any(_VIETNAMESE.search(glyph.text) for glyph in glyphs)


def _notes(page: RawPage) -> list[str]:
    notes = []
    if page.turned > _TURNED:
        notes.append(f"Trang {page.number} có chữ quay ngang, phần đó chưa đọc được.")
    if page.complex_drawing:
        notes.append(f"Trang {page.number} có hình vẽ quá phức tạp, bảng trên trang (nếu có) chưa được nhận ra.")
    return notes


def are_torn(pages: Sequence[PageContent]) -> bool:
    """Whether words fall apart into letters: single consonants stand alone as no Vietnamese text has them."""
    words = [word for page in pages for row in page.rows for word in row.text.lower().split() if word.isalpha()]
    sample = words[:_TORN_SAMPLE]
    return len(sample) > _FEWEST_BAD and sum(map(bool, map(_ALONE.fullmatch, sample))) > _TORN_SHARE * len(sample)
