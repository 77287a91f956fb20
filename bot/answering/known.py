"""What a question is read against: the words of the reports and their places."""

from collections.abc import Sequence
from typing import Protocol

from bot.answering.gazetteer import Gazetteer
from bot.answering.spelling import Vocabulary
from corpus.language.tokens import Token


class Known(Vocabulary, Protocol):
    """What a question is read against: the words of the reports and their places."""

    def word_length(self, tokens: Sequence[Token]) -> int:
        """How many of these syllables make the longest word of the reports that they begin with, at least 1."""
        ...

    def restored(self, text: str) -> str:
        """A text typed without marks with the likeliest ones, as long as it was."""
        ...

    @property
    def gazetteer(self) -> Gazetteer:
        """The places of the reports."""
        ...
