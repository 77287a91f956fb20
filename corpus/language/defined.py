"""Abbreviations that a document defines itself: "hợp tác xã (HTX)", "TTHC (thủ tục hành chính)", "HTX: hợp tác xã".

After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003):
the full form is the shortest run of words beside the short form that spells it. In Vietnamese a letter is the
initial of a syllable, function words (data/function_words.csv) may give none, and a word of the short form may
stand for itself ("Hệ thống MCĐT").
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.language.letters import LOWER, UPPER
from corpus.language.rows import column
from corpus.language.syllables import TONES
from corpus.language.tokens import Token, tokenise
from corpus.records import Span

_LEAD = r"(?:\b(?:sau đây|sau này|hay|còn|được|thường|tên)\s+){0,3}"
_ANCHOR = re.compile(rf"\((?P<inner>[^()]{{2,160}})\)|{_LEAD}\b(?:gọi|viết)\s+tắt\b(?:\s+là\b)?")
_BRACKET_CUE = re.compile(r"\b(?:gọi|viết)(?:\s+tắt\b(?:\s+là\b)?|\s+là\b)")
_FREE_SHORT = re.compile(rf"[\s:“\"]{{0,4}}((?:[^\W\d_]+\s){{0,3}}?[{UPPER}][\w&/.-]*[{UPPER}\d]\b)")
_GLOSSARY_LINE = re.compile(
    rf"^[ \t*•+–|-]{{0,8}}(?:\d{{1,3}}[.)|\t ]{{1,4}})?(?P<short>[{UPPER}][\w&/ .-]{{1,24}}?)"
    r"[ \t]{0,4}(?:[:=|–\t]|-[ \t])[ \t|]{0,8}(?P<full>[^\n|]{3,160}?)[ \t|.;,]{0,8}$",
    re.MULTILINE,
)
_JOINS = re.compile(r"[\s,/&“”\"'‘’*–-]{0,6}")
_SHORT = re.compile(r"[\w\s&./,–-]{2,40}")
_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_CHUNK = re.compile(rf"[{UPPER}][{LOWER}]*")
_ROMAN = re.compile(r"[IVX]+")
_AROUND = " \t\n“”\"'‘’*:,.;"
_MOST_UNITS, _LONGEST_PHRASE, _MOST_TRAILING = 16, 40, 2


@dataclass(frozen=True, slots=True)
class Definition:
    """An abbreviation and what it stands for; `span` is the full form's, `at` the short form's."""

    short: str
    full: str
    span: Span
    at: Span


@dataclass(frozen=True, slots=True)
class _Unit:
    """What one syllable must be: begin with `text`, or be it."""

    text: str
    whole: bool

    def fits(self, token: Token) -> bool:
        """Đ is only đ, while D may be đ; W is ư, as in TW."""
        if self.whole:
            return token.exact == self.text
        toneless = _without_tone(token.exact)
        return toneless.startswith((self.text, "ư" if self.text == "w" else self.text)) or (
            self.text.isascii() and token.folded.startswith(self.text)
        )


class _Page:
    """A text with its tokens, looked up by offset."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = tokenise(text)
        self._starts = [token.start for token in self._tokens]

    def phrase(self, end: int, most: int) -> list[Token]:
        """The last `most` tokens before `end` that no full stop, bracket or empty line parts from it."""
        words: list[Token] = []
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and len(words) < most and self._joined(self._tokens[at].end, end):
            words.append(self._tokens[at])
            end, at = self._tokens[at].start, at - 1
        return words[::-1]

    def trimmed(self, start: int, end: int) -> Span:
        """The span without quotes, spaces and punctuation around it."""
        while start < end and self.text[end - 1] in _AROUND:
            end -= 1
        while start < end and self.text[start] in _AROUND:
            start += 1
        return Span(start, end)

    def _joined(self, start: int, end: int) -> bool:
        return bool(_JOINS.fullmatch(self.text, start, end)) and self.text.count("\n", start, end) < 2


def find_defined(text: str, offset: int = 0) -> list[Definition]:
    """Every definition in the order of the full forms; offsets count from `offset`. Linear in the text's length.

    The full form stands before or after the short one in brackets, before "gọi tắt là" or "viết tắt", or in a line
    of a list of abbreviations. Where "viết tắt" introduces letters that no words spell (OCOP), the full form is the
    name that begins with the nearest capital letter.
    """
    page = _Page(text)
    found = [*_anchored(page), *_listed(page)]
    found.sort(key=lambda d: (d.span.start, d.span.end, d.at.start))
    return [Definition(d.short, d.full, d.span.shift(offset), d.at.shift(offset)) for d in found]


def _anchored(page: _Page) -> Iterator[Definition]:
    """Definitions in brackets, and after "gọi tắt là" outside them."""
    for match in _ANCHOR.finditer(page.text):
        if match["inner"] is None:
            short = _FREE_SHORT.match(page.text, match.end())
            found = short and _introduced(page, match.start(), Span(*short.span(1)))
        elif cue := _BRACKET_CUE.search(match["inner"]):
            found = _introduced(page, match.start(), _head(page, match.start(1) + cue.end(), match.end(1)))
        else:
            found = _bracketed(page, match.start(), Span(*match.span("inner")))
        if found:
            yield found


def _bracketed(page: _Page, at: int, inner: Span) -> Definition | None:
    """A bracket that opens at `at`: the short form in it, or the full one; up to a comma if need be."""
    spans = (page.trimmed(inner.start, inner.end), _head(page, inner.start, inner.end))
    found = (read(page, at, span) for read in (_before, _within) for span in dict.fromkeys(spans))
    return next((definition for definition in found if definition), None)


def _before(page: _Page, at: int, short: Span) -> Definition | None:
    """The full form that ends at `at`; a word or two may follow it ("Ủy ban nhân dân tỉnh (UBND)")."""
    units = _units(short.of(page.text))
    words = page.phrase(at, 2 * len(units) + _MOST_TRAILING)
    return _definition(page, _nearest_run(units, words, _MOST_TRAILING), short)


def _introduced(page: _Page, at: int, short: Span) -> Definition | None:
    """The full form before "gọi tắt là …", which stands at `at`; it reaches there, past what the letters spell."""
    units = _units(short.of(page.text))
    words = page.phrase(at, _LONGEST_PHRASE) if units else []
    run = _nearest_run(units, words, _LONGEST_PHRASE)
    return _definition(page, words[words.index(run[0]) :] if run else _name(words), short)


def _within(page: _Page, at: int, full: Span) -> Definition | None:
    """The short form that ends at `at` and is spelled by the whole of `full`."""
    words = _filling(page, full)
    before = page.phrase(at, 4)
    for word in reversed(before if words else ()):
        short = Span(word.start, before[-1].end)
        if 0 in _spelled(_units(short.of(page.text)), words):
            return _definition(page, words, short)
    return None


def _listed(page: _Page) -> Iterator[Definition]:
    """Lines of a list of abbreviations: "HTX: Hợp tác xã"."""
    for match in _GLOSSARY_LINE.finditer(page.text):
        short, full = Span(*match.span("short")), Span(*match.span("full"))
        units = _units(short.of(page.text))
        words = _filling(page, full) if units else []
        if 0 in _spelled(units, words):
            found = _definition(page, words, short)
            if found:
                yield found


def _filling(page: _Page, full: Span) -> list[Token]:
    """The words of a span if they are one phrase from its first character to its last, or none."""
    words = [word for word in page.phrase(full.end, _LONGEST_PHRASE) if word.start >= full.start]
    return words if words and words[0].start == full.start and words[-1].end == full.end else []


def _head(page: _Page, start: int, end: int) -> Span:
    """The part of a bracket before its first comma, semicolon or colon."""
    span = page.trimmed(start, end)
    cut = re.search(r"[,;:”]", span.of(page.text))
    return page.trimmed(span.start, span.start + cut.start()) if cut else span


def _definition(page: _Page, words: Sequence[Token], short: Span) -> Definition | None:
    if not words:
        return None
    full = Span(words[0].start, words[-1].end)
    return Definition(short.of(page.text), full.of(page.text), full, short)


@lru_cache(maxsize=4096)
def _units(short: str) -> tuple[_Unit, ...]:
    """A short form as what its syllables must be; empty if it is no abbreviation (a figure, a word, "III")."""
    if not _SHORT.fullmatch(short) or _ROMAN.fullmatch(short):
        return ()
    units = [unit for piece in _PIECE.findall(short) for unit in _of_piece(piece)]
    letters = sum(not unit.whole for unit in units)
    return tuple(units) if letters >= 2 and len(units) <= _MOST_UNITS else ()


def _of_piece(piece: str) -> Iterable[_Unit]:
    if piece.isupper():
        return [_Unit(letter.lower(), whole=False) for letter in piece]
    chunks = _CHUNK.findall(piece)
    if len(chunks) > 1 and "".join(chunks) == piece:  # ThS: thạc sĩ
        return [_Unit(chunk.lower(), whole=False) for chunk in chunks]
    return [_Unit(token.exact, whole=True) for token in tokenise(piece)]


def _spelled(units: Sequence[_Unit], words: Sequence[Token]) -> set[int]:
    """Where a run of words that spells the units and ends with the last word may begin."""
    reached = {len(words)} if units else set()
    skips = _function_words() if len(units) > 2 else frozenset[str]()
    for number, unit in enumerate(reversed(units)):
        allowed = skips if number else frozenset[str]()
        reached = {at for end in reached for at in _steps(unit, words, end, allowed)}
    return reached


def _nearest_run(units: Sequence[_Unit], words: Sequence[Token], trailing: int) -> Sequence[Token]:
    """The shortest run of words that spells the units, with at most `trailing` words after it; none after letters
    as few as two, which many runs would spell by chance."""
    for end in range(len(words), max(0, len(words) - 1 - (trailing if len(units) > 2 else 0)), -1):
        if starts := _spelled(units, words[:end]):
            return words[max(starts) : end]
    return ()


def _steps(unit: _Unit, words: Sequence[Token], end: int, skips: frozenset[str]) -> Iterator[int]:
    """The words before `end` that fit the unit with nothing but function words after them."""
    for at in range(end - 1, -1, -1):
        if unit.fits(words[at]):
            yield at
        if words[at].exact not in skips:
            return


def _name(words: Sequence[Token]) -> Sequence[Token]:
    """The name that the words end with: from the nearest capital, or from one at most two words before another.

    The capital that opens a sentence counts only if there is no other; abbreviations have no part in a name.
    """
    capitals = [i for i, word in enumerate(words) if word.text[0].isupper() and not word.text.isupper()]
    if not capitals:
        return ()
    start = capitals.pop()
    while capitals and capitals[-1] >= max(1, start - 3):
        start = capitals.pop()
    return words[start:]


@cache
def _function_words() -> frozenset[str]:
    return frozenset(column("function_words", "word"))


@lru_cache(maxsize=65536)
def _without_tone(syllable: str) -> str:
    parts = (c for c in unicodedata.normalize("NFD", syllable) if c not in TONES.values())
    return unicodedata.normalize("NFC", "".join(parts))
