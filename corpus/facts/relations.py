"""How the figures of a sentence stand to each other: delta, rate of plan, share, part.

A figure in brackets belongs to the one before them with its unit; "đạt 109% kế hoạch" to the nearest figure that
is no rate itself; what follows "trong đó" or "gồm" is part of the figure before the marker.
"""

import re
from dataclasses import dataclass
from functools import cache

from corpus.facts.clauses import Piece
from corpus.facts.quantities import unit_kind
from corpus.language.normalise import fold
from corpus.language.phrases import table_pattern
from corpus.language.rows import rows
from corpus.records import Relation

_SHARE = re.compile(r"(?<!\w)(?:chiếm|tương đương)(?:\s+tỷ lệ)?\s*$", re.IGNORECASE)
_MORE = re.compile(r"(?<!\w)thêm(?:\s+được)?\s*$", re.IGNORECASE)
_ACRONYMS = {"htx": "hop tac xa", "dn": "doanh nghiep", "tht": "to hop tac", "tthc": "thu tuc hanh chinh"}


@dataclass(frozen=True, slots=True)
class Link:
    """A figure's relation; `parent` is a position in the list of pieces, None where the sentence names none."""

    relation: Relation = Relation.NONE
    parent: int | None = None
    direction: int = 0
    yardstick: str = ""


@cache
def _signs() -> dict[str, int]:
    return {row["phrase"]: int(row["sign"]) for row in rows("directions")}


@cache
def _yardsticks() -> dict[str, str]:
    return {fold(row["phrase"]): row["yardstick"] for row in rows("yardsticks")}


def link_pieces(text: str, pieces: list[Piece]) -> list[Link]:
    """A link for each piece of one sentence, in order."""
    links: list[Link] = []
    for i, piece in enumerate(pieces):
        links.append(_link(text, pieces, links, i, piece))
    return links


def _link(text: str, pieces: list[Piece], links: list[Link], i: int, piece: Piece) -> Link:
    before = text[piece.own.start : piece.quantity.span.start]
    after = text[piece.quantity.span.end : piece.clause.end]
    direction = _direction(before)
    yardstick = _yardstick(after)
    percent = unit_kind(piece.quantity.unit) == "percent"
    if direction and (i or "cùng kỳ" in after or _MORE.search(before)):
        return Link(Relation.DELTA, _changed(pieces, links, i), direction, yardstick)
    if percent and yardstick in ("kế hoạch", "dự toán", "chỉ tiêu"):
        return Link(Relation.RATE, _nearest(pieces, links, i, figures_only=True), 0, yardstick)
    if i == 0:
        return Link(direction=direction, yardstick=yardstick)
    if percent and _SHARE.search(before):
        return Link(Relation.SHARE, _nearest(pieces, links, i, figures_only=True))
    if piece.depth > pieces[i - 1].depth or (piece.depth and piece.depth == pieces[i - 1].depth):
        return _bracketed(pieces, i, before)
    marker = _open_marker(text, pieces[0].clause.start, piece.quantity.span.start)
    if marker is not None:
        return Link(Relation.PART, _whole(pieces, links, i, marker))
    return Link()


def _direction(before: str) -> int:
    """+1 for "tăng", -1 for "giảm" right before the figure, else 0."""
    match = max(table_pattern("directions").finditer(before), key=lambda m: m.start(), default=None)
    if match is None or len(before[match.end() :].split()) > 2:
        return 0
    return _signs()[re.sub(r"\s+", " ", match.group().lower())]


def _yardstick(after: str) -> str:
    match = table_pattern("yardsticks").search(after[:60])
    return _yardsticks()[fold(re.sub(r"\s+", " ", match.group()))] if match else ""


def _bracketed(pieces: list[Piece], i: int, before: str) -> Link:
    parent = _before_bracket(pieces, i)
    if table_pattern("yardsticks").search(before):
        return Link(Relation.PLAN, parent)
    return Link(Relation.PART, parent)


def _before_bracket(pieces: list[Piece], i: int) -> int | None:
    """The figure that the bracket of piece `i` explains: outside it, of the same unit if there is one."""
    outside = [j for j in range(i) if pieces[j].depth < pieces[i].depth]
    same = [j for j in outside if _same_unit(pieces[j], pieces[i])]
    return same[-1] if same else (outside[-1] if outside else None)


def _changed(pieces: list[Piece], links: list[Link], i: int) -> int | None:
    """What a delta is of: the nearest earlier figure of its unit that is no delta, else of any unit."""
    candidates = [j for j in range(i) if links[j].relation not in (Relation.DELTA, Relation.RATE)]
    same = [j for j in candidates if _same_unit(pieces[j], pieces[i])]
    return same[-1] if same else (candidates[-1] if candidates else None)


def _nearest(pieces: list[Piece], links: list[Link], i: int, *, figures_only: bool) -> int | None:
    for j in range(i - 1, -1, -1):
        if links[j].relation in (Relation.DELTA, Relation.RATE) or pieces[j].depth > pieces[i].depth:
            continue
        if figures_only and unit_kind(pieces[j].quantity.unit) == "percent":
            continue
        return j
    return None


def _open_marker(text: str, start: int, end: int) -> int | None:
    """The last "trong đó" or "gồm" whose list still goes on: a semicolon ends it, unless a colon opened it."""
    markers = list(table_pattern("parts").finditer(text, start, end))
    if not markers:
        return None
    opened = text[markers[-1].end() : markers[-1].end() + 2].lstrip().startswith(":")
    if ";" in text[markers[-1].end() : end] and not opened:
        return None
    return markers[-1].start()


def _whole(pieces: list[Piece], links: list[Link], i: int, marker: int) -> int | None:
    """The whole that a part belongs to: before the marker, a total rather than a rate or a delta."""
    earlier = [
        j
        for j in range(i)
        if pieces[j].quantity.span.start < marker and links[j].relation not in (Relation.DELTA, Relation.RATE)
    ]
    same = [j for j in earlier if _same_unit(pieces[j], pieces[i])]
    return same[-1] if same else (earlier[-1] if earlier else None)


def _same_unit(a: Piece, b: Piece) -> bool:
    return _unit_key(a.quantity.unit) == _unit_key(b.quantity.unit) or not b.quantity.unit


def _unit_key(unit: str) -> str:
    key = fold(unit)
    return _ACRONYMS.get(key, key)
