"""Lines → paragraphs: which line goes on from the one before, and what stands between the two when joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.readers.pdf.lines import Line

# In letter heights: how far a line may end from the margin, an indent, the gap of a space.
_NEAR, _INDENT, _SPACE = 0.5, 0.6, 0.25
_USUAL_PITCH, _WIDER_PITCH = 2.2, 1.22
_CENTRED, _SAME_SIZE = 6.0, 1.12
_STARTS = re.compile(
    r"(?:[-–—+•*●○▪■❖➢✓]\s|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s|\d{1,2}(?:\.\d{1,2}){1,3}\s|[IVXL]{1,6}[.)/-]\s"
    r"|[A-ZĐa-zđ][.)]\s|(?:điều|phần|chương|mục|biểu|bảng|phụ lục|hình)\s+(?:số\s+)?[\dIVX]+\b)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.:;!?…](?:[\"”’)]*|/\.?)$")
_GLUED = re.compile(r"\w[-–/]$")
_TAIL_OF_CODE = re.compile(r"[-/][A-ZĐ]{2,}")
_MOTTO_BROKEN = re.compile(r"CỘNG (?:HÒA|HOÀ) XÃ HỘI CHỦ NGHĨA(?: VIỆT)?$")


@dataclass(frozen=True, slots=True)
class Margins:
    """The left and right edge of the prose of a page or column, the usual distance from line to line, and whether
    its paragraphs begin with an indent."""

    left: float
    right: float
    pitch: float
    indents: bool


def margins_of(lines: Sequence[Line], least: float = 0.0) -> Margins:
    """The margins that the lines of a page or column share; the right one is at least `least`, however short the
    lines."""
    if not lines:
        return Margins(0, 0, 0, indents=False)
    size = median(line.size for line in lines)
    widest = max(line.x1 - line.x0 for line in lines)
    long = [line for line in lines if line.x1 - line.x0 > 0.6 * widest]
    left = min(line.x0 for line in long)
    right = max(least, _shared_right(sorted((line.x1 for line in long), reverse=True)))
    pairs = list(pairwise(lines))
    steps = [b.bottom - a.bottom for a, b in pairs if a.x1 > right - size and 0 < b.bottom - a.bottom < 4 * size]
    indents = sum(_INDENT * size < line.x0 - left < 6 * size and line.x1 > right - size for line in lines) > 0
    return Margins(left, right, median(steps) if steps else _USUAL_PITCH * size, indents)


def _shared_right(ends: Sequence[float]) -> float:
    """The right margin: the furthest end that two lines share, so that one overlong line does not set it."""
    return next((a for a, b in pairwise(ends) if a - b < 3), ends[0])


def goes_on(before: Line, line: Line, margins: Margins, following: Margins | None = None) -> bool:
    """Whether `line` belongs to the paragraph of `before`; `following` are the margins of the next page or column
    where it stands there."""
    if _MOTTO_BROKEN.search(before.text) and line.text.isupper() and "VIỆT NAM".endswith(line.text):
        return True
    own = following or margins
    if not _alike(before, line) or not _full(before, line, margins):
        return False
    if abs(before.x0 - line.x0) > 2 and _centred(before, margins) and _centred(line, own):
        return False
    if following is None and line.bottom - before.bottom > _WIDER_PITCH * margins.pitch:
        return False
    shift = (own.left - margins.left) if following else 0.0
    return _aligned(before, line, own, shift) and not _opens(before, line, own, overleaf=following is not None)


def _alike(before: Line, line: Line) -> bool:
    """Same size of letters, and no bold heading before plain prose."""
    sizes = sorted((before.size, line.size))
    return sizes[1] <= _SAME_SIZE * sizes[0] and not (before.bold and not line.bold)


def _full(before: Line, line: Line, margins: Margins) -> bool:
    """Whether the first word of `line` had no room on the line before."""
    room = margins.right - before.x1
    return room < line.first + _SPACE * line.size or room < _NEAR * line.size


def _centred(line: Line, margins: Margins) -> bool:
    apart = abs(line.middle - (margins.left + margins.right) / 2) < _CENTRED
    return apart and line.x0 > margins.left + line.size and line.body == line.x0


def _aligned(before: Line, line: Line, margins: Margins, shift: float) -> bool:
    """Whether `line` begins no further in than the paragraph does (or where its wording after a mark does)."""
    start, body = before.x0 + shift, before.body + shift
    indent = _INDENT * line.size
    return line.x0 <= max(start, margins.left) + indent or (body > start and line.x0 <= body + indent)


def _opens(before: Line, line: Line, margins: Margins, *, overleaf: bool) -> bool:
    """Whether `line` opens a paragraph by its mark, or because the one before has ended."""
    at_margin = margins.indents and line.x0 < margins.left + _INDENT * line.size
    ended = _ENDED.search(before.text) is not None
    if _STARTS.match(line.text) and (ended or not at_margin):
        return True
    return ended and (overleaf or line.x0 > margins.left + _INDENT * line.size) and not at_margin


def join_lines(texts: Sequence[str]) -> str:
    """The lines of a paragraph as one; a word, range or code broken after its hyphen or slash is made whole."""
    whole = ""
    for text in texts:
        if whole.endswith("\u00ad"):
            whole = whole[:-1] + text
        else:
            whole += ("" if not whole or _glued(whole, text) else " ") + text
    return whole


def _glued(before: str, text: str) -> bool:
    if not text[:1].isalnum():
        return bool(_TAIL_OF_CODE.match(text)) and before[-1:].isalnum()
    return bool(_GLUED.search(before))
