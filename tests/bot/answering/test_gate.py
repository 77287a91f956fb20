"""No number leaves that no citation supports."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from bot.answering.conversation import Conversations
from bot.answering.errors import UncitedNumber
from bot.answering.gate import check_numbers
from bot.answering.records import Answer, AnswerStatus, Citation, Value
from corpus.language.numbers import parse_number
from index.search import Searcher

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
QUESTIONS = [
    "Có bao nhiêu sản phẩm OCOP là của hợp tác xã?",
    "Năm 2018 có bao nhiêu HTX thành lập mới?",
    "Tỷ lệ tốt nghiệp THPT quốc gia là bao nhiêu?",
    "Có bao nhiêu học sinh?",
    "Vốn đăng ký của doanh nghiệp thành lập mới là bao nhiêu?",
    "Bao nhiêu hồ sơ mức độ 3?",
]


@pytest.fixture(scope="module")
def answered(searcher: Searcher) -> list[Answer]:
    """Answers with figures, none of them a miss."""
    core = Answerer(searcher, Conversations())
    answers = [core.ask(question) for question in QUESTIONS]
    assert [a.status for a in answers] == [AnswerStatus.ANSWERED] * len(answers)
    return answers


def basis(answer: Answer) -> list[str]:
    """What an answer shows beside its figures: period and place."""
    return [part for value in answer.values for part in (value.period, value.place)]


def numbers(texts: Iterable[str]) -> set[Decimal]:
    """Every number of the texts, read one by one."""
    found: set[Decimal] = set()
    for text in texts:
        for token in NUMBER.findall(text):
            value = parse_number(token)
            found |= {value} if value is not None else set(map(Decimal, re.findall(r"\d+", token)))
    return found


def supports(answer: Answer) -> set[Decimal]:
    cited = [(c.quote, c.title, c.source, str(c.ordinal)) for c in answer.citations]
    markers = [str(i) for i, _ in enumerate(answer.citations, 1)]
    values = {Decimal(value.value) for value in answer.values}
    return values | numbers([*(part for parts in cited for part in parts), *markers, *basis(answer)])


def test_real_answers_pass(answered: list[Answer]) -> None:
    for answer in answered:
        check_numbers(answer, basis(answer))


@settings(max_examples=150, derandomize=True, deadline=None)
@given(data=st.data())
def test_no_digit_can_be_altered(answered: list[Answer], data: st.DataObject) -> None:
    answer = data.draw(st.sampled_from(answered))
    at = data.draw(st.sampled_from([m.start() for m in re.finditer(r"\d", answer.text)]))
    digit = data.draw(st.sampled_from(sorted(set("0123456789") - {answer.text[at]})))
    altered = answer.text[:at] + digit + answer.text[at + 1 :]
    token = next(m.group() for m in NUMBER.finditer(altered) if m.start() <= at < m.end())
    assume(not numbers([token]) <= supports(answer))
    with pytest.raises(UncitedNumber):
        check_numbers(replace(answer, text=altered), basis(answer))


@pytest.mark.parametrize("added", [" 9999", " Khoảng 12,75%.", " 1/2.000", " (31/12/1999)", "\n• 4.321 hộ"])
def test_no_number_can_be_added(answered: list[Answer], added: str) -> None:
    for answer in answered:
        with pytest.raises(UncitedNumber):
            check_numbers(replace(answer, text=answer.text + added), basis(answer))


def test_a_lost_citation_is_noticed(answered: list[Answer]) -> None:
    for answer in answered:
        with pytest.raises(UncitedNumber):
            check_numbers(replace(answer, citations=()), basis(answer))


CITATION = Citation("a.txt", "Báo cáo mẫu", "Có 30/37 xã, đạt 55,5%.", "Có 30/37 xã, đạt 55,5%", 0, 22, 19, 1)


def answer_with(text: str, *values: Value) -> Answer:
    return Answer("hỏi 99?", AnswerStatus.ANSWERED, text, text, "hỏi 99?", values, (CITATION,))


@pytest.mark.parametrize("text", ["30 trên 37 xã [1]", "55,5% [1]", "Không có số nào", "37 xã"])
def test_what_is_cited_passes(text: str) -> None:
    check_numbers(answer_with(text))


@pytest.mark.parametrize("text", ["31 xã", "99 xã", "555%", "5,55%", "3037", "30,37"])
def test_what_is_not_cited_is_refused(text: str) -> None:
    with pytest.raises(UncitedNumber):
        check_numbers(answer_with(text))


def test_the_question_is_no_support() -> None:
    with pytest.raises(UncitedNumber):
        check_numbers(answer_with("99 xã [1]"))


def test_a_basis_is_support() -> None:
    check_numbers(answer_with("30 xã (năm 2021)"), ["năm 2021"])


@pytest.mark.parametrize(
    "value",
    [
        Value("30", of="37"),
        Value("55.5", "%"),
        Value("67", formula="30 + 37 = 67"),
        Value("7", formula="37 - 30 = 7"),
        Value("-7", formula="30 - 37 = -7"),
        Value("85.5", formula="30 + 55,5 = 85,5"),
        Value("97", formula="30 + 37 + 30 = 97"),
        Value("44", formula="37 + 37 - 30 = 44"),
        Value("81.08", "%", formula="30 / 37 = 81,08%"),
        Value("54", comparator="~", formula="30 / 55,5% = 54"),
        Value("-44.5", "%", formula="55,5 - 100 = -44,5"),
    ],
)
def test_values_that_hold(value: Value) -> None:
    check_numbers(answer_with("…", value))


@pytest.mark.parametrize(
    "value",
    [
        Value("31"),
        Value("67", formula="30 + 37 = 68"),
        Value("68", formula="30 + 37 = 68"),
        Value("67", formula="37 - 30 = 67"),
        Value("70", formula="30 + 40 = 70"),
        Value("67", formula="30 + 37"),
        Value("67", formula="67 = 67"),
        Value("67", formula=""),
        Value("67", formula="= 67"),
        Value("67", formula="30 + = 67"),
        Value("1110", formula="30 × 37 = 1.110"),
        Value("98", formula="30 + 37 + 30 = 98"),
        Value("97", formula="30 + 37 - 30 = 97"),
        Value("70", formula="30 + 37 + 3 = 70"),
        Value("85", formula="30 + 55,5 = 85"),
        Value("86", formula="30 + 55,5 = 86"),
        Value("-7", formula="30 - 37 = 7"),
        Value("81.09", "%", formula="30 / 37 = 81,09%"),
        Value("81.08", "%", formula="37 / 30 = 81,08%"),
        Value("0", "%", formula="30 / 0 = 0%"),
        Value("200", formula="100 + 100 = 200"),
    ],
)
def test_values_that_do_not(value: Value) -> None:
    with pytest.raises(UncitedNumber):
        check_numbers(answer_with("…", value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("67 xã (30 + 37 = 67) [1]", Value("67", "xã", formula="30 + 37 = 67")),
        ("81,08% (30 / 37 = 81,08%) [1]", Value("81.08", "%", formula="30 / 37 = 81,08%")),
        ("-7 xã (30 - 37 = -7) [1]", Value("-7", "xã", formula="30 - 37 = -7")),
    ],
)
def test_a_formula_may_be_shown(text: str, value: Value) -> None:
    check_numbers(answer_with(text, value))


def test_what_is_over_a_hundred_per_cent_may_be_shown() -> None:
    text, value = "17,6% (117,6 - 100 = 17,6) [1]", Value("17.6", "%", formula="117,6 - 100 = 17,6")
    cited = replace(CITATION, quote="bằng 117,6% dự toán")
    check_numbers(replace(answer_with(text, value), citations=(cited,)))


def test_the_whole_of_a_value_must_be_cited() -> None:
    with pytest.raises(UncitedNumber):
        check_numbers(answer_with("30", Value("30", of="41")))


@pytest.mark.parametrize("figure", ["19", "1"])
def test_a_paragraph_number_supports_no_figure(figure: str) -> None:
    with pytest.raises(UncitedNumber):
        check_numbers(answer_with(f"{figure} trên 37 xã [1]", Value(figure, of="37")))


def test_the_headline_must_show_the_value() -> None:
    with pytest.raises(UncitedNumber):
        check_numbers(answer_with("37 trên 37 xã [1]", Value("30", of="37")))
