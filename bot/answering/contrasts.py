"""Things that are told apart by one word: "xuất khẩu" does not answer for "nhập khẩu". Rows of data/contrasts.csv.

Each row is a set of which at most one can be meant: a figure that is said to be of another one of the set than the
question names is no answer, however much else fits.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from bot.answering.fillers import PACKAGE
from corpus.language.lexicon import canonical_terms
from corpus.language.phrases import any_of
from corpus.language.rows import alternatives, rows


def named_of_sets(terms: Iterable[str]) -> Mapping[int, frozenset[str]]:
    """Which members of which sets some folded terms name, longest first: "can ngheo" is not "ngheo"."""
    found: dict[int, set[str]] = {}
    for match in _pattern().finditer(" ".join(terms)):
        for number in _members()[match.group()]:
            found.setdefault(number, set()).add(match.group())
    return {number: frozenset(names) for number, names in found.items()}


def contradicts(asked: Mapping[int, frozenset[str]], said: Mapping[int, frozenset[str]]) -> bool:
    """Whether what is said names another member of some set than what is asked, and none that is asked."""
    return any(number in said and not names & said[number] for number, names in asked.items())


@cache
def _members() -> Mapping[str, tuple[int, ...]]:
    """The numbers of the sets that each folded canonical phrase belongs to."""
    members: dict[str, tuple[int, ...]] = {}
    for number, row in enumerate(rows("contrasts", PACKAGE)):
        for phrase in alternatives(row["set"]):
            key = " ".join(t.folded for t in canonical_terms(phrase))
            members[key] = (*members.get(key, ()), number)
    return members


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){any_of(_members())}(?!\S)")
