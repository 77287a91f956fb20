"""Diacritics put back into a question from the words of the reports and of the rule tables."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from bot.answering.fillers import PACKAGE
from corpus.language.restore import Ngrams, Restorer
from corpus.language.rows import rows

_PACKAGES = ("corpus.language", PACKAGE)
_NO_PHRASES = frozenset(
    {"note", "source", "signal", "weight", "pattern", "english", "kind", "code", "role", "short", "word_english"}
)
_QUESTIONS = ("question_phrases.csv", "cues.csv")
_ASKED_OFTEN = 30


def restorer(ngrams: Ngrams) -> Restorer:
    """A restorer that knows the reports (`ngrams` counts their syllables) and the phrases of questions."""
    return Restorer(ngrams.merged(_phrases()))


@cache
def _phrases() -> Ngrams:
    """The phrases of all rule tables; those of questions count more, being what is asked with."""
    return Ngrams.of(phrase for package in _PACKAGES for phrase in _cells(package))


def _cells(package: str) -> Iterator[str]:
    for file in sorted((files(package) / "data").iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".csv"):
            continue
        for row in rows(file.name.removesuffix(".csv"), package):
            cells = [cell for column, cell in row.items() if column not in _NO_PHRASES and cell]
            for cell in cells:
                for phrase in cell.split("|"):
                    yield from [phrase] * (_ASKED_OFTEN if file.name in _QUESTIONS else 1)
