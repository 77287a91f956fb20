"""Every citation is an exact slice of the report's text."""

import tomllib
from dataclasses import replace

import pytest

from bot.answering.answerer import Answerer
from bot.answering.citing import cite_figure, cite_passage
from bot.answering.conversation import Conversations
from bot.answering.records import Answer, AnswerStatus
from corpus.records import Relation, Span
from index.search import Searcher
from index.store import Store
from tests.bot.answering.made import PASSAGE, figure, match, span_of
from tests.processes import ROOT

QUESTIONS = tomllib.loads((ROOT / "tests/quality/questions/sample-dev.toml").read_text(encoding="utf-8"))["case"]
ASKED = [case["question"] for case in QUESTIONS[::2]]


@pytest.fixture(scope="module")
def report_text(store: Store) -> str:
    (report,) = store.reports()
    return store.report_text(report.id)


@pytest.fixture(scope="module")
def answers(searcher: Searcher) -> list[Answer]:
    """The answer to each question of our own set, each asked by itself."""
    core = Answerer(searcher, Conversations())
    return [core.ask(question) for question in ASKED]


def test_every_citation_is_a_slice_of_the_report(answers: list[Answer], report_text: str) -> None:
    cited = [citation for answer in answers for citation in answer.citations]
    assert len(cited) > len(ASKED) / 2
    for citation in cited:
        assert citation.quote == report_text[citation.start : citation.end] != ""
        assert citation.quote in citation.passage
        assert citation.passage in report_text
        assert citation.source == "bac-kan-2019-mau.txt"


def test_every_mark_lies_within_its_passage(answers: list[Answer]) -> None:
    marks = [(c, c.mark) for answer in answers for c in answer.citations if c.mark is not None]
    assert marks
    for citation, (start, end) in marks:
        assert 0 <= start < end <= len(citation.passage)


def test_every_answered_question_is_cited_and_every_citation_listed(answers: list[Answer]) -> None:
    for answer in answers:
        assert answer.citations or answer.status is not AnswerStatus.ANSWERED
        for number, citation in enumerate(answer.citations, 1):
            assert f"[{number}] “{citation.quote}”" in answer.text


def test_no_citation_is_listed_twice(answers: list[Answer]) -> None:
    for answer in answers:
        if answer.status is AnswerStatus.ANSWERED:
            assert len(set(answer.citations)) == len(answer.citations)


def test_a_figure_is_cited_by_its_own_wording() -> None:
    citation = cite_figure(match(figure()))
    assert citation.quote == "Toàn tỉnh có 1.752,5 nghìn cây quế"
    assert citation.mark is not None
    assert PASSAGE.text[slice(*citation.mark)] == "1.752,5 nghìn cây quế"
    assert (citation.ordinal, citation.passage_id, citation.page) == (4, 7, None)


def test_a_dependent_figure_is_cited_from_its_parent_on() -> None:
    delta = replace(
        figure(),
        span=span_of("20 cây"),
        own=span_of("tăng 20 cây"),
        context=(span_of("Toàn tỉnh có 1.752,5 nghìn cây quế"),),
        relation=Relation.DELTA,
    )
    assert cite_figure(match(delta)).quote == "Toàn tỉnh có 1.752,5 nghìn cây quế, tăng 20 cây"


def test_a_quote_never_leaves_its_passage() -> None:
    citation = cite_figure(match(replace(figure(), own=Span(0, 10_000))))
    assert citation.quote == PASSAGE.text
    assert (citation.start, citation.end) == (PASSAGE.start, PASSAGE.start + len(PASSAGE.text))


def test_a_passage_is_cited_by_its_first_sentence() -> None:
    citation = cite_passage(PASSAGE)
    assert PASSAGE.text.startswith(citation.quote)
    assert "Còn lại" not in citation.quote
