"""The whole way over the sample report: the figure asked for, or an honest no."""

import json
from dataclasses import replace

import pytest

from bot.answering.answerer import Answerer, refuse
from bot.answering.errors import EmptyQuestion, QuestionTooLong
from bot.answering.records import Answer, AnswerStatus

VALUE_KEYS = ["value", "unit", "of", "comparator", "period", "place", "status", "formula"]
CITATION_KEYS = ["source", "title", "page", "passage", "quote", "start", "end"]


def first(answer: Answer) -> tuple[str, str | None]:
    return answer.values[0].value, answer.values[0].of


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Có bao nhiêu sản phẩm OCOP là của hợp tác xã?", ("30", "37")),
        ("bao nhieu san pham ocop cua htx", ("30", "37")),
        ("How many OCOP products belong to cooperatives?", ("30", "37")),
        ("Có bao nhiêu học sinh?", ("76.9", None)),
        ("Năm 2018 có bao nhiêu HTX thành lập mới?", ("35", None)),
    ],
)
def test_the_figure_asked_for(answerer: Answerer, question: str, value: tuple[str, str | None]) -> None:
    assert first(answerer.ask(question)) == value


@pytest.mark.parametrize(
    "question",
    [
        "Có bao nhiêu sân bay?",
        "Năm 2015 có bao nhiêu hợp tác xã?",
        "Có bao nhiêu hợp tác xã ở Cà Mau?",
        "Kế hoạch có bao nhiêu sản phẩm OCOP?",
        "qwzx",
    ],
)
def test_an_honest_no(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.values == ()
    assert answer.headline.startswith("Không có trong báo cáo")


def test_a_derived_value_shows_its_formula_and_cites_its_operands(answerer: Answerer) -> None:
    answer = answerer.ask("Năm 2018 có bao nhiêu HTX thành lập mới?")
    assert answer.values[0].formula == "37 - 2 = 35"
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert "37 HTX" in quotes
    assert "02 HTX" in quotes


def test_asking_twice_gives_the_same(answerer: Answerer) -> None:
    one, other = (answerer.ask("Có bao nhiêu doanh nghiệp giải thể?") for _ in range(2))
    assert replace(one, elapsed_ms=0.0) == replace(other, elapsed_ms=0.0)


def test_the_json_is_stable(answerer: Answerer) -> None:
    answer = answerer.ask("Có bao nhiêu sản phẩm OCOP là của hợp tác xã?")
    row = json.loads(json.dumps(answer.as_json("q1")))
    head = ["id", "question", "status", "text", "understood", "values", "citations", "confidence", "elapsed_ms"]
    assert list(row) == head
    assert list(row["values"][0]) == VALUE_KEYS
    assert list(row["citations"][0]) == CITATION_KEYS
    assert "id" not in answer.as_json()


def test_the_headline_is_the_first_line(answerer: Answerer) -> None:
    answer = answerer.ask("Có bao nhiêu hợp tác xã?")
    assert answer.text.splitlines()[0] == answer.headline


@pytest.mark.parametrize("question", ["", "???"])
def test_no_question(answerer: Answerer, question: str) -> None:
    with pytest.raises(EmptyQuestion):
        answerer.ask(question)


def test_a_refusal_is_an_answer_too() -> None:
    answer = refuse("a" * 100_000, QuestionTooLong(100_000, 2000))
    assert answer.status is AnswerStatus.NOT_FOUND
    assert "100000" in answer.text
    assert len(answer.question) < 1000


def test_a_question_that_was_not_answered_is_no_ground_for_a_follow_up(answerer: Answerer) -> None:
    answerer.ask("Toàn tỉnh có bao nhiêu hợp tác xã nông, lâm nghiệp?", "c")
    answerer.ask("Có bao nhiêu sân bay quốc tế?", "c")
    assert first(answerer.ask("còn phi nông nghiệp?", "c"))[0] == "44"


@pytest.mark.parametrize("noise", ["😀", "\x07", "\u200b", "<b>", "&amp;", "' OR 1=1 --", "\ud800"])
def test_noise_does_no_harm(answerer: Answerer, noise: str) -> None:
    answer = answerer.ask(f"{noise} Có bao nhiêu hợp tác xã? {noise}")
    assert answer.status in AnswerStatus
