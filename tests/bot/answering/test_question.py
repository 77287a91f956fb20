"""Questions as people type them are read into the shape of a fact. The cases are in questions.toml."""

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from bot.answering.errors import EmptyQuestion, QuestionTooLong
from bot.answering.finding import Finder
from bot.answering.known import Known
from bot.answering.question import read_question
from bot.answering.records import Query
from corpus.language.numbers import format_number
from corpus.records import Period
from index.search import Searcher
from tests.bot.answering.knowing import Knowing

CASES = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))["question"]
FLAGS = ("plan", "rate", "total", "follow_up")


@pytest.fixture(scope="module")
def finder(searcher: Searcher) -> Finder:
    """What a question is read against: the words and places of the sample report."""
    found = Finder(searcher)
    found.renew()
    return found


def read(text: str, known: Known | None = None) -> Query:
    return read_question(text, known or Knowing())


def folded(query: Query) -> str:
    return " ".join(term.folded for term in query.terms)


def bounds(periods: tuple[Period, ...]) -> list[str]:
    return [f"{period.start}/{period.end}" for period in periods]


def case_parameter(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else []
    return pytest.param(case, id=case["text"], marks=marks)


@pytest.mark.parametrize("case", [case_parameter(case) for case in CASES])
def test_a_question_is_read(case: dict[str, Any]) -> None:
    query = read(case["text"])
    got = {
        "asked": query.asked.value,
        "operation": query.operation.value,
        "terms": folded(query),
        "periods": bounds(query.periods),
        "compared_with": bounds(query.compared_with),
        "places": list(query.places),
        "direction": query.direction,
        "branches": len(query.branches),
        **{flag: getattr(query, flag) for flag in FLAGS},
    }
    plain: dict[str, Any] = {
        "asked": "count",
        "operation": "look up",
        "periods": [],
        "compared_with": [],
        "places": [],
    }
    plain |= {"direction": 1, "branches": 0} | dict.fromkeys(FLAGS, False)
    assert got == plain | {key: value for key, value in case.items() if key not in ("text", "xfail")}


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t", "???", "…", "😀😀", "\x00\x07", "\u200b\ufeff", "—!", "\ud800", "   \u00a0  "]
)
def test_no_word_is_no_question(text: str) -> None:
    with pytest.raises(EmptyQuestion):
        read(text)


@pytest.mark.parametrize("length", [2001, 100_000])
def test_a_long_question_is_refused_before_it_is_read(length: int) -> None:
    with pytest.raises(QuestionTooLong, match=str(length)):
        read("a" * length)


def test_the_limit_is_a_setting() -> None:
    assert read_question("hợp tác xã", Knowing(), longest=10).terms
    with pytest.raises(QuestionTooLong):
        read_question("hợp tác xã?", Knowing(), longest=10)


@pytest.mark.parametrize("noise", ["\x07", "😀", "\u200b", "\u00a0", "\t", "\r\n", "\ud83d"])
def test_noise_within_a_question_does_not_matter(noise: str) -> None:
    assert folded(read(f"có bao nhiêu {noise} hợp tác xã{noise}?")) == "hop tac xa"


@pytest.mark.parametrize(
    "text",
    ["Có bao nhiêu hợp tác xã?", "có bao nhiêu HỢP TÁC XÃ", "co bao nhieu hop tac xa", "Có bao nhiêu htx vậy ạ?"],
)
def test_wordings_of_one_question_meet(text: str) -> None:
    query = read(text)
    assert (folded(query), query.asked.value) == ("hop tac xa", "count")


def test_nfd_is_nfc() -> None:
    text = "Tỷ lệ hộ nghèo ở Bắc Kạn?"
    assert read(unicodedata.normalize("NFD", text)) == read(text)


@pytest.mark.parametrize(
    ("text", "marked"), [("Có bao nhiêu sản phẩm OCOP?", True), ("co bao nhieu san pham OCOP", False)]
)
def test_marks_are_known_where_they_were_typed(text: str, marked: bool) -> None:
    assert [term.marked for term in read(text).terms[:2]] == [marked, marked]


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("năm 2019 thnàh lập mới bao nhiêu hợp tác xã", "thanh lap"),
        ("có bao nhiêu doanh nghệp giải thể", "doanh nghiep"),
        ("co bao nhieu lao dong duoc giai quyet veic lam", "viec lam"),
    ],
)
def test_slips_are_mended_against_the_reports(finder: Finder, text: str, understood: str) -> None:
    query = read(text, finder)
    assert understood in folded(query)
    assert query.understood != text


@pytest.mark.parametrize("word", ["măng cụt", "quẩy", "zzzz"])
def test_a_word_that_no_report_knows_is_kept(finder: Finder, word: str) -> None:
    kept = [term.exact for term in read(f"có bao nhiêu hợp tác xã {word}", finder).terms]
    assert kept == ["hợp", "tác", "xã", *word.split()]


def test_what_was_not_changed_is_not_told() -> None:
    assert read("Có bao nhiêu hợp tác xã?").understood == ""
    assert read("Có bao nhiêu htx?").text == "Có bao nhiêu htx?"


@pytest.mark.parametrize("number", [0, 7, 1234])
def test_reading_twice_gives_the_same(number: int) -> None:
    text = f"Bao nhiêu hộ có {format_number(number)} con trâu năm 2020?"  # type: ignore[arg-type]
    assert read(text) == read(text)
