"""Sentence boundaries in Vietnamese official prose."""

import re

from corpus.language.letters import UPPER
from corpus.records import Span

# A stop ends a sentence before white space and a capital, a digit, a dash or a quote. It does not after an
# enumerator ("1. Kết quả") or an abbreviation of names ("TP. Hồ Chí Minh", "ThS. Lê").
_END = re.compile(rf"[.!?…]+[\"”’)]*(?=\s+[{UPPER}0-9–\-+“\"(])|[.!?…]+\s*$")
_NOT_END = re.compile(
    r"(?:^|\s)(?:TP|Tp|TX|Tx|TT|Tt|ThS|TS|PGS|GS|BS|KS|CN|Q|P|đ/c|Đ/c|[IVXLC]{1,4})$|^\s*(?:\d{1,2}|[a-zđA-ZĐ])$"
)


def sentences(text: str, offset: int = 0) -> list[Span]:
    """The sentences of one paragraph, in order, without the white space between them."""
    spans, start = [], 0
    for match in _END.finditer(text):
        if _NOT_END.search(text, start, match.start()) and match.end() < len(text):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [span for s, e in spans if (span := _trim(text, s, e, offset)) is not None]


def _trim(text: str, start: int, end: int, offset: int) -> Span | None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    first = start + piece.index(stripped[0])
    return Span(first + offset, first + len(stripped) + offset)
