"""One sentence at work: its mentions and marks, found once, and what it inherits from the paragraph so far."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Protocol, TypeVar

from corpus.facts.cues import target_pattern
from corpus.facts.masks import Mentions
from corpus.language.normalise import fold
from corpus.language.periods import PeriodMention
from corpus.language.phrases import table_pattern
from corpus.language.places import PlaceMention
from corpus.language.rows import rows
from corpus.language.tones import normal_tones
from corpus.records import Metadata, Period, Span, Status

_BLANKS = re.compile(r"\s+")

_NO_TIME = re.compile(
    r"(?<!\w)(?:trước|(?<!dịch )(?<!nhiệm )(?:niên )?vụ(?: [^\W\d_]+){0,4}|giá (?:so sánh|cố định)(?: năm)?)\s+$",
    re.IGNORECASE,
)
_LONGEST_NAME = 32
_LONGEST_BRACKET = 120
_LONGEST_ASIDE = 120
NOW = re.compile(r"(?<!\w)(?:hiện nay|hiện có|hiện tại|hiện|đến nay|tới nay)(?!\w)", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:trong đó|bao gồm|gồm)(?!\w)", re.IGNORECASE)
_MARK = re.compile(r"[;()]")


class _Standing(Protocol):
    @property
    def span(self) -> Span: ...


_T = TypeVar("_T", bound=_Standing)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a paragraph inherits: the report's metadata, its headings, the period of the sentence before.

    `whole` is the position in the report of the figure that a sentence opened by "Trong đó" divides, `compared` the
    period that changes are compared with.
    """

    metadata: Metadata
    headings: tuple[str, ...]
    carried: Period | None = None
    whole: int | None = None
    compared: Period | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells the status of the figures after it ("ước", "phấn đấu", "đến nay")."""

    status: Status
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marker:
    """A word that opens parts of a whole ("trong đó", "gồm"); `rest` where it names what is left ("còn lại")."""

    start: int
    end: int
    rest: bool
    listed: bool


@dataclass(frozen=True)
class Stretch:
    """One sentence of `text` (the whole report's); `first_figure` is where its first figure starts."""

    text: str
    sentence: Span
    mentions: Mentions
    setting: Setting
    first_figure: int = 0

    @cached_property
    def usual(self) -> str:
        """The sentence with normal tones; its characters stand `sentence.start` later in the report."""
        return normal_tones(self.sentence.of(self.text))

    @cached_property
    def periods(self) -> list[PeriodMention]:
        """The periods of the sentence that can say when a figure holds."""
        barred = {m.span.start for m in (*self.mentions.dated, *self.mentions.compared)}
        return [
            m
            for m in within(self.mentions.periods, self.sentence)
            if m.span.start not in barred and not self._is_no_time(m.span)
        ]

    def _is_no_time(self, span: Span) -> bool:
        """Whether a period is a deadline ("trước ngày 15/4"), the name of a crop ("vụ đông xuân 2021-2022") or the
        base year of prices ("giá so sánh 2010")."""
        return bool(_NO_TIME.search(self.text, max(0, span.start - _LONGEST_NAME), span.start))

    @cached_property
    def compared(self) -> list[PeriodMention]:
        """The periods of the sentence that figures are compared with."""
        return within(self.mentions.compared, self.sentence)

    @cached_property
    def places(self) -> list[PlaceMention]:
        """The places that the sentence names."""
        return within(self.mentions.places, self.sentence)

    @cached_property
    def semicolons(self) -> list[int]:
        """Where its semicolons stand, those in brackets and before "trong đó" left out."""
        found, depth = [], 0
        for match in _MARK.finditer(self.text, self.sentence.start, self.sentence.end):
            if match.group() == ";":
                goes_on = _GOES_ON.match(self.text, match.end())
                found += [match.start()] if depth <= 0 and not goes_on else []
            else:
                depth += 1 if match.group() == "(" else -1
        return found

    @cached_property
    def is_now(self) -> bool:
        """Whether it speaks of the time of the report ("hiện nay")."""
        return NOW.search(self.text, self.sentence.start, self.sentence.end) is not None

    @cached_property
    def cues(self) -> list[Cue]:
        """Its status cues in order."""
        base = self.sentence.start
        return [
            Cue(_statuses()[_key(m.group())], m.start() + base, m.end() + base)
            for m in target_pattern("statuses").finditer(self.usual)
            if not self._is_aside(m.start(), m.end())
        ]

    def _is_aside(self, start: int, end: int) -> bool:
        """Whether a cue names a yardstick ("… % kế hoạch năm") or stands in a bracket ("(kế hoạch năm: 5)")."""
        text = self.usual
        if text[max(0, start - 8) : start].endswith(("%", "% ", "so với ")):
            return True
        opened = text.rfind("(", max(0, start - _LONGEST_BRACKET), start)
        return opened >= 0 and ")" not in text[opened:start] and ")" in text[end : end + _LONGEST_BRACKET]

    @cached_property
    def markers(self) -> list[Marker]:
        """Its part markers in order."""
        base, found = self.sentence.start, []
        for m in table_pattern("parts").finditer(self.usual):
            listed = self.usual[m.end() : m.end() + 2].lstrip().startswith(":")
            found.append(Marker(m.start() + base, m.end() + base, _key(m.group()) in _rests(), listed))
        return found


def within(items: Sequence[_T], span: Span) -> list[_T]:
    """The items, in order of their start, that lie within `span`."""
    low = bisect_left(items, span.start, key=_start)
    high = bisect_left(items, span.end, key=_start)
    return [item for item in items[low:high] if item.span.end <= span.end]


def in_closed_bracket(stretch: Stretch, span: Span, start: int) -> bool:
    """Whether a period stands in a bracket that is closed before the figure."""
    return (
        in_bracket(stretch, span) and stretch.text.find(")", span.end, min(start, span.end + _LONGEST_ASIDE)) >= 0
    )


def in_bracket(stretch: Stretch, span: Span) -> bool:
    """Whether a bracket is open where a span begins."""
    low = max(stretch.sentence.start, span.start - _LONGEST_ASIDE)
    opened = stretch.text.rfind("(", low, span.start)
    return opened >= 0 and stretch.text.rfind(")", low, span.start) < opened


def last_before(items: Sequence[_T], at: int) -> int:
    """The position in `items` of the last one that starts before `at`, -1 if none."""
    return bisect_left(items, at, key=_start) - 1


def _start(item: _Standing) -> int:
    return item.span.start


@cache
def _statuses() -> dict[str, Status]:
    return {_key(row["phrase"]): Status(row["status"]) for row in rows("statuses")}


@cache
def _rests() -> frozenset[str]:
    return frozenset(_key(row["phrase"]) for row in rows("parts") if row["rest"])


def _key(phrase: str) -> str:
    return _BLANKS.sub(" ", fold(phrase))


def status_of(phrase: str) -> Status:
    """The status that a cue of statuses.csv means."""
    return _statuses()[_key(phrase)]
