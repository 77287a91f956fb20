"""Pages and sheets of passages, and what was read from a picture."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading import understand
from corpus.records import Extract, Page, Passage, Span
from corpus.structure.pages import is_scanned, on_pages
from tests.corpus.strategies import settled

PAGES = (Page(0, 1), Page(10, 2, ocr=True), Page(10, 3), Page(30, 4))


def _passages(*starts: int) -> list[Passage]:
    return [Passage(i, Span(start, start + 5), "năm") for i, start in enumerate(starts, 1)]


def test_a_passage_is_on_the_page_that_it_begins_on() -> None:
    placed = on_pages(_passages(0, 9, 10, 29, 30, 99), PAGES)
    assert [passage.page for passage in placed] == [1, 1, 3, 3, 4, 4]


def test_a_passage_that_goes_over_a_page_is_on_its_first() -> None:
    (placed,) = on_pages([Passage(1, Span(5, 45), "năm")], PAGES)
    assert placed.page == 1


def test_sheets_have_names() -> None:
    placed = on_pages(_passages(0, 20), (Page(0, sheet="Biểu 1"), Page(15, sheet="Biểu 2")))
    assert [(passage.page, passage.sheet) for passage in placed] == [(None, "Biểu 1"), (None, "Biểu 2")]


def test_without_pages_passages_stay_as_they_are() -> None:
    passages = _passages(0, 20)
    assert on_pages(passages, ()) == tuple(passages)
    assert on_pages([], PAGES) == ()


def test_before_the_first_page_there_is_none() -> None:
    assert [passage.page for passage in on_pages(_passages(0, 5), (Page(5, 1),))] == [None, 1]


@pytest.mark.parametrize(
    ("at", "scanned"), [(0, False), (9, False), (10, True), (19, True), (20, False), (99, False)]
)
def test_what_was_read_from_a_picture(at: int, scanned: bool) -> None:
    assert is_scanned((Page(0, 1), Page(10, 2, ocr=True), Page(20, 3)), at) is scanned


def test_without_pages_nothing_is_scanned() -> None:
    assert not is_scanned((), 5)
    assert not is_scanned((Page(10, 1, ocr=True),), 5)


def test_a_report_has_its_pages_and_flags_scanned_figures() -> None:
    first, second = "Xã có 12 hộ nghèo.", "Xã có 5 chợ."
    pages = (Page(0, 1), Page(len(first) + 2, 2, ocr=True))
    report = understand(Extract("a.pdf", f"{first}\n\n{second}", "pdf", pages=pages), "0" * 64)
    assert report.pages == 2
    assert {passage.page for passage in report.passages} <= {1, 2}
    flags = {fact.wording: [flag for flag in fact.flags if "ảnh quét" in flag] for fact in report.facts}
    assert [len(found) for found in flags.values()] == [0, 1]


@settled
@given(st.lists(st.integers(0, 50), max_size=6), st.lists(st.integers(0, 60), max_size=6))
def test_each_passage_is_between_its_page_and_the_next(starts: list[int], places: list[int]) -> None:
    pages = [Page(start, number) for number, start in enumerate(sorted(starts), 1)]
    passages = _passages(*places)
    placed = on_pages(passages, pages)
    assert [replace(passage, page=None) for passage in placed] == passages
    for passage in placed:
        page = passage.page or 0
        assert page == 0 or pages[page - 1].start <= passage.span.start
        assert page == len(pages) or passage.span.start < pages[page].start
