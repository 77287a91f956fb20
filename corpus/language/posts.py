"""Posts as they are written: "Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch UBND tỉnh".

A post is a noun (rows of data/roles.csv, role "chức vụ"), a qualifier, and the body or unit it is held in.
"""

import re
from collections.abc import Iterator
from functools import cache

from corpus.language.localities import unit_end
from corpus.language.name_cues import body_pattern
from corpus.language.organisations import organisation_end, sector_end
from corpus.language.rows import rows
from corpus.language.tries import trie_pattern
from corpus.records import Span

_AND = re.compile(r",\s|\s(?:kiêm|và)\s|;\s|\s[-–]\s")


@cache
def phrases(role: str) -> tuple[str, ...]:
    """The phrases of data/roles.csv with a role, in lower case."""
    return tuple(dict.fromkeys(row["phrase"].lower() for row in rows("roles") if row["role"] == role))


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(trie_pattern(phrases("chức vụ")))


@cache
def _qualifiers() -> re.Pattern[str]:
    return re.compile(trie_pattern(phrases("kèm chức vụ")))


def posts(text: str, lowered: str) -> Iterator[Span]:
    """All posts in order; posts held together are one span. `lowered` as of tries.lower."""
    at = 0
    for match in _nouns().finditer(lowered):
        if match.start() >= at:
            at = post_end(text, lowered, match.start())
            yield Span(match.start(), at)


def post_end(text: str, lowered: str, at: int) -> int:
    """Where the posts that begin at `at` end; `at` itself if none does."""
    end = _single_end(text, lowered, at)
    while end > at and (joint := _AND.match(lowered, end)):
        following = _single_end(text, lowered, joint.end())
        if following == joint.end():
            break
        end = following
    return end


def _single_end(text: str, lowered: str, at: int) -> int:
    noun = _nouns().match(lowered, at)
    if noun is None:
        return at
    end = noun.end()
    if qualifier := _qualifiers().match(lowered, end + 1):
        end = qualifier.end()
    body = organisation_end(text, lowered, end + 1)
    if body > end + 1:
        return body
    field = sector_end(text, lowered, end + 1) if lowered.startswith(" ", end) else end + 1
    if field > end + 1:
        return unit_end(text, lowered, field)
    head = body_pattern().match(lowered, end + 1)
    return head.end() if head and text[end + 1].isupper() else unit_end(text, lowered, end)
