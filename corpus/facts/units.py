"""Units after a number: listed ones with their per-unit tails ("triệu đồng/người/năm"), else the noun there."""

import re
from functools import cache, lru_cache

from corpus.language.phrases import any_of
from corpus.language.rows import alternatives, column, rows
from corpus.language.words import Words
from corpus.records import Span

# A tail with a number of its own is a rate only per a round one ("/10.000 dân"); "1.738 hộ/7.446 người" are two.
_RATE_TAIL = re.compile(
    r"(?:\s?/\s?(?:10{1,2}(?:\.?000){0,2}\s+|100\s+)?[^\W\d_]+[23²³]?(?:\s(?=người|dân|khách|năm|hộ)[^\W\d_]+)?)+"
)
_HEAD = re.compile(r"[/,]")
# "1,4 dược sĩ đại học/10.000 dân": the rate may stand after the noun's attribute.
_ATTRIBUTED_RATE = re.compile(
    r"(?:\s[^\W\d_]+){0,3}\s?/\s?(?:10{1,2}(?:\.?000){0,2}\s+|vạn\s)[^\W\d_]+(?:\s(?:gái|trai))?"
)
_BLANKS = re.compile(r"\s+")
_COUNTERS = re.compile(r"\s*(?:số|tổng số|tổng)\s+(?=\w)", re.IGNORECASE)


@cache
def _unit() -> re.Pattern[str]:
    """A listed unit; what counts things may stand in any case ("21 Sở"), a measure only in its own (MW, m)."""
    ordered = sorted(_kinds(), key=lambda unit: (-len(unit), unit))
    choices = (f"(?i:{any_of([u])})" if _kinds()[u] == "count" else any_of([u]) for u in ordered)
    return re.compile(rf"\s*(?P<unit>{'|'.join(choices)})(?!\w)")


@cache
def _coordinated() -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    """Nouns that are counted together ("12 xã, phường, thị trấn"), and what goes on a run of them."""
    groups = [alternatives(row["units"]) for row in rows("coordinated_units")]
    return tuple(
        (frozenset(group), re.compile(rf"(?:(?:,\s?|\s(?:và|hoặc)\s|/)(?i:{any_of(group)})(?!\w))+"))
        for group in groups
    )


@cache
def _glued() -> re.Pattern[str]:
    """Units that may touch their number: "15ha", "250m2"; a count never does."""
    physical = [row["unit"] for row in rows("units") if row["kind"] not in ("count", "time")]
    return re.compile(rf"{any_of(physical)}(?!\w)")


@cache
def _kinds() -> dict[str, str]:
    return {row["unit"]: row["kind"] for row in rows("units")}


@cache
def _no_nouns() -> frozenset[str]:
    """Words that stand after a number and count nothing: function words, and what happened to the counted."""
    return frozenset((*column("no_units", "word"), *(phrase.lower() for phrase in column("events", "phrase"))))


@lru_cache(maxsize=4096)
def unit_kind(unit: str) -> str:
    """percent, point, money, area… or count; the kind of a unit without its scale word."""
    head = _HEAD.split(unit, maxsplit=1)[0].strip()
    return _kinds().get(head, _kinds().get(head.lower(), "count"))


def listed_unit(text: str, at: int) -> tuple[str, int] | None:
    """The unit of the table that stands at `at` (after blanks), with its per-unit tail, and where it ends."""
    match = _unit().match(text, at)
    if match is None:
        return None
    end = _coordination_end(match["unit"], text, match.end())
    tail = _RATE_TAIL.match(text, end)
    end = tail.end() if tail else end
    return text[match.start("unit") : end], end


def _coordination_end(unit: str, text: str, end: int) -> int:
    for group, pattern in _coordinated():
        if unit.lower().rpartition(", ")[2] in group and (match := pattern.match(text, end)):
            return match.end()
    return end


def coordinated_runs(text: str, low: int, high: int) -> list[Span]:
    """The runs of coordinated nouns in a stretch ("xã, phường, thị trấn"): one phrase, whatever its commas."""
    return [Span(m.start(), m.end()) for run in _runs() for m in run.finditer(text, low, high)]


@cache
def _runs() -> tuple[re.Pattern[str], ...]:
    groups = [any_of(alternatives(row["units"])) for row in rows("coordinated_units")]
    return tuple(re.compile(rf"(?<!\w){group}(?:,\s{group}(?!\w))+", re.IGNORECASE) for group in groups)


def counts_next(text: str, at: int) -> bool:
    """Whether a unit or a scale word stands at `at`, so that the number before it counts something."""
    return listed_unit(text, at) is not None or _scale_word().match(text, at) is not None


@cache
def _scale_word() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(column('scale_words', 'word'))}(?!\w)", re.IGNORECASE)


def glued_unit(text: str, at: int) -> bool:
    """Whether a unit touches the number that ends at `at`."""
    return _glued().match(text, at) is not None


def unit_at(text: str, at: int, offset: int, words: Words) -> tuple[str, int]:
    """The unit after a number and where it ends: a listed unit, else the segmented word there; "" if none."""
    if listed := listed_unit(text, at):
        return _with_rate(text, at, *listed)
    gap = _BLANKS.match(text, at)
    word = words.get(gap.end() + offset) if gap else None
    if word is None or word.text.lower() in _no_nouns() or not word.text[0].isalpha():
        return "", at
    return _with_rate(text, at, word.text, word.end - offset)


def _with_rate(text: str, at: int, unit: str, end: int) -> tuple[str, int]:
    """The unit with the round number of people that it is counted per, where the noun's attribute parts them."""
    rate = None if "/" in unit else _ATTRIBUTED_RATE.match(text, end)
    return (unit, end) if rate is None else (text[at : rate.end()].strip(), rate.end())


def skip_counter(text: str, at: int) -> int:
    """Past the "số" of "1/3 số xã"; `at` itself where none stands there."""
    match = _COUNTERS.match(text, at)
    return match.end() if match else at
