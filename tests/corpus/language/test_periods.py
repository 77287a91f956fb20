"""Periods: wording → interval."""

from datetime import date

import pytest
from hypothesis import given

from corpus.language.periods import find_periods, is_compared, whole_year
from corpus.language.rows import rows
from corpus.records import Period, PeriodKind
from tests.corpus.cases import Case, params, tables
from tests.corpus.slices import assert_ordered
from tests.corpus.strategies import settled, texts


def _label(period: Period) -> str:
    as_of = " as of" if period.as_of and period.kind is not PeriodKind.DAY else ""
    return f"{period.kind} {period.start} {period.end}{as_of}"


@pytest.mark.parametrize("case", params("periods"))
def test_found(case: Case) -> None:
    assert [_label(m.period) for m in find_periods(case["text"], year=case.get("year"))] == case["found"]


@pytest.mark.parametrize("case", params("periods", "compared"))
def test_compared(case: Case) -> None:
    mention = find_periods(case["text"])[-1]
    assert is_compared(case["text"], mention.span) is case["compared"]


def test_every_kind_of_the_table_has_a_case() -> None:
    shown = {label.split(" ")[0] for case in tables("periods")["case"] for label in case["found"]}
    assert {row["kind"] for row in rows("periods")} <= shown


def test_whole_year() -> None:
    period = whole_year(2019)
    assert (period.start, period.end, period.wording) == (date(2019, 1, 1), date(2019, 12, 31), "năm 2019")
    assert list(period.years) == [2019]


@settled
@given(texts)
def test_mentions_are_slices_in_order(text: str) -> None:
    mentions = find_periods(text, 7, 2019)
    assert_ordered([m.span.shift(-7) for m in mentions])
    for mention in mentions:
        assert mention.span.shift(-7).of(text) == mention.period.wording
        assert mention.period.start <= mention.period.end
