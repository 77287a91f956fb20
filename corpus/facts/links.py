"""A figure's link to another one, and what the rules see of a sentence while they make it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.facts.clauses import Piece
from corpus.facts.stretch import Marker, Stretch
from corpus.facts.units import unit_kind
from corpus.language.lexicon import canonical_terms
from corpus.records import Relation, Status

LEAD, TRAIL = 80, 60
_LOOK_BACK = 24


@dataclass(frozen=True, slots=True)
class Link:
    """A figure's relation; `parent` is a position in the list of pieces, None where the sentence names none.

    `outside` marks a part whose whole stands in the sentence before. `status` and `place` are given where the
    relation decides them; `previous` and `yearly` tell of its period; `beside` is a figure that shares its subject;
    `rule` names the rule for those who mend it.
    """

    relation: Relation = Relation.NONE
    parent: int | None = None
    direction: int = 0
    yardstick: str = ""
    rule: str = ""
    outside: bool = False
    status: Status | None = None
    place: str = ""
    previous: bool = False
    yearly: bool = False
    beside: int | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the figure is a value of its own, no change, rate or earlier value."""
        return self.relation in (Relation.NONE, Relation.PART)


@dataclass
class View:
    """What the rules see of figure `i`: its lead, its trail, its subject, and the links made so far."""

    stretch: Stretch
    pieces: Sequence[Piece]
    heads: Sequence[str]
    links: list[Link] = field(default_factory=list)
    i: int = 0
    lead: str = ""
    trail: str = ""

    def look_at(self, i: int) -> None:
        """Turn to figure `i`: its lead is what stands before it in its clause, its trail what stands after."""
        self.i = i
        text, piece = self.stretch.text, self.pieces[i]
        start, end = piece.quantity.span.start, piece.quantity.span.end
        self.lead = self._lead(max(piece.own.start, piece.bracket + 1, start - LEAD), start)
        self.trail = text[end : min(piece.clause.end, end + TRAIL)]

    def _lead(self, low: int, start: int) -> str:
        """The words before the figure; over a bracket right before it ("cách chỉ tiêu (93,5%) 2,2 điểm")."""
        text, first = self.stretch.text, self.stretch.sentence.start
        lead = text[low:start]
        if lead.strip() or text[max(0, low - 2) : low].strip() != ")":
            return lead
        opened = text.rfind("(", max(first, low - LEAD), low)
        return text[max(first, opened - LEAD) : opened] if opened > 0 else lead

    @property
    def piece(self) -> Piece:
        """The figure at work."""
        return self.pieces[self.i]

    @property
    def kind(self) -> str:
        """Its unit's kind."""
        return self.kind_of(self.i)

    @property
    def head(self) -> str:
        """Its own subject, "" where it has none."""
        return self.heads[self.i]

    @property
    def opening(self) -> str:
        """The wording before the figure from the start of its own piece."""
        piece = self.piece
        return self.stretch.text[
            max(piece.own.start, piece.quantity.span.start - 2 * LEAD) : piece.quantity.span.start
        ]

    @property
    def before_bracket(self) -> str:
        """The words before the bracket that the figure stands in."""
        bracket = self.piece.bracket
        return self.stretch.text[max(self.stretch.sentence.start, bracket - TRAIL) : max(0, bracket)]

    def kind_of(self, j: int) -> str:
        """The unit's kind of figure `j`."""
        return unit_kind(self.pieces[j].quantity.unit)

    def between(self, j: int) -> str:
        """What stands between figure `j` and the one after it."""
        return self.stretch.text[self.pieces[j].quantity.span.end : self.pieces[j + 1].quantity.span.start]

    def earlier(self) -> range:
        """Positions of the figures before this one, nearest first, as far back as a reader looks."""
        return range(self.i - 1, max(-1, self.i - 1 - _LOOK_BACK), -1)

    def beside(self) -> list[int]:
        """The earlier figures with no semicolon between them and this one."""
        return [j for j in self.earlier() if not self.semicolon_after(self.pieces[j].quantity.span.end)]

    def semicolon_after(self, start: int) -> bool:
        """Whether a semicolon stands between `start` and the figure."""
        marks = self.stretch.semicolons
        at = bisect_left(marks, start)
        return at < len(marks) and marks[at] < self.piece.quantity.span.start

    def markers(self) -> Sequence[Marker]:
        """The part markers before the figure, in order, as many as a reader keeps in mind."""
        start = self.piece.quantity.span.start
        at = bisect_left(self.stretch.markers, start, key=lambda marker: marker.start)
        return self.stretch.markers[max(0, at - _LOOK_BACK) : at]

    def same_unit(self, j: int) -> bool:
        """Whether figure `j` counts what this one does."""
        return same_unit(self.pieces[j], self.piece)

    def same_noun(self, j: int) -> bool:
        """Whether figure `j` counts what this one does, or a kind of it ("5 vụ tai nạn …; giảm 2 vụ")."""
        return self.same_unit(j) or unit_key(self.pieces[j].quantity.unit).startswith(
            f"{unit_key(self.piece.quantity.unit)} "
        )


def same_unit(a: Piece, b: Piece) -> bool:
    """Whether two figures count the same thing, however it is written; a bare number fits any."""
    return unit_key(a.quantity.unit) == unit_key(b.quantity.unit) or not b.quantity.unit


@lru_cache(maxsize=4096)
def unit_key(unit: str) -> str:
    """A unit in its canonical wording, abbreviations spelled out."""
    return " ".join(term.folded for term in canonical_terms(unit)) or unit
