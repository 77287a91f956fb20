"""Checks that many tests share: spans that are ordered, apart, and within their text."""

from collections.abc import Sequence

from corpus.records import Span


def assert_ordered(spans: Sequence[Span], length: int | None = None) -> None:
    """Spans run forward, are not empty, do not overlap and end within `length`."""
    at = 0
    for span in spans:
        assert at <= span.start < span.end, (at, span)
        at = span.end
    assert length is None or at <= length
