"""Periods: wording → interval."""

from datetime import date

import pytest
from hypothesis import given

from corpus.language.normalise import strip_marks
from corpus.language.period_rules import rule_table
from corpus.language.periods import find_periods, is_compared, whole_year
from corpus.language.rows import rows
from corpus.records import Period, PeriodKind
from tests.corpus.cases import Case, params, tables
from tests.corpus.cpu import growth, seconds
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


@pytest.mark.parametrize("bare", [False, True])
def test_heads_hide_no_wording(bare: bool) -> None:
    """A rule's column `heads` must name every way in which its wording may begin."""
    table = rule_table(bare, with_context=True)
    for case in tables("periods")["case"]:
        text = (strip_marks(case["text"]) if bare else case["text"]).lower()
        tried = {(rule.pattern, match.start()) for rule, match in table.scan(text)}
        covered = [match.span() for _, match in table.scan(text)]
        for rule in table.rules:
            for match in rule.pattern.finditer(text):
                whole_word = match.start() == 0 or not text[match.start() - 1].isalnum()
                free = not any(start <= match.start() < end for start, end in covered)
                assert (rule.pattern, match.start()) in tried or not (free and whole_word), (text, match)


WORST = [
    "2019, ",
    "9 tháng, ",
    "quý I và quý II và ",
    "ngày 5-",
    "từ ngày ",
    "năm " + " " * 40,
    "1/1/",
    "so với các năm 2018, ",
    "cùng kỳ năm trước (",
    "20192019",
]


@pytest.mark.parametrize("piece", WORST)
def test_a_long_line_takes_seconds(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert seconds(lambda: [is_compared(text, m.span) for m in find_periods(text, year=2019)]) < 20


def test_time_grows_with_the_length() -> None:
    assert growth(lambda size: find_periods("năm 2019, " * size, year=2019), 2000) < 10
