"""The wording that belongs to each figure of a sentence.

Every figure gets its `own` wording (the comma-bounded piece about it) and its `clause` (up to the next
semicolon, colon or bracket). Between two figures of one piece the cut is made where the grammar allows it:
before a conjunction that leads to the second figure, at a comma, at a connective, else right after the first
figure's unit.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from corpus.facts.frames import unframed
from corpus.facts.units import coordinated_runs
from corpus.language.letters import UPPER
from corpus.language.phrases import any_of
from corpus.language.rows import column
from corpus.records import Quantity, Span

# A dash between small letters joins a compound ("kinh tế - xã hội") and ends no clause.
_HARD = re.compile(rf"[;()]|:(?=\s)|(?<=\s)(?<!\d\s)[–-](?=\s+[{UPPER}\d])")
_BRACKET = re.compile(r"\([^()]{0,120}\)")
_PAREN = re.compile(r"[()]")
_COMMA = re.compile(r",(?=\s)")
_LEADING_PART = re.compile(r"\s(?:(?:trong đó|gồm|bao gồm)(?=\s(?:\S+\s){0,2}\S*\Z)|(?:và|với|cùng)(?=\s\S*\Z))")
_LEADING_AND = re.compile(r"(?<!so)\s(?:và|với|cùng)(?=\s(?:\S+\s){1,2}\S*\Z)")
# "giáo dục, đào tạo và dạy nghề": what stands before the comma is one of the things that are joined.
_JOINED = re.compile(r"^\s*(?:[^\W\d]+\s+){1,4}và\s+[^\W\d]")
_MOST_JOINED_WORDS = 6
_FEW_WORDS = 3
# Nobody writes that many figures between a comma and the figure that it leads to.
_LONGEST_LEAD = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """A figure with the spans of its wording, how deep in brackets it stands and where that bracket opens.

    `reach` ends what may be said of the figure after it: past its clause where the same words lead to the next
    figure ("15 doanh nghiệp liên kết mở 01 cửa hàng").
    """

    quantity: Quantity
    own: Span
    clause: Span
    depth: int
    bracket: int = -1
    reach: int = 0


@cache
def _connective() -> re.Pattern[str]:
    return re.compile(rf"\s(?P<word>{any_of(column('connectives', 'word'))})(?=\s)", re.IGNORECASE)


def cut_pieces(text: str, sentence: Span, quantities: Sequence[Quantity], periods: Sequence[Span]) -> list[Piece]:
    """One piece a figure, in order; `text` is the whole report's, `periods` where it names periods."""
    hard = _hard_marks(text, sentence, quantities, periods)
    brackets = _open_brackets(text, sentence, quantities)
    pieces = []
    for quantity, bounds, opened in zip(
        quantities, _bounds(text, sentence, quantities, hard), brackets, strict=True
    ):
        start, end = _trim(text, *bounds)
        clause = Span(min(start, quantity.span.start), max(end, quantity.span.end))
        own_start = _own_start(text, clause.start, quantity.span.start)
        depth = len(opened)
        bracket = opened[-1] if opened else -1
        pieces.append(Piece(quantity, Span(own_start, clause.end), clause, depth, bracket, clause.end))
    return [_reaching(piece, pieces[i + 1 : i + 2]) for i, piece in enumerate(pieces)]


def _reaching(piece: Piece, following: Sequence[Piece]) -> Piece:
    """The piece, with the words that it shares with the next figure where nothing parts them."""
    shared = (
        following and piece.clause.end == piece.quantity.span.end and following[0].own.start - piece.clause.end < 2
    )
    return replace(piece, reach=following[0].quantity.span.start) if shared else piece


def _hard_marks(text: str, sentence: Span, quantities: Sequence[Quantity], periods: Sequence[Span]) -> list[int]:
    """The marks that end a clause, in order; those inside a figure, a period or a plain bracket do not."""
    spans = [*(q.span for q in quantities), *periods, *_plain_brackets(text, sentence, quantities)]
    spans.sort(key=lambda span: span.start)
    starts = [span.start for span in spans]
    furthest, reach = [], 0
    for span in spans:
        reach = max(reach, span.end)
        furthest.append(reach)
    marks = (m.start() for m in _HARD.finditer(text, sentence.start, sentence.end))
    return [m for m in marks if not (at := bisect_right(starts, m)) or furthest[at - 1] <= m]


def _plain_brackets(text: str, sentence: Span, quantities: Sequence[Quantity]) -> list[Span]:
    """Brackets without a figure ("(PAR INDEX)"): they explain a word and end no clause."""
    starts = [q.span.start for q in quantities]
    found = []
    for match in _BRACKET.finditer(text, sentence.start, sentence.end):
        at = bisect_left(starts, match.start())
        if at == len(starts) or starts[at] >= match.end():
            found.append(Span(match.start(), match.end()))
    return found


def _open_brackets(text: str, sentence: Span, quantities: Sequence[Quantity]) -> list[tuple[int, ...]]:
    """For each figure the brackets that are open where it starts, outermost first (the last three of them)."""
    parens = list(_PAREN.finditer(text, sentence.start, sentence.end))
    opened: list[int] = []
    found, at = [], 0
    for quantity in quantities:
        while at < len(parens) and parens[at].start() < quantity.span.start:
            if parens[at].group() == "(":
                opened.append(parens[at].start())
            elif opened:
                opened.pop()
            at += 1
        found.append(tuple(opened[-3:]))
    return found


def _bounds(
    text: str, sentence: Span, quantities: Sequence[Quantity], hard: Sequence[int]
) -> list[tuple[int, int]]:
    """Start and end of each figure's clause; neighbours never overlap."""
    cuts = [_cut(text, a, b) for a, b in pairwise(quantities)]
    starts = [_clause_start(text, sentence, quantity, hard) for quantity in quantities]
    bounds = []
    for i, quantity in enumerate(quantities):
        start = starts[i] if not i or quantities[i - 1].span.end <= starts[i] else cuts[i - 1]
        after = bisect_left(hard, quantity.span.end)
        end = hard[after] if after < len(hard) else sentence.end
        if i + 1 < len(quantities) and starts[i + 1] < min(end, quantities[i + 1].span.start):
            end = cuts[i]
        bounds.append((start, end))
    return bounds


def _clause_start(text: str, sentence: Span, quantity: Quantity, hard: Sequence[int]) -> int:
    """After the mark before the figure; a colon right before it belongs to its label ("Giải thể: 09")."""
    at = bisect_left(hard, quantity.span.start) - 1
    if at >= 0 and text[hard[at]] == ":" and _close(text, hard[at], quantity.span.start):
        at -= 1
    return hard[at] + 1 if at >= 0 else sentence.start


def _close(text: str, mark: int, start: int) -> bool:
    """Whether only a word or two stand between a colon and the figure."""
    return start - mark < 40 and len(text[mark:start].split()) <= _FEW_WORDS


def _cut(text: str, first: Quantity, second: Quantity) -> int:
    """Where the wording of `first` ends and that of `second` begins."""
    low, high = first.span.end, second.span.start
    if low >= high:
        return high
    if (match := _last(_LEADING_PART, text, low, high)) is not None:
        return match.start()
    if text[low] == "," and text[low + 1].isspace():  # the comma that ends the first figure
        return low + 1
    if (match := _last(_LEADING_AND, text, low, high)) is not None:
        return match.start()
    if (comma := _last_comma(text, low, high)) is not None:
        return comma
    connectives = {m["word"].lower(): m.start() for m in _connective().finditer(text, low, high)}
    by_rank = (word for word in column("connectives", "word") if word in connectives)
    return connectives.get(next(by_rank, ""), low)


def _last_comma(text: str, low: int, high: int) -> int | None:
    """After the last comma that joins no coordinated nouns."""
    commas = [match.end() for match in _COMMA.finditer(text, low, high)]
    runs = coordinated_runs(text, low, high) if commas else []
    apart = (c for c in reversed(commas) if not any(run.start < c <= run.end for run in runs))
    return next((c for c in apart if not _is_tail(text[c:high])), None)


def _last(pattern: re.Pattern[str], text: str, low: int, high: int) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text, low, high):
        found = match
    return found


def _own_start(text: str, clause_start: int, figure_start: int) -> int:
    """After the last comma before the figure that leaves at least a few words of it."""
    low = max(clause_start, figure_start - _LONGEST_LEAD)
    commas = [match.end() for match in _COMMA.finditer(text, low, figure_start)]
    runs = coordinated_runs(text, low, figure_start) if commas else []
    runs += [Span(m.start(), m.end()) for m in _BRACKET.finditer(text, low, figure_start)] if commas else []
    commas = [comma for comma in commas if not any(run.start < comma <= run.end for run in runs)]
    for i, comma in reversed(list(enumerate(commas))):
        piece = text[comma:figure_start]
        before = text[commas[i - 1] if i else low : comma - 1]
        if len(piece.split()) >= _FEW_WORDS and not _is_tail(piece) and not _is_joined(before, piece):
            return _trim(text, comma, figure_start)[0]
    return clause_start


def _is_joined(before: str, piece: str) -> bool:
    """Whether a piece goes on with the things that the piece before it begins to join."""
    words = before.split()
    return bool(_JOINED.match(piece)) and len(words) <= _MOST_JOINED_WORDS and not any(map(str.isdigit, before))


def _is_tail(piece: str) -> bool:
    """Whether a piece is the tail of a coordination ("chế biến, chế tạo tăng 7%"): a word or two and a verb."""
    noun = unframed(piece)
    words = len(noun.split())
    return words in (1, 2) and words < len(piece.split()) and piece.strip().startswith(noun)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:.–-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:."):
        end -= 1
    return start, end
