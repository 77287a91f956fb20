"""When a question asks about. Cases: tests/cases/wordings.toml."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.times import moved, read_times, years_of
from corpus.records import Period, PeriodKind
from tests.bot.answering.made import period, year
from tests.corpus.cases import Case, params
from tests.corpus.strategies import settled, texts

years = st.integers(1950, 2050)
_WORDINGS = ["năm {}", "Năm {}", "nam {}", "trong năm {} thì", "lợn {} bao nhiêu con"]


def bounds(*periods: Period) -> list[str]:
    return [f"{p.start}/{p.end}" for p in periods]


@pytest.mark.parametrize("case", params("wordings", "times"))
def test_times(case: Case) -> None:
    times = read_times(case["text"], case.get("from"))
    assert bounds(*times.periods) == case.get("periods", [])
    assert bounds(*times.compared_with) == case.get("compared", [])
    assert (times.later, times.series) == (case.get("later", 0), case.get("series", False))


@settled
@given(years, st.sampled_from(_WORDINGS))
def test_a_year_is_found_where_it_stands(number: int, wording: str) -> None:
    text = wording.format(number)
    times = read_times(text)
    assert bounds(*times.periods) == [f"{number}-01-01/{number}-12-31"]
    assert [str(number) in span.of(text) for span in times.spans] == [True]


@settled
@given(texts, st.none() | years)
def test_spans_lie_within_the_text(text: str, before: int | None) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in read_times(text, before).spans)


@settled
@given(years, st.integers(-30, 30))
def test_moved_there_and_back(number: int, by: int) -> None:
    assert moved(year(number), by).start.year == number + by
    assert bounds(moved(moved(year(number), by), -by)) == bounds(year(number))


@pytest.mark.parametrize(
    ("stated", "by", "to"),
    [
        (period("months", "2020-01-01", "2020-10-31"), -1, "2019-01-01/2019-10-31"),
        (period("quarter", "2021-07-01", "2021-09-30"), 1, "2022-07-01/2022-09-30"),
        (period("month", "2020-02-01", "2020-02-29"), 1, "2021-01-01/2021-12-31"),
    ],
    ids=["ten months", "a quarter", "29 February"],
)
def test_moved_keeps_the_kind_of_time(stated: Period, by: int, to: str) -> None:
    assert bounds(moved(stated, by)) == [to]


@pytest.mark.parametrize(
    ("first", "last", "told"), [(2018, 2021, 4), (2020, 2020, 0), (2000, 2020, 0), (2009, 2020, 12)]
)
def test_the_years_of_a_stage(first: int, last: int, told: int) -> None:
    found = years_of(period("stage", f"{first}-01-01", f"{last}-12-31"))
    assert [p.start.year for p in found] == list(range(first, first + told))
    assert all(p.kind is PeriodKind.YEAR for p in found)
