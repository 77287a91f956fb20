"""Places below the province: a level ("huyện", "TX.", "tổ dân phố") and the capitalised name or number after it.

Levels are rows of data/place_levels.csv. Where a text is all capitals, a name ends at a word that no name holds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.language.name_cues import (
    NAME_SYLLABLE,
    NAME_UPPER,
    body_pattern,
    cues,
    ends_with,
    surnames,
    words_before,
)
from corpus.language.normalise import fold
from corpus.language.provinces import province_at
from corpus.language.rows import Row, alternatives, column, rows
from corpus.language.syllables import may_be_syllable
from corpus.language.tones import place_tone
from corpus.language.tries import trie_pattern

_GAP = re.compile(r"\s{0,3}")
_INTRO = re.compile(r"\s{0,2}(?::|\(|gồm\s?:?|như\s?:?|là\s?:?)?\s{0,2}")
_RUN = re.compile(rf"{NAME_SYLLABLE}(?:[ \n-]{NAME_SYLLABLE}){{0,4}}")
_CAPITALS = re.compile(rf"[{NAME_UPPER}]+(?!\w)(?:[ -][{NAME_UPPER}]+(?!\w)){{0,4}}")
_NUMBER = re.compile(r"(?:số\s)?0*(?P<number>[1-9]\d{0,2}[A-Za-z]?)(?![\w%]|[.,/]\d)")
_SUFFIX = re.compile(r" (?:0*[1-9]\d?[A-Za-z]?|[IVX]{1,4})(?![\w%]|[.,/]\d|\.\s)")
_NEXT_WORD = re.compile(r"\s([^\W\d_]+)(?:\s(\d)?)?")
# What may stand between two names of a list: "(12 chợ)", ": 12 chợ", "12".
_LIST = re.compile(
    r"(?:\s?\([^()\n]{0,60}\)|\s?:?\s?\d[\d.,/%]{0,12}(?<![.,])(?:\s[^\W\d_A-ZĐ]+){0,3})?"
    r"(?:\s?[,;]\s?(?:và\s)?|\s(?:và|hoặc|với|cùng)\s|\s?/\s?|\s[-–]\s)"
)
_SENTENCE_START = re.compile(r"(?:^|[.:;!?\n]|[-–•+*])\s*$")
# Levels that typed without marks are no other word ("ban", "xa", "phuong" are).
_CLEAR_UNMARKED = frozenset({"tỉnh", "thành phố", "thị xã", "huyện", "thị trấn"})
# A surname here, after at least two syllables of a name, begins a person's name ("huyện Ba Bể Nguyễn Văn An").
_PERSON_FROM = 2
_PERSON_REACH = 30


@dataclass(frozen=True, slots=True)
class Level:
    """A word for a level where it stands; its name would begin at `name_start`."""

    row: Row
    start: int
    end: int
    name_start: int


@dataclass(frozen=True, slots=True)
class Locality:
    """A named place below the province: "huyện Ba Bể"; in a list only the first has the level in its span."""

    level: str
    own_name: str
    start: int
    name_start: int
    end: int


@cache
def _levels() -> dict[str, Row]:
    """Rows by phrase, and by the phrase without marks where that is no other word."""
    table = {row["phrase"]: row for row in rows("place_levels")}
    unmarked = {fold(row["phrase"]): row for row in rows("place_levels") if row["level"] in _CLEAR_UNMARKED}
    return {**unmarked, **table}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(trie_pattern(_levels()))


def level_words(text: str, lowered: str) -> list[Level]:
    """All words for levels in order, named or not."""
    found = []
    for match in _pattern().finditer(lowered):
        gap = _GAP.match(lowered, match.end())
        name_start = gap.end() if gap else match.end()
        row = _levels()[" ".join(match.group().split())]
        level = Level(row, match.start(), match.end(), name_start)
        if not _is_another_word(text, level):
            found.append(level)
    return found


def _is_another_word(text: str, level: Level) -> bool:
    """Whether the level is part of a longer word or name: "hợp tác xã", "văn bản", "huyện Buôn Đôn"."""
    row, start = level.row, level.start
    if row["inside"] and text[start].isupper() and not _SENTENCE_START.search(text[max(0, start - 4) : start]):
        return True
    if not row["not_after"]:
        return False
    before = [word.lower() for word in words_before(text, start)[-2:]]
    if "#" in row["not_after"] and before and before[-1].isdigit():
        return True
    return any(" ".join(before[-len(other.split()) :]) == other for other in alternatives(row["not_after"]))


def localities(text: str, lowered: str, levels: list[Level]) -> Iterator[Locality]:
    """Named places of every level but the province, in order and apart."""
    starts = frozenset(level.start for level in levels)
    at = 0
    for level in levels:
        if level.start < at or level.row["named_by"] == "province":
            continue
        for locality in _under(text, lowered, level, starts):
            yield locality
            at = locality.end


def _under(text: str, lowered: str, level: Level, starts: frozenset[int]) -> Iterator[Locality]:
    plural = _is_plural(text, level)
    intro = _INTRO.match(lowered, level.end) if plural else None
    name_start = intro.end() if intro else level.name_start
    end = _name_end(text, lowered, level.row, name_start)
    if end <= name_start:
        return
    named = _named(text, level.row, name_start, end)
    yield Locality(level.row["level"], named, level.start, name_start, end)
    while (joint := _LIST.match(text, end)) and joint.end() not in starts:
        name_start = joint.end()
        end = _name_end(text, lowered, level.row, name_start)
        if end <= name_start or _begins_body(lowered, name_start, plural=plural):
            return
        if not plural and not (joint.group() == " và " and " " in text[name_start:end]):
            return
        yield Locality(level.row["level"], _named(text, level.row, name_start, end), name_start, name_start, end)


def _begins_body(lowered: str, at: int, *, plural: bool) -> bool:
    """Whether an organisation begins here; in a list of communes only "Sở", which begins no commune."""
    body = body_pattern().match(lowered, at)
    return body is not None and (not plural or body.group() == "sở")


def _is_plural(text: str, level: Level) -> bool:
    """Whether a list may follow: "các huyện", "02 xã"; not after a list of levels ("các xã, phường")."""
    words = words_before(text, level.start)
    return bool(words) and (words[-1].lower() in cues("plural") or words[-1].isdigit())


def _name_end(text: str, lowered: str, row: Row, start: int) -> int:
    """Where the name that begins at `start` ends; `start` itself where there is none."""
    if row["named_by"] != "word" and (number := _NUMBER.match(text, start)):
        return start if _is_count(lowered, start, number.end()) else number.end()
    if row["named_by"] == "number":
        return start
    capitals = _CAPITALS.match(text, start)
    run = capitals if capitals and len(capitals.group().split()[0]) > 1 else _RUN.match(text, start)
    if run is None:
        return start
    end = _cut(run) if run is not capitals else _cut_capitals(run)
    if _is_compound(lowered, row, start, end, whole=run is not capitals):
        return start
    suffix = _SUFFIX.match(text, end) if row["named_by"] == "both" else None
    return suffix.end() if suffix and not _is_count(lowered, end, suffix.end()) else end


def _is_count(lowered: str, start: int, end: int) -> bool:
    """Whether the number counts something: "mỗi phường 3 người", "12 phường 3 xã"."""
    following = _NEXT_WORD.match(lowered, end)
    if following and following[1] in _counted() and not following[2]:
        return True
    words = words_before(lowered, start)
    return len(words) > 1 and words[-1] in _counted() and (words[-2].isdigit() or words[-2] == "mỗi")


@cache
def _counted() -> frozenset[str]:
    """The first words of units and levels."""
    units = (*column("units", "unit"), *column("place_levels", "phrase"))
    return frozenset(unit.split()[0].lower() for unit in units if unit.strip()) - {"và", "có"}


def _cut(run: re.Match[str]) -> int:
    """The end of a name before a person's name, and before a syllable that no name has (an abbreviation)."""
    words = list(re.finditer(r"[^ \n-]+", run.group()))
    for i, word in enumerate(words):
        person = i >= _PERSON_FROM and word.group().lower() in surnames() and i + 1 < len(words)
        if person or i == 4:
            return run.start() + words[i - 1].end()
    return run.end()


def _cut_capitals(run: re.Match[str]) -> int:
    """The end of a name in capitals: before "NĂM", "TỈNH" and the like, else after three syllables at most."""
    words = list(re.finditer(r"[^ -]+", run.group()))
    end = 0
    for i, word in enumerate(words):
        pair = " ".join(w.group().lower() for w in words[i : i + 2])
        if word.group().lower() in _ends() or pair in _ends() or not may_be_syllable(word.group()):
            return run.start() + end
        end = word.end()
    return run.start() + words[min(len(words), 3) - 1].end()


@cache
def _ends() -> frozenset[str]:
    return cues("end") | frozenset(row["phrase"] for row in rows("place_levels"))


def _is_compound(lowered: str, row: Row, start: int, end: int, *, whole: bool) -> bool:
    """Whether level and name are one word: "bản Báo cáo", "XÃ HỘI". `whole`: all of the name must belong to it."""
    for rest in alternatives(row["not_before"]):
        stop = start + len(rest)
        if (
            lowered.startswith(rest, start)
            and not lowered[stop : stop + 1].isalpha()
            and (stop >= end or not whole)
        ):
            return True
    return False


def begins_compound(lowered: str, phrase: str, at: int) -> bool:
    """Whether a level that ends at `at` goes on as another word: "toàn xã| hội"."""
    row = _levels().get(phrase)
    return row is not None and _is_compound(lowered, row, at + 1, at + 1, whole=False)


def _named(text: str, row: Row, start: int, end: int) -> str:
    """The canonical own name: words capitalised, tones in their usual place, a number without zeros."""
    number = _NUMBER.fullmatch(text, start, end) if row["named_by"] != "word" else None
    if number:
        return number["number"]
    return re.sub(r"[^\s-]+", lambda m: _word(m.group()), re.sub(r"\s+", " ", text[start:end]))


def _word(word: str) -> str:
    plain = word.isupper() and len(word) > 1 and may_be_syllable(word)
    return place_tone(word.capitalize() if plain else word)


def unit_end(text: str, lowered: str, at: int) -> int:
    """Where an administrative unit after a space ends ("UBND| tỉnh", "Sở Y tế| Hà Nội"); `at` itself if none."""
    if not lowered.startswith((" ", "\n"), at):
        return at
    word = _pattern().match(lowered, at + 1)
    if word is None:
        province = province_at(lowered, at + 1)
        named = province and text[at + 1].isupper() and lowered[at + 1 : province.end] not in cues("person")
        return province.end if province and named else at
    gap = _GAP.match(lowered, word.end())
    name_start = gap.end() if gap else word.end()
    province = province_at(lowered, name_start) if text[name_start : name_start + 1].isupper() else None
    if province:
        return province.end
    row = _levels()[" ".join(word.group().split())]
    if row["named_by"] == "province" or _is_officer(lowered, name_start):
        return word.end()
    end = _name_end(text, lowered, row, name_start)
    return end if end > name_start else word.end()


def _is_officer(lowered: str, at: int) -> bool:
    """Whether a person's name follows the level: "xã Nguyễn Văn An", but "huyện Trần Văn Thời" is a place."""
    names = lowered[at : at + _PERSON_REACH].split()
    person = len(names) > 2 and names[0] in surnames() and names[1] in cues("middle name")
    return person and not any(lowered.startswith(name, at) for name in cues("place after a person"))


def is_street(words: list[str]) -> bool:
    """Whether a name after `words` is that of a street, a bridge, a park and the like."""
    return ends_with(words, cues("street"))


def is_level(word: str) -> bool:
    """Whether a word is (the last syllable of) a level: "xã", "phố"."""
    return word.lower() in _last_syllables()


@cache
def _last_syllables() -> frozenset[str]:
    return frozenset(row["phrase"].split()[-1] for row in rows("place_levels"))
