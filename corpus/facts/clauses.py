"""The wording that belongs to each figure of a sentence.

Every figure gets its `own` wording (the comma-bounded piece about it) and its `clause` (up to the next
semicolon, colon or bracket). Between two figures of one piece the cut is made where the grammar allows it:
before a conjunction that leads to the second figure, at a comma, at a connective, else right after the first
figure's unit.
"""

import re
from dataclasses import dataclass
from functools import cache

from corpus.language.phrases import any_of
from corpus.language.rows import column
from corpus.records import Quantity, Span

_HARD = re.compile(r"[;()]|:(?=\s)|(?<=\s)[–-](?=\s)")
_BRACKET = re.compile(r"\([^()]{0,120}\)")
_COMMA = re.compile(r",(?=\s)")
_LEADING_AND = re.compile(r"\s(?:và|với|cùng|trong đó|gồm|bao gồm)(?=\s(?:\S+\s){0,2}\S*$)")
_FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A figure with the spans of its wording, and how deep in brackets it stands."""

    quantity: Quantity
    own: Span
    clause: Span
    depth: int


@cache
def _connective() -> re.Pattern[str]:
    return re.compile(rf"\s(?P<word>{any_of(column('connectives', 'word'))})(?=\s)", re.IGNORECASE)


def cut_pieces(text: str, sentence: Span, quantities: list[Quantity], periods: list[Span]) -> list[Piece]:
    """One piece a figure, in order; `text` is the whole report's, `periods` where it names periods."""
    spans = [*(q.span for q in quantities), *periods, *_plain_brackets(text, sentence, quantities)]
    marks = (m.start() for m in _HARD.finditer(text, sentence.start, sentence.end))
    hard = [mark for mark in marks if not any(s.start <= mark < s.end for s in spans)]
    bounds = _bounds(text, sentence, quantities, hard)
    pieces = []
    for quantity, (start, end) in zip(quantities, bounds, strict=True):
        clause = Span(*_trim(text, start, end))
        own_start = _own_start(text, clause.start, quantity.span.start)
        pieces.append(Piece(quantity, Span(own_start, clause.end), clause, _depth(text, sentence, quantity)))
    return pieces


def _plain_brackets(text: str, sentence: Span, quantities: list[Quantity]) -> list[Span]:
    """Brackets without a figure ("(PAR INDEX)"): they explain a word and end no clause."""
    brackets = (Span(m.start(), m.end()) for m in _BRACKET.finditer(text, sentence.start, sentence.end))
    return [b for b in brackets if not any(b.holds(q.span) for q in quantities)]


def _bounds(text: str, sentence: Span, quantities: list[Quantity], hard: list[int]) -> list[tuple[int, int]]:
    """Start and end of each figure's clause; neighbours never overlap."""
    bounds = []
    for i, quantity in enumerate(quantities):
        start = _clause_start(text, sentence, quantity, hard)
        if i and quantities[i - 1].span.end > start:
            start = _cut(text, quantities[i - 1], quantity)
        end = min((h for h in hard if h >= quantity.span.end), default=sentence.end)
        if i + 1 < len(quantities) and quantities[i + 1].span.start < end:
            end = _cut(text, quantity, quantities[i + 1])
        bounds.append((start, end))
    return bounds


def _clause_start(text: str, sentence: Span, quantity: Quantity, hard: list[int]) -> int:
    """After the mark before the figure; a colon right before it belongs to its label ("Giải thể: 09")."""
    marks = [h for h in hard if h < quantity.span.start]
    if marks and text[marks[-1]] == ":" and len(text[marks[-1] : quantity.span.start].split()) <= _FEW_WORDS:
        marks.pop()
    return marks[-1] + 1 if marks else sentence.start


def _cut(text: str, first: Quantity, second: Quantity) -> int:
    """Where the wording of `first` ends and that of `second` begins."""
    low, high = first.span.end, second.span.start
    if low >= high:
        return high
    if match := _last(_LEADING_AND, text, low, high):
        return match.start()
    if match := _last(_COMMA, text, low, high):
        return match.end()
    connectives = {m["word"].lower(): m.start() for m in _connective().finditer(text[:high], low)}
    by_rank = (word for word in column("connectives", "word") if word in connectives)
    return connectives.get(next(by_rank, ""), low)


def _last(pattern: re.Pattern[str], text: str, low: int, high: int) -> re.Match[str] | None:
    return max(pattern.finditer(text[:high], low), key=lambda m: m.start(), default=None)


def _own_start(text: str, clause_start: int, figure_start: int) -> int:
    """After the last comma before the figure that leaves at least a few words of it."""
    commas = [m.end() for m in _COMMA.finditer(text, clause_start, figure_start)]
    for comma in reversed(commas):
        if len(text[comma:figure_start].split()) >= _FEW_WORDS:
            return _trim(text, comma, figure_start)[0]
    return clause_start


def _depth(text: str, sentence: Span, quantity: Quantity) -> int:
    before = text[sentence.start : quantity.span.start]
    return max(0, before.count("(") - before.count(")"))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:.–-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:."):
        end -= 1
    return start, end
