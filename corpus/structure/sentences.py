"""Sentence boundaries in Vietnamese official prose."""

import re
from bisect import bisect_right
from functools import cache

from corpus.language.letters import LOWER, UPPER
from corpus.language.references import find_addresses
from corpus.language.rows import rows
from corpus.records import Span

# A run of stops with its closing marks, before white space and what may begin a sentence, before a capitalised word
# whose blank was forgotten ("kế hoạch.Năm 2019"), or at the end.
_STOP = re.compile(
    rf"[.!?…](?<![.!?…]{{2}})[.!?…]*+[\"”’)\]»]*+"
    rf"(?:(?=\s+[{UPPER}0-9–\-+“‘\"(\[«•*])|(?=[{UPPER}][{UPPER}{LOWER}])|\s*$)"
)
_ENUMERATOR = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđA-ZĐ]|[IVXLC]{1,6}(?:\.\d{1,2}){0,3}")
_NUMERAL = re.compile(r"\d{1,3}[a-zđ]?|[IVXLC]{1,6}")
_LOWER, _UPPER = frozenset(LOWER), frozenset(UPPER)
# What a stop without a blank after it may follow ("5%.Trong", "(2 lần).Sau", "nghèo,…Tập trung").
_CLOSED = _LOWER | frozenset("0123456789%)]”»²³")
_LONGEST_WORD = 24


def sentences(text: str, offset: int = 0) -> list[Span]:
    """The sentences of one paragraph, in order, without the white space between them.

    A stop ends none after an enumerator ("1. Kết quả", "Điều 5. Phạm vi"), after an abbreviation of
    data/stop_abbreviations.csv ("TP. Hồ Chí Minh", "PGS.TS. Lê"), or inside an address. Linear in the length of
    the text.
    """
    spans: list[Span] = []
    addresses: list[Span] | None = None
    head = _after_blanks(text, 0)
    for match in _STOP.finditer(text):
        if match.end() < len(text):
            if not _ends(text, head, match):
                continue
            if not text[match.end()].isspace():
                addresses = find_addresses(text) if addresses is None else addresses
                if _within(match.start(), addresses):
                    continue
        _add(spans, text, head, match.end(), offset)
        head = _after_blanks(text, match.end())
    _add(spans, text, head, len(text), offset)
    return spans


def _ends(text: str, head: int, match: re.Match[str]) -> bool:
    """Whether the stop ends the sentence that begins at `head`."""
    at = match.start()
    if not (text[match.end()].isspace() or _closes(text, match)) or _goes_on(text, match):
        return False
    word = text[max(head, at - _LONGEST_WORD) : at].rsplit(None, 1)[-1:]
    token = word[0].lstrip("(“\"'[") if word else ""
    if token in _words("abbreviation") or (
        "." in token and all(p in _words("abbreviation") for p in token.split("."))
    ):
        return False
    return not _is_enumerator(text, head, at, token)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether an open list in brackets stands before its figure ("Nhuyễn thể (sò, hến...) 128.560 tấn")."""
    listed = match.group().startswith(("...", "…")) and match.group().endswith(")")
    return listed and text[match.end() :].lstrip()[:1].isdigit()


def _closes(text: str, match: re.Match[str]) -> bool:
    """Whether a stop with no blank after it stands between words and not inside one ("UBND.VX", "V.I.Lênin")."""
    at, following = match.start(), text[match.end() + 1]
    if at == 0 or match.group()[:1] == "…" or match.group().startswith("..."):
        return True
    before = text[at - 1]
    return before in _CLOSED or (following in _LOWER and at > 1 and {before, text[at - 2]} <= _UPPER)


def _is_enumerator(text: str, head: int, at: int, token: str) -> bool:
    """Whether the stop at `at` follows what numbers the sentence and not its last word ("II.", "Phần I.")."""
    if at - head == len(token):
        return bool(_ENUMERATOR.fullmatch(token))
    before = text[head : min(at, head + _LONGEST_WORD)][: -len(token) or None] if at - head <= _LONGEST_WORD else ""
    return " ".join(before.split()) in _words("division") and bool(_NUMERAL.fullmatch(token))


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(row["phrase"] for row in rows("stop_abbreviations") if row["role"] == role)


def _within(position: int, spans: list[Span]) -> bool:
    i = bisect_right(spans, position, key=lambda span: span.start) - 1
    return i >= 0 and position < spans[i].end


def _after_blanks(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _add(spans: list[Span], text: str, start: int, end: int, offset: int) -> None:
    """Add the sentence from `start`, the white space at its end left out; nothing where that is all."""
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append(Span(start + offset, end + offset))
