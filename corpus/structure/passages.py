"""Passages: paragraph-sized pieces of even length, the unit of retrieval and citation.

Even lengths of about 100–150 syllables matter more to BM25 than any tokeniser (measured, see docs/decisions),
so long paragraphs are cut between sentences and runs of very short lines are put together.
"""

from bisect import bisect_left
from collections.abc import Sequence

from corpus.records import Passage, Span
from corpus.structure.paragraphs import Paragraph
from corpus.structure.placing import PlacedTable, chunks
from corpus.structure.sentences import sentences

TARGET_SYLLABLES = 120
_SHORT = 12


def split_passages(
    text: str, paragraphs: list[Paragraph], tables: Sequence[PlacedTable] = ()
) -> tuple[Passage, ...]:
    """Passages in reading order; each is an exact slice of `text`. A table's carry its caption as a heading."""
    pieces: list[tuple[Span, tuple[str, ...]]] = []
    starts = [placed.table.span.start for placed in tables]
    for paragraph in paragraphs:
        short = _syllables(text, paragraph.span) <= _SHORT
        joins = short and pieces and pieces[-1][1] == paragraph.headings and _room(text, pieces[-1][0])
        if joins and bisect_left(starts, pieces[-1][0].end) == bisect_left(starts, paragraph.span.start):
            pieces[-1] = (Span(pieces[-1][0].start, paragraph.span.end), paragraph.headings)
        else:
            pieces.extend((span, paragraph.headings) for span in _cut(text, paragraph.span))
    for placed in tables:
        headings = (*placed.headings, placed.caption) if placed.caption else placed.headings
        pieces.extend((span, headings) for span in chunks(text, placed.table, TARGET_SYLLABLES))
    pieces.sort(key=lambda piece: piece[0].start)
    return tuple(
        Passage(ordinal, span, span.of(text), headings) for ordinal, (span, headings) in enumerate(pieces, 1)
    )


def _room(text: str, span: Span) -> bool:
    """Whether a passage made of short lines may take another one."""
    wording = span.of(text)
    return _syllables(text, span) < TARGET_SYLLABLES // 2 and wording[-1] not in ".;"


def _cut(text: str, span: Span) -> list[Span]:
    """One paragraph as spans of about TARGET_SYLLABLES, cut between sentences only."""
    spans = sentences(span.of(text), span.start)
    total = _syllables(text, span)
    if total <= TARGET_SYLLABLES * 3 // 2 or len(spans) < 2:
        return [span]
    goal = total / round(total / TARGET_SYLLABLES)
    pieces = [spans[0]]
    for sentence in spans[1:]:
        if _syllables(text, pieces[-1]) + _syllables(text, sentence) / 2 < goal:
            pieces[-1] = Span(pieces[-1].start, sentence.end)
        else:
            pieces.append(sentence)
    return pieces


def _syllables(text: str, span: Span) -> int:
    return text.count(" ", span.start, span.end) + 1
