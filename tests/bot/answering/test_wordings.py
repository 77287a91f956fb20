"""Courtesy off, wordings brought together, sources, parts and times found: cases of tests/cases/wordings.toml."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.attribution import find_attribution
from bot.answering.courtesy import without_courtesy
from bot.answering.english import is_english, translate
from bot.answering.parts import parts_of
from bot.answering.rewriting import together
from bot.answering.times import moved, read_times, years_of
from corpus.language.normalise import fold, has_diacritics
from corpus.records import Period, PeriodKind, Span
from tests.bot.answering.made import period, year
from tests.corpus.cases import Case, params
from tests.corpus.strategies import settled, texts

_PIECES = (
    "cho em hỏi", "xã nào", "nhiều", "hơn", "nhất", "ít", "hộ nghèo", "có", "không", "đạt kế hoạch", "chưa",
    "1.752,5", "năm 2019", "30/37", "bao nhiêu", "mấy", "so với", ",", "?", ".", "và", "em cảm ơn", "12",
)  # fmt: skip
questions = st.lists(st.sampled_from(_PIECES), max_size=14).map(" ".join)
years = st.integers(1950, 2050)


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


# --- courtesy ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", params("wordings", "courtesy"))
def test_courtesies_are_taken_out(case: Case) -> None:
    assert without_courtesy(case["text"]) == case.get("want", case["text"])


@pytest.mark.parametrize("case", params("wordings", "courtesy"))
def test_what_is_asked_is_left_alone(case: Case) -> None:
    asked = case.get("want", case["text"])
    assert without_courtesy(asked) == asked
    assert without_courtesy(without_courtesy(case["text"])) == asked


@settled
@given(questions | texts)
def test_something_always_remains(text: str) -> None:
    kept = without_courtesy(text)
    assert kept or not text
    assert kept in text or set(kept.split()) <= set(text.split())


# --- wordings brought together -----------------------------------------------------------------------------


@pytest.mark.parametrize("case", params("wordings", "rewriting"))
def test_what_belongs_together(case: Case) -> None:
    once = together(case["text"])
    assert once == case.get("want", case["text"])
    assert together(once) == once


@pytest.mark.parametrize(
    ("text", "name"), [("Cao Bằng có rừng hơn", "Cao Bằng"), ("xã Đông Hưng đẹp nhất", "Đông Hưng")]
)
def test_a_name_is_not_moved(text: str, name: str) -> None:
    start = text.index(name)
    assert together(text, [Span(start, start + len(name))]) == text
    assert together(text) != text


@settled
@given(questions | texts)
def test_no_number_is_lost(text: str) -> None:
    assert numbers(together(text)) == numbers(text)


# --- sources, parts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", params("wordings", "attribution"))
def test_the_source_that_is_named(case: Case) -> None:
    found = find_attribution(case["text"])
    assert (None if found is None else found.span.of(case["text"])) == case.get("want")
    assert found is None or found.press is case.get("press", False)


@pytest.mark.parametrize(
    ("named", "fits"),
    [
        ("Sở Giáo dục và Đào tạo tỉnh Sơn La", 1.0),
        ("Sở Giáo dục", 2 / 3),
        ("Báo Biên Phòng", 0.0),
        ("", 0.0),
    ],
)
def test_how_well_a_source_fits(named: str, fits: float) -> None:
    found = find_attribution("theo Sở Giáo dục có bao nhiêu trường")
    assert found is not None
    shared = {"Sở Giáo dục": 1.0}.get(named, fits)
    assert found.fits(named) == pytest.approx(shared)


@pytest.mark.parametrize("case", params("wordings", "parts"))
def test_parts(case: Case) -> None:
    text = case["text"]
    assert parts_of(text, strict=has_diacritics(text)) == case.get("want", [text])


@settled
@given(questions)
def test_parts_leave_no_number_out(text: str) -> None:
    assert numbers(" ".join(parts_of(text, strict=True))) == numbers(text)


# --- times -------------------------------------------------------------------------------------------------


def bounds(periods: tuple[Period, ...]) -> list[str]:
    return [f"{p.start}/{p.end}" for p in periods]


@pytest.mark.parametrize("case", params("wordings", "times"))
def test_times(case: Case) -> None:
    times = read_times(case["text"], case.get("from"))
    assert bounds(times.periods) == case.get("periods", [])
    assert bounds(times.compared_with) == case.get("compared", [])
    assert (times.later, times.series) == (case.get("later", 0), case.get("series", False))


@settled
@given(years, st.sampled_from(["năm {}", "Năm {}", "nam {}", "trong năm {} thì", "lợn {} bao nhiêu con"]))
def test_a_year_is_found_where_it_stands(number: int, wording: str) -> None:
    text = wording.format(number)
    times = read_times(text)
    assert bounds(times.periods) == [f"{number}-01-01/{number}-12-31"]
    assert [str(number) in span.of(text) for span in times.spans] == [True]


@settled
@given(years, st.integers(-30, 30))
def test_moved_there_and_back(number: int, by: int) -> None:
    stated = year(number)
    assert moved(stated, by).start.year == number + by
    assert moved(moved(stated, by), -by) == moved(stated, 0)


@pytest.mark.parametrize(
    ("stated", "by", "to"),
    [
        (period("months", "2020-01-01", "2020-10-31"), -1, "2019-01-01/2019-10-31"),
        (period("quarter", "2021-07-01", "2021-09-30"), 1, "2022-07-01/2022-09-30"),
        (period("month", "2020-02-01", "2020-02-29"), 1, "2021-01-01/2021-12-31"),
    ],
)
def test_moved_keeps_the_kind_of_time(stated: Period, by: int, to: str) -> None:
    assert bounds((moved(stated, by),)) == [to]


@pytest.mark.parametrize(
    ("first", "last", "told"), [(2018, 2021, 4), (2020, 2020, 0), (2000, 2020, 0), (2009, 2020, 12)]
)
def test_the_years_of_a_stage(first: int, last: int, told: int) -> None:
    found = years_of(period("stage", f"{first}-01-01", f"{last}-12-31"))
    assert len(found) == told
    assert all(p.kind is PeriodKind.YEAR for p in found)


# --- English -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", params("wordings", "english"))
def test_english_in_vietnamese_order(case: Case) -> None:
    assert translate(case["text"]) == case["want"]


@settled
@given(st.integers(1, 999), st.integers(0, 999))
def test_thousands_are_written_the_vietnamese_way(thousands: int, rest: int) -> None:
    assert f"{thousands}.{rest:03}" in translate(f"How many farms have {thousands},{rest:03} ha?")


@pytest.mark.parametrize("text", ["bao nhieu con trau", "xa nao cao nhat", "Thu ngân sách năm 2021", "tong so ho"])
def test_vietnamese_is_not_english(text: str) -> None:
    assert not is_english(text)
    assert fold(text) == fold(together(text))
