"""What is lifted out of a question before its content is read: places, times, whose figure it is to be, cues."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from bot.answering.attribution import Attribution, find_attribution
from bot.answering.bodies import find_bodies
from bot.answering.cues import Cue, cue_at
from bot.answering.gazetteer import Named
from bot.answering.known import Known
from bot.answering.times import Times, read_times
from bot.answering.typed import Wording
from corpus.language.phrase_table import Match
from corpus.language.tokens import Token, tokenise

_LONGEST_WORD = 4
_PERCENT = re.compile(r"%|phần trăm", re.IGNORECASE)
REACHING = frozenset({"thành", "vượt", "đạt"})


@dataclass(frozen=True, slots=True)
class Lifted:
    """A question mended, with what was lifted out of it: places, times, cues, `bodies` as stretches of tokens."""

    original: str
    wording: Wording
    places: list[Named]
    times: Times
    tokens: list[Token]
    cues: list[Match[Cue]]
    told: Attribution | None
    passing: list[Named]
    bodies: list[tuple[int, int]]

    @property
    def text(self) -> str:
        """The wording that all offsets count on."""
        return self.wording.text

    @property
    def roles(self) -> list[str]:
        """The roles of the cues in order."""
        return [cue.value.role for cue in self.cues]

    @property
    def is_worked_out(self) -> bool:
        """Whether figures are to be compared, followed or ranked."""
        return bool({"more", "less", "most", "least", "trend", "difference"} & set(self.roles))

    @property
    def in_percent(self) -> bool:
        """Whether per cent are named."""
        return bool({"percent", "share"} & set(self.roles)) or bool(_PERCENT.search(self.text))


def lift(original: str, wording: Wording, known: Known, year: int | None) -> Lifted:
    text = wording.text
    times = read_times(text, year)
    places = known.gazetteer.find(text, strict=wording.strict)
    told = find_attribution(text)
    places = [p for p in places if told is None or not told.span.holds(p.span)] or places
    passing = [place for place in places if not place.is_told]
    places = [place for place in places if place.is_told]
    hidden = [*times.spans, *(place.span for place in places), *([told.span] if told else [])]
    tokens = [t for t in tokenise(text) if not any(s.start <= t.start < s.end for s in hidden)]
    bodies = find_bodies(tokens, strict=wording.strict)
    return Lifted(
        original,
        wording,
        places,
        times,
        tokens,
        _cues_of(tokens, known, bodies, wording.guessed),
        told,
        passing,
        bodies,
    )


def _cues_of(
    tokens: Sequence[Token], known: Known, bodies: Sequence[tuple[int, int]], guessed: Set[str]
) -> list[Match[Cue]]:
    """The cues of a question in order, none inside a longer word or a name: "định" asks for a plan, "định danh"
    does not. "dat muc tieu" sets a target: `guessed` are the syllables whose marks were restored."""
    found: list[Match[Cue]] = []
    ends = dict(bodies)
    i = 0
    while i < len(tokens):
        if i in ends:
            i = ends[i]
            continue
        cue = cue_at(tokens, i, strict=True)
        word = known.word_length(tokens[i : i + _LONGEST_WORD])
        asked_whether = bool(found) and found[-1].end == i and found[-1].value.role == "yesno"
        reached = i > 0 and tokens[i - 1].exact not in guessed and _is_reached(tokens, i)
        if cue is not None and cue.value.role == "plan" and not asked_whether and reached:
            cue = None
        if cue is not None and cue.end >= i + word:
            found.append(cue)
            i = cue.end
        else:
            i += word
    return found


def _is_reached(tokens: Sequence[Token], i: int) -> bool:
    """Whether a plan is what was reached ("huyện hoàn thành dự toán"), and no target or rate is asked for."""
    in_percent = any(t.exact == "trăm" for t in tokens)
    return i > 0 and tokens[i - 1].exact in REACHING and not in_percent
