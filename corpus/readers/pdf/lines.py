"""Glyphs → words → lines → rows: what stands on one height of a page, whatever fonts its letters come from."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from corpus.readers.pdf.engine import Glyph

# In letter heights: how far the middles of one row lie apart (a raised figure: 0.35), the gap that ends a word (a
# space is 0.25), the gap that ends a line (of a column, of a cell).
_SAME_ROW, _WORD_GAP, _COLUMN_GAP = 0.4, 0.17, 1.3
_MARK = re.compile(
    r"(?:[-–—+•*●○▪■❖➢✓\uf000-\uf0ff]|\(?[\dIVXLivx]{1,4}(?:\.\d{1,2}){0,3}[.)/]+|\d{1,2}(?:\.\d{1,2}){1,3}|[A-ZĐa-zđ][.)])"
)
_Item = TypeVar("_Item", Glyph, "Word")
_MOTTO = re.compile(r"CỘNG\b|Độc\b")
_MOTTO_LINE = re.compile(r"CỘNG (?:HÒA|HOÀ) XÃ HỘI|Độc lập\s*[-–]\s*Tự do")


@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs without a gap, NFC."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one height without a wide gap; `first` is the width of its first word, `body` where the wording
    after a mark ("-", "1.") begins, `bold` tells that all of it is."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    first: float
    body: float

    @property
    def middle(self) -> float:
        """Where its centre lies across the page."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """The lines on one height, from left to right; more than one where wide gaps part them."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Its wording as one."""
        return " ".join(line.text for line in self.lines)

    @property
    def top(self) -> float:
        """The upper edge of its highest line."""
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        """The lower edge of its lowest line."""
        return max(line.bottom for line in self.lines)

    @property
    def whole(self) -> Line:
        """The row as one line."""
        return self.lines[0] if len(self.lines) == 1 else _joined(self.lines)


def rows_of_glyphs(glyphs: Iterable[Glyph]) -> list[Row]:
    """The rows of what is drawn, from the top down."""
    heights = (_words(level) for level in _levels([g for g in glyphs if g.text]))
    return [row_of(words) for words in heights if words]


def rows_of_words(words: Sequence[Word]) -> list[Row]:
    """The rows of words that are known already (those of OCR), from the top down."""
    return [row_of(sorted(level, key=lambda w: w.x0)) for level in _levels(words)]


def row_of(words: Sequence[Word]) -> Row:
    """The words of one height as lines, parted at wide gaps and before the state's motto."""
    groups: list[list[Word]] = [[words[0]]]
    for word in words[1:]:
        before = groups[-1][-1]
        wide = word.x0 - before.x1 > _COLUMN_GAP * max(word.size, before.size)
        marked = len(groups) == len(groups[-1]) == 1 and _MARK.fullmatch(before.text)
        if wide and not marked:
            groups.append([word])
        else:
            groups[-1].append(word)
    groups = [part for group in groups for part in _before_motto(group)]
    return Row(tuple(_line(group) for group in groups))


def _before_motto(words: list[Word]) -> list[list[Word]]:
    """The words of a letterhead whose columns nearly touch, parted before the motto."""
    for i, word in enumerate(words[1:], 1):
        if _MOTTO.match(word.text) and _MOTTO_LINE.match(" ".join(w.text for w in words[i:])):
            return [words[:i], words[i:]]
    return [words]


def _levels(items: Sequence[_Item]) -> list[list[_Item]]:
    """What stands on one height together; the largest glyph so far says where its middle is."""
    levels: list[list[_Item]] = []
    middle = size = 0.0
    for item in sorted(items, key=lambda item: item.top + item.bottom):
        own = (item.top + item.bottom) / 2
        if not levels or own - middle > _SAME_ROW * max(size, item.size):
            levels.append([])
            middle = size = 0.0
        if item.size > size:
            middle, size = own, item.size
        levels[-1].append(item)
    return levels


def _words(glyphs: Sequence[Glyph]) -> list[Word]:
    """Words from left to right; a letter drawn twice (for boldness) counts once."""
    words: list[Word] = []
    run: list[Glyph] = []
    for glyph in sorted(glyphs, key=_place):
        if glyph.text.isspace():
            _close(words, run)
            continue
        if run:
            last = run[-1]
            if glyph.text == last.text and glyph.x0 - last.x0 < 0.3 * (last.x1 - last.x0):
                continue
            if glyph.x0 - last.x1 > _WORD_GAP * max(glyph.size, last.size):
                _close(words, run)
        run.append(glyph)
    _close(words, run)
    return words


def _place(glyph: Glyph) -> float:
    """Where a glyph stands in its row; an accent drawn by itself stands in the middle of its letter."""
    accent = unicodedata.combining(glyph.text[0])
    return (glyph.x0 + glyph.x1) / 2 if accent else glyph.x0


def _close(words: list[Word], run: list[Glyph]) -> None:
    if not run:
        return
    large = max(run, key=lambda g: g.size)
    text = unicodedata.normalize("NFC", "".join(g.text for g in run))
    right = max(g.x1 for g in run)
    words.append(Word(text, run[0].x0, large.top, right, large.bottom, large.size, all(g.bold for g in run)))
    run.clear()


def _line(words: Sequence[Word]) -> Line:
    size = median(word.size for word in words)
    usual = [word for word in words if word.size >= size] or words
    marked = len(words) > 1 and _MARK.fullmatch(words[0].text)
    return Line(
        text=" ".join(word.text for word in words),
        x0=words[0].x0,
        top=min(word.top for word in usual),
        x1=words[-1].x1,
        bottom=max(word.bottom for word in usual),
        size=size,
        bold=all(word.bold for word in words),
        first=words[0].x1 - words[0].x0,
        body=words[1].x0 if marked else words[0].x0,
    )


def _joined(lines: Sequence[Line]) -> Line:
    first, last = lines[0], lines[-1]
    return Line(
        text=" ".join(line.text for line in lines),
        x0=first.x0,
        top=min(line.top for line in lines),
        x1=last.x1,
        bottom=max(line.bottom for line in lines),
        size=max(line.size for line in lines),
        bold=all(line.bold for line in lines),
        first=first.first,
        body=first.body,
    )
