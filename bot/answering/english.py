"""English questions over Vietnamese reports: recognised, then put into official Vietnamese by glossary.

The glossary is corpus/language/data/english.csv. A word that is not in it stays as it is, so that it counts as
unexplained unless it is a name.
"""

import re
from functools import cache

from corpus.language.phrase_table import PhraseTable
from corpus.language.places import find_provinces
from corpus.language.rows import rows
from corpus.language.syllables import may_be_syllable
from corpus.language.tokens import Token, tokenise

_SIGNS = frozenset(
    [
        "how",
        "many",
        "much",
        "what",
        "which",
        "who",
        "when",
        "where",
        "why",
        "the",
        "of",
        "in",
        "is",
        "are",
        "was",
        "were",
        "did",
        "does",
        "do",
        "there",
        "have",
        "has",
        "for",
        "from",
        "to",
        "by",
        "and",
        "or",
        "per",
        "with",
        "on",
        "at",
        "show",
        "me",
        "tell",
        "give",
        "number",
        "share",
        "total",
        "average",
        "rate",
        "percentage",
        "list",
    ]
)


def is_english(text: str) -> bool:
    """Whether a question is English: by its function words, or by words that can be no Vietnamese syllable."""
    if not text.isascii():
        text = re.sub(r"[^\x00-\x7f]+", " ", text)
    words = [token.folded for token in tokenise(text) if token.folded.isalpha()]
    signs = sum(1 for word in words if word in _SIGNS)
    foreign = sum(1 for word in words if _stem(word) in _first_words() and not may_be_syllable(word))
    return bool(words) and (signs >= 3 or (signs + foreign) * 3 >= len(words))


def translate(text: str) -> str:
    """The question in Vietnamese words, names and numbers kept in place."""
    tokens = tokenise(text)
    places = find_provinces(text)
    parts, i = [], 0
    while i < len(tokens):
        place = next((p for p in places if p.span.start == tokens[i].start), None)
        if place is not None:
            parts.append(place.name)
            while i < len(tokens) and tokens[i].end <= place.span.end:
                i += 1
            continue
        match = _glossary().match(_singular(tokens[i : i + 6]), 0, strict=False)
        parts.append(tokens[i].text if match is None else match.value)
        i += 1 if match is None else match.end
    return " ".join(part for part in parts if part)


@cache
def _first_words() -> frozenset[str]:
    """The stems of the glossary's English words."""
    return frozenset(_stem(token.folded) for row in rows("english") for token in tokenise(row["english"]))


@cache
def _glossary() -> PhraseTable[str]:
    pairs = []
    for row in rows("english"):
        tokens = " ".join(token.folded for token in _singular(tokenise(row["english"])))
        pairs.append((tokens, row["vietnamese"]))
    return PhraseTable.of(pairs)


def _singular(tokens: list[Token]) -> list[Token]:
    return [Token(t.text, t.start, t.end, _stem(t.folded), _stem(t.folded)) for t in tokens]


def _stem(word: str) -> str:
    """A plural noun's singular, by ending; both the glossary and the question go through it."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
