"""What the fact pipeline reads of a report."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from corpus.language.numbers import Separators, separators_of
from corpus.language.words import Words
from corpus.records import Metadata, Passage, Span


@dataclass(frozen=True)
class Source:
    """The text, its metadata, passages, and the segmented word at an offset."""

    text: str
    metadata: Metadata
    passages: tuple[Passage, ...]
    words: Words

    @cached_property
    def separators(self) -> Separators:
        """The decimal and thousands marks of the whole report."""
        return separators_of(self.text)

    @property
    def year(self) -> int | None:
        """The year that completes partial dates."""
        return self.metadata.period.end.year if self.metadata.period else None

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.span.start for passage in self.passages]

    def passage_of(self, span: Span) -> int:
        """The ordinal of the passage that holds the start of `span`."""
        return self.passages[max(0, bisect_right(self._starts, span.start) - 1)].ordinal
