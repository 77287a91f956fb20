"""What stands beside a name and tells what it is a name of: streets, forms of address, surnames, plural words.

The words are rows of data/place_cues.csv and data/surnames.csv.
"""

import re
from functools import cache

from corpus.language.letters import LOWER, UPPER
from corpus.language.rows import column, rows
from corpus.language.tries import trie_pattern

# A syllable of a name: Ba, Niê, A, H'Hen, M'Drắk, Kđăm. Ede and Bahnar add ĕ, ŏ, ĭ, č, ñ to the alphabet.
NAME_LOWER = LOWER + "ĕŏĭŭčñ"
NAME_UPPER = UPPER + "ĔŎĬŬČÑ"
NAME_SYLLABLE = (
    rf"[{NAME_UPPER}](?:['’][{NAME_UPPER}]?[{NAME_LOWER}]+|[{NAME_LOWER}]*(?:['’][{NAME_LOWER}]+)?)(?!\w)"
)
_REACH = 60
_BREAK = re.compile(r"[,;:()\[\]\n|\t\"“”!?/]|\.(?=\s)|\s[-–—](?=\s)")


@cache
def cues(role: str) -> frozenset[str]:
    """The phrases of data/place_cues.csv with a role, in lower case."""
    return frozenset(row["phrase"] for row in rows("place_cues") if row["role"] == role)


@cache
def surnames() -> frozenset[str]:
    """Family names in lower case, those of the ethnic minorities too."""
    return frozenset(name.lower() for name in column("surnames", "phrase"))


def words_before(text: str, at: int, after: int = 0) -> list[str]:
    """The last words of the same phrase (no punctuation between) that end at `at`, not before `after`."""
    window = text[max(after, at - _REACH) : at]
    return _BREAK.split(window)[-1].split()


def capital_run(words: list[str]) -> list[str]:
    """The capitalised words at the end of `words`, in order."""
    start = len(words)
    while start and words[start - 1][0].isupper():
        start -= 1
    return words[start:]


def ends_with(words: list[str], phrases: frozenset[str]) -> bool:
    """Whether the last one or two of `words` are one of `phrases`, whatever their case."""
    low = [word.lower() for word in words[-2:]]
    return bool(low) and (low[-1] in phrases or " ".join(low) in phrases)


@cache
def body_pattern() -> re.Pattern[str]:
    """The nouns that begin an organisation's name, in lower case (rows of data/organisations.csv)."""
    return re.compile(trie_pattern(phrase.lower() for phrase in column("organisations", "phrase")))
