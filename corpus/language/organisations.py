"""Organisations by name: "Sở Công Thương tỉnh Bắc Kạn", "UBND huyện Ba Bể", "HTX Yến Dương".

A head noun (rows of data/organisations.csv), then what names it: a field of government (rows of data/sectors.csv),
a run of capitalised words, or for bodies of an administrative unit that unit ("UBND tỉnh").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.language.localities import is_level, is_street, unit_end
from corpus.language.name_cues import NAME_LOWER, NAME_UPPER, body_pattern, cues, surnames, words_before
from corpus.language.provinces import province_at
from corpus.language.rows import Row, alternatives, column, rows
from corpus.language.tries import lower, trie_pattern
from corpus.records import Span

_QUOTED = re.compile(r"[\"“][^\"“”\n]{2,60}[\"”]")
_WORD = re.compile(rf"[{NAME_UPPER}\d](?:[\w&'’]|-(?=\w))*")
_SMALL = re.compile(rf" [{NAME_LOWER}]+(?!\w)")
_JOINT = re.compile(rf" (?:và|&|-|–) (?=[{NAME_UPPER}])")
_LIST = re.compile(r"(?:,| và)\s")
_COUNTRY = " Việt Nam"
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class OrganisationMention:
    """An organisation where named: `name` as written (single spaces), `kind` as of data/organisations.csv."""

    name: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Head:
    row: Row
    start: int
    end: int


def find_organisations(text: str, offset: int = 0) -> list[OrganisationMention]:
    """Named organisations in order and apart; a head noun alone ("các sở, ban, ngành") is none.

    In a list under one head ("các Sở: Tài chính, Y tế") each member has the head in its name, not in its span.
    """
    lowered, found, at = lower(text), [], 0
    for match in body_pattern().finditer(lowered):
        head = _head(match)
        if head.start < at or not _is_head(text, lowered, head):
            continue
        for name, start, end in _named(text, lowered, head):
            found.append(OrganisationMention(name, head.row["kind"], Span(start + offset, end + offset)))
            at = end
    return found


def organisation_end(text: str, lowered: str, at: int) -> int:
    """Where the organisation that begins at `at` ends; `at` itself if none. `lowered` as of tries.lower."""
    match = body_pattern().match(lowered, at)
    if match is None:
        return at
    head = _head(match)
    return _end(text, lowered, head) if _is_head(text, lowered, head) else at


def _head(match: re.Match[str]) -> _Head:
    return _Head(_rows()[" ".join(match.group().split())], match.start(), match.end())


@cache
def _rows() -> dict[str, Row]:
    return {row["phrase"].lower(): row for row in rows("organisations")}


def _is_head(text: str, lowered: str, head: _Head) -> bool:
    """Whether the noun heads a name: capitalised (companies and schools need not be), no part of another name."""
    if not text[head.start].isupper() and head.row["kind"] not in {"cooperative", "company", "school"}:
        return False
    if any(_starts(lowered, other, head.end + 1) for other in alternatives(head.row["not_before"])):
        return False
    words = words_before(text, head.start)
    if words and words[-1].lower() in alternatives(head.row["not_after"]):
        return False
    return not is_street(words) and not (words and is_level(words[-1]) and words[-1].islower())


def _starts(lowered: str, phrase: str, at: int) -> bool:
    """Whether whole words begin at `at`."""
    return lowered.startswith(phrase, at) and not lowered[at + len(phrase) : at + len(phrase) + 1].isalnum()


def _named(text: str, lowered: str, head: _Head) -> Iterator[tuple[str, int, int]]:
    """The organisation of a head, or those of a list after a plural head, as name, start and end."""
    words = words_before(text, head.start)
    plural = bool(words) and words[-1].lower() in cues("plural") and head.row["kind"] == "department"
    at = head.end + 2 if plural and lowered.startswith(": ", head.end) else 0
    end = sector_end(text, lowered, at) if at else _end(text, lowered, head)
    start = at or head.start
    noun = text[head.start : head.end]
    while end > start:
        name = " ".join(text[start:end].split())
        yield (f"{noun} {name}" if start > head.start else name), start, end
        joint = _LIST.match(text, end) if plural else None
        start = joint.end() if joint else end
        end = sector_end(text, lowered, start)


def _end(text: str, lowered: str, head: _Head) -> int:
    """The end of the whole name; the head's start where it names nothing."""
    if head.row["named_by"] == "alone":
        return unit_end(text, lowered, head.end)
    named = _between(lowered, head)
    if head.row["named_by"] == "scope":
        end = unit_end(text, lowered, named)
        return end if end > head.end or head.row["kind"] == "authority" else head.start
    end = _name_end(text, lowered, named, head)
    if end == named:
        return head.start
    return end + len(_COUNTRY) if text.startswith(_COUNTRY, end) else unit_end(text, lowered, end)


def _between(lowered: str, head: _Head) -> int:
    """The end of the small words between head and name: "Công ty| cổ phần", "HTX| nông nghiệp"."""
    for words in sorted(alternatives(head.row["between"]), key=len, reverse=True):
        if lowered.startswith(" ", head.end) and _starts(lowered, words.lower(), head.end + 1):
            return head.end + 1 + len(words)
    return head.end


def _name_end(text: str, lowered: str, at: int, head: _Head) -> int:
    """The end of a name after a space at `at`; `at` itself where no name stands."""
    if not lowered.startswith((" ", "\n"), at):
        return at
    sector = sector_end(text, lowered, at + 1)
    if sector > at + 1:
        return sector
    if text[head.start : head.end].isupper() and not head.row["phrase"].isupper():
        # In a heading every word is capital: only a field tells where the name ends.
        return at
    quoted = _QUOTED.match(text, at + 1)
    return quoted.end() if quoted else _run_end(text, lowered, at, head)


def sector_end(text: str, lowered: str, at: int) -> int:
    """Where the field of government that begins at `at` ends ("Tài chính - Kế hoạch"); `at` itself if none does."""
    sector = _sectors().match(lowered, at)
    named = sector and (text[at].isupper() or lowered.startswith(("khu", "dự án"), at))
    return sector.end() if sector and named else at


@cache
def _sectors() -> re.Pattern[str]:
    return re.compile(trie_pattern(re.sub(" - ", "-", field.lower()) for field in column("sectors", "phrase")))


def _run_end(text: str, lowered: str, at: int, head: _Head) -> int:
    """The end of a run of capitalised words; one alone takes the small syllable after it ("Thống| kê")."""
    end, length, total = at, 0, 0
    while total < _MOST_WORDS and (word := _WORD.match(text, end + 1)) and text[end : end + 1] == " ":
        if (total and (province_at(lowered, end + 1) or _is_person(text, word, length))) or _ends_capitals(word):
            break
        end, length, total = word.end(), length + 1, total + 1
        small = _SMALL.match(text, end) if length == 1 and not word.group().isupper() else None
        if small and not is_level(small.group().strip()):
            end, length = small.end(), 0
        joint = _JOINT.match(text, end) if head.row["kind"] == "department" else None
        if joint and not body_pattern().match(lowered, joint.end()) and not province_at(lowered, joint.end()):
            end, length = joint.end() - 1, 0
    return end


def _ends_capitals(word: re.Match[str]) -> bool:
    """Whether a word in capitals is no part of a name: "HTX NĂM 2019", "CÔNG TY TỈNH"."""
    return word.group().isupper() and (word.group().lower() in cues("end") or is_level(word.group()))


def _is_person(text: str, word: re.Match[str], length: int) -> bool:
    """Whether a person's name follows the organisation's: a surname and another capitalised word."""
    following = text[word.end() : word.end() + 2]
    return length != 1 and word.group().lower() in surnames() and following[:1] == " " and following[1:].isupper()
