"""Places: the provinces of before and after the 2025 merger (data/provinces.csv), and named lower levels.

Provinces are looked for in their own spellings and judged by their neighbours (a street, a person, a longer name);
localities are a level and a name. Both are one linear search of the lower-case text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.language.letters import LOWER
from corpus.language.localities import Level, Locality, begins_compound, is_street, level_words, localities
from corpus.language.name_cues import body_pattern, capital_run, cues, ends_with, surnames, words_before
from corpus.language.normalise import fold
from corpus.language.provinces import (
    Written,
    central_cities,
    merged_from,
    merged_into,
    province_at,
    province_names,
    written_provinces,
)
from corpus.language.rows import rows
from corpus.language.tries import lower, trie_pattern
from corpus.records import Span

__all__ = [
    "PlaceMention",
    "find_places",
    "find_provinces",
    "find_scopes",
    "merged_from",
    "merged_into",
    "province_names",
    "same_place",
]

_MARKED = re.compile("[" + "".join(letter for letter in LOWER if not letter.isascii()) + "]")
_NEXT = re.compile(r" (?P<word>[^\W\d_]+)")
_JOINED = re.compile(r"\s?(?:,|và|-|–)\s?$")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place where it stands: canonical `name` ("Bắc Kạn", "huyện Ba Bể"), `level` (tỉnh, huyện, xã…)."""

    name: str
    level: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text under reading: `lowered` has the same offsets, `level_at` the level before each name's start."""

    text: str
    lowered: str
    accented: bool
    levels: list[Level]
    level_at: dict[int, Level]


def find_provinces(text: str, offset: int = 0) -> list[PlaceMention]:
    """Provinces, and towns named after their province ("thành phố Cao Bằng"), in order.

    In accented text a name must have its own marks or none, and capitals unless it can be no other word.
    """
    return [place for place in find_places(text, offset) if place.level == "tỉnh" or _is_namesake(place)]


def _is_namesake(place: PlaceMention) -> bool:
    return place.level == "thành phố" and place.name.removeprefix("thành phố ") in province_names()


def find_places(text: str, offset: int = 0) -> list[PlaceMention]:
    """Provinces and named districts, communes, wards and hamlets, in order and apart."""
    lowered = lower(text)
    levels = level_words(text, lowered)
    reading = _Reading(text, lowered, bool(_MARKED.search(lowered)), levels, {v.name_start: v for v in levels})
    found = [*_provinces(reading, offset), *_local_places(reading, offset)]
    found.sort(key=lambda place: (place.span.start, -place.span.end))
    return list(_apart(found))


def _apart(places: list[PlaceMention]) -> Iterator[PlaceMention]:
    """`places` without those that begin within one before."""
    at = 0
    for place in places:
        if place.span.start >= at:
            yield place
            at = place.span.end


def _local_places(reading: _Reading, offset: int) -> Iterator[PlaceMention]:
    for local in localities(reading.text, reading.lowered, reading.levels):
        if local.level != "thành phố" or not _is_central(reading, local):
            name = f"{local.level} {local.own_name}"
            yield PlaceMention(name, local.level, Span(local.start + offset, local.end + offset))


def _is_central(reading: _Reading, local: Locality) -> bool:
    """Whether a "thành phố" is a unit of its own, and so a province's name."""
    written = province_at(reading.lowered, local.name_start)
    return written is not None and written.spelling.name in central_cities()


def _provinces(reading: _Reading, offset: int) -> Iterator[PlaceMention]:
    last_end = 0
    for written in written_provinces(reading.lowered):
        name = written.spelling.name
        if not name or not _is_province(reading, written, last_end):
            continue
        last_end = written.end
        level = reading.level_at.get(written.start)
        town = level is not None and level.row["level"] == "thành phố" and name not in central_cities()
        if town and level is not None:
            span = Span(level.start + offset, written.end + offset)
            yield PlaceMention(f"thành phố {name}", "thành phố", span)
        else:
            yield PlaceMention(name, "tỉnh", Span(written.start + offset, written.end + offset))


def _is_province(reading: _Reading, written: Written, last_end: int) -> bool:
    """Whether a province's name where it stands means the province; `last_end`: where the one before ended."""
    level = reading.level_at.get(written.start)
    if level is not None:
        return level.row["level"] in {"tỉnh", "thành phố"}
    words = words_before(reading.text, written.start, last_end)
    if is_street(words) or ends_with(words, cues("title")):
        return False
    here = reading.text[written.start : written.end]
    syllables = re.findall(r"[^\W\d_]+", here)
    if all(syllable[0].isupper() for syllable in syllables):
        return _stands_alone(reading, written, words, last_end)
    return here.islower() and _may_be_lower(reading, written, words)


def _may_be_lower(reading: _Reading, written: Written, words: list[str]) -> bool:
    """Whether a name in small letters is one: any in a text without marks, else one that is no other word.

    What is only by accident part of other words ("công nghệ an toàn") may also begin a question.
    """
    if not reading.accented:
        return True
    key = " ".join(reading.lowered[written.start : written.end].split())
    if len(key) < 3 or fold(key) in _folded("word") | _folded("person"):
        return ends_with(words, cues("at"))
    return fold(key) not in _folded("part") or written.start == 0 or ends_with(words, cues("at"))


@cache
def _folded(role: str) -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in cues(role))


def _stands_alone(reading: _Reading, written: Written, words: list[str], last_end: int) -> bool:
    """Whether a capitalised name is whole and no person's: not "Điện Biên Phủ", not "Lê Hải Dương"."""
    before = capital_run(words)
    if before and before[0].lower() in surnames() and len(before) <= 3:
        return False
    if not reading.accented:
        return True
    here = reading.text[written.start : written.end]
    if fold(reading.lowered[written.start : written.end]) in _folded("person"):
        return _is_in_list(reading, written, last_end) or ends_with(words, cues("at"))
    following = _NEXT.match(reading.text, written.end)
    if here.isupper() and " " in here:
        return not before or _heads_name(words) or following is None
    return following is None or not following["word"].istitle() or _may_follow(reading, following)


def _heads_name(words: list[str]) -> bool:
    """Whether words in capitals name a body, whose place follows: "SỞ CÔNG THƯƠNG HÒA BÌNH"."""
    return body_pattern().search(" ".join(word.lower() for word in words)) is not None


def _may_follow(reading: _Reading, following: re.Match[str]) -> bool:
    """Whether a capitalised word begins another name: a person, a level, another province."""
    word = following["word"].lower()
    at = following.start("word")
    level = any(word == row["phrase"].split()[0] for row in rows("place_levels"))
    return word in surnames() or level or province_at(reading.lowered, at) is not None


def _is_in_list(reading: _Reading, written: Written, last_end: int) -> bool:
    """Whether another province stands right before or after, joined by a comma or "và"."""
    before = reading.text[last_end : written.start]
    if last_end and len(before) < 6 and _JOINED.search(before):
        return True
    joint = re.compile(r"(?:,|\svà)\s").match(reading.text, written.end)
    return joint is not None and province_at(reading.lowered, joint.end()) is not None


def find_scopes(text: str, offset: int = 0) -> list[PlaceMention]:
    """Words for a whole unit that leave its name out, in order.

    "toàn tỉnh" has level "tỉnh" and name ""; "cả nước" has level "quốc gia" and name "cả nước". The phrases are
    rows of data/scopes.csv.
    """
    lowered, found = lower(text), []
    for match in _scope_pattern().finditer(lowered):
        row = _scopes()[" ".join(match.group().split())]
        if begins_compound(lowered, row["level"], match.end()):
            continue
        found.append(PlaceMention(row["name"], row["level"], Span(match.start() + offset, match.end() + offset)))
    return found


@cache
def _scopes() -> dict[str, dict[str, str]]:
    return {row["phrase"]: row for row in rows("scopes")}


@cache
def _scope_pattern() -> re.Pattern[str]:
    return re.compile(trie_pattern(_scopes()))


def same_place(a: str, b: str) -> bool:
    """Whether two canonical names mean one place, whatever their diacritics."""
    return fold(a) == fold(b)
