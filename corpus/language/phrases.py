"""Longest-match patterns over the phrases of a rule table."""

import re
from collections.abc import Iterable
from functools import cache

from corpus.language.rows import column

_BLANKS = re.compile(r"\s+")


def squash(phrase: str) -> str:
    """A phrase as the tables have it: lower-case, with single blanks."""
    return _BLANKS.sub(" ", phrase.lower())


def any_of(phrases: Iterable[str]) -> str:
    """A regular-expression group of `phrases`, longest first, white space flexible."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    return "(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered) + ")"


@cache
def table_pattern(table: str, key: str = "phrase") -> re.Pattern[str]:
    """Matches any phrase of a table's column as whole words, whatever its case."""
    return re.compile(rf"(?<!\w){any_of(column(table, key))}(?!\w)", re.IGNORECASE)
