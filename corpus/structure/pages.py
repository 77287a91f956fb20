"""The page or sheet that a passage begins on."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from corpus.records import Page, Passage


def on_pages(passages: Sequence[Passage], pages: Sequence[Page]) -> tuple[Passage, ...]:
    """The passages with the page or sheet that each begins on, as they are where the format has none."""
    starts = [page.start for page in pages]
    placed = []
    for passage in passages:
        at = bisect_right(starts, passage.span.start) - 1
        page = pages[at] if at >= 0 else None
        placed.append(passage if page is None else replace(passage, page=page.number, sheet=page.sheet))
    return tuple(placed)


def is_scanned(pages: Sequence[Page], at: int) -> bool:
    """Whether the text at an offset was read from a picture."""
    number = bisect_right([page.start for page in pages], at) - 1
    return number >= 0 and pages[number].ocr
