"""Running heads, running feet and page numbers: rows that stand at the same place of page after page."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.readers.pdf.lines import Row

# The outermost rows of a page and the share of its height in which they can be furniture.
_OUTERMOST, _ZONE = 3, 0.14
_SAME_PLACE = 4.0
_LONGEST_COUNTED = 100
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:trang|page|tr\.)?\s*[-–—.\[(]*\s*(?P<number>\d{1,4})(?:\s*(?:/|trên|of)\s*(?P<of>\d{1,4}))?\s*[-–—.\])]*",
    re.IGNORECASE,
)
_RUNNING_NUMBER = re.compile(r".{0,80}\b(?:trang|page)\s*:?\s*\d{1,4}(?:\s*/\s*\d{1,4})?", re.IGNORECASE)
_NUMBERED_HEADING = re.compile(r"(?:biểu|bảng|phụ lục|mẫu|hình|điều|chương|phần|mục)\b", re.IGNORECASE)
_LETTERHEAD = re.compile(r"CỘNG (?:HÒA|HOÀ) XÃ HỘI|Độc lập\s*[-–]|Số\s*:|BÁO CÁO\b")


@dataclass(frozen=True, slots=True)
class PageRows:
    """The rows of a page from the top down, with its number and height in points."""

    number: int
    height: float
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    index: int
    at: float
    numbers: tuple[int, ...]
    may_count: bool


def furniture(pages: Sequence[PageRows]) -> Mapping[int, frozenset[int]]:
    """For each page number, the positions of its rows that are furniture."""
    found: dict[int, set[int]] = defaultdict(set)
    for page in pages:
        found[page.number].update(_lone_numbers(page))
    needed = 2 if len(pages) < 6 else 3
    by_number = {page.number: page for page in pages}
    for group in _groups(pages):
        numbers = {candidate.page for candidate in group}
        if len(numbers) >= needed:
            for candidate in group:
                if not _keeps(by_number[candidate.page], candidate.index, first=min(numbers)):
                    found[candidate.page].add(candidate.index)
    return {number: frozenset(rows) for number, rows in found.items()}


def _keeps(page: PageRows, index: int, first: int) -> bool:
    """Whether a repeated row is kept: a letterhead's, on the first page that has it."""
    near = page.rows[: index + 5]
    return (
        page.number == first
        and _LETTERHEAD.search(" ".join(row.text for row in near)) is not None
        and (_LETTERHEAD.search(page.rows[index].text) is not None or page.rows[index].text.isupper())
    )


def _outer(page: PageRows) -> list[int]:
    """The positions of the rows at the very top and bottom, by where they stand."""
    last = len(page.rows) - 1
    top = [i for i, row in enumerate(page.rows[:_OUTERMOST]) if row.top < _ZONE * page.height]
    bottom = [i for i in range(max(last - _OUTERMOST + 1, 0), last + 1) if _low(page, page.rows[i])]
    return sorted({*top, *bottom})


def _low(page: PageRows, row: Row) -> bool:
    return row.bottom > (1 - _ZONE) * page.height


def _lone_numbers(page: PageRows) -> set[int]:
    """Page numbers that stand alone as the first or last row, and running feet that end with "Trang 3/12"."""
    outer = [i for i in _outer(page) if i == 0 or i == len(page.rows) - 1]
    return {i for i in outer if _is_page_number(page, i)}


def _is_page_number(page: PageRows, index: int) -> bool:
    text = page.rows[index].text
    if _PAGE_NUMBER.fullmatch(text):
        return len(page.rows) > 1
    return _RUNNING_NUMBER.fullmatch(text) is not None and not _NUMBERED_HEADING.match(text)


def _groups(pages: Sequence[PageRows]) -> list[list[_Candidate]]:
    """Candidates of the same wording at the same height; their numbers are the same or advance with the pages."""
    by_wording: dict[tuple[str, bool], list[_Candidate]] = defaultdict(list)
    for page in pages:
        for index in _outer(page):
            row = page.rows[index]
            low = _low(page, row)
            at = page.height - row.bottom if low else row.top
            numbers = tuple(int(n) for n in _NUMBER.findall(row.text)[:9])
            by_wording[_NUMBER.sub("#", row.text), low].append(
                _Candidate(page.number, index, at, numbers, _may_count(row.text))
            )
    return [group for alike in by_wording.values() for group in _parted(alike)]


def _may_count(text: str) -> bool:
    """Whether the number of the page may stand at the start or end of a row."""
    edge = text[:1].isdigit() or text.rstrip(" -–—)").endswith(tuple("0123456789"))
    return edge and len(text) < _LONGEST_COUNTED and not _NUMBERED_HEADING.match(text)


def _parted(alike: list[_Candidate]) -> list[list[_Candidate]]:
    """The candidates of one wording, those together that stand at one height and whose numbers agree."""
    groups: list[list[_Candidate]] = []
    for candidate in alike:
        for group in groups:
            if abs(group[0].at - candidate.at) < _SAME_PLACE and _agree(group[0], candidate):
                group.append(candidate)
                break
        else:
            groups.append([candidate])
    return groups


def _agree(one: _Candidate, other: _Candidate) -> bool:
    """Whether each number is the same on both pages, or is the number of the page and stands where those do."""
    step = other.page - one.page
    pairs = zip(one.numbers, other.numbers, strict=True)
    return all(a == b or (b - a == step and other.may_count) for a, b in pairs)
