"""How sure an answer is of itself: the signals of what was found, and what the table makes of them."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import confidence
from bot.answering.agreement import Others
from bot.answering.answerer import Answerer
from bot.answering.confidence import BIAS, confidence_of, signals_of, signals_of_statement
from bot.answering.fillers import PACKAGE
from bot.answering.matching import Match
from bot.answering.outcome import Finding
from bot.answering.records import AnswerStatus, Operation, Query, QueryTerm
from corpus.language.rows import rows
from tests.bot.answering.made import figure, finding, match, query, year
from tests.corpus.strategies import settled

TABLE = {row["signal"]: float(row["weight"]) for row in rows("confidence", PACKAGE)}
SIGNALS = sorted(TABLE.keys() - {BIAS})
ASKED = query("cay", "que")
shares = st.floats(0, 1)
signals = st.dictionaries(st.sampled_from([*SIGNALS, "no signal"]), shares)


def found(number: int = 1, **parts: Any) -> Match:
    """A match with some of its measures set."""
    return replace(match(figure(), number), **parts)


def told(*matches: Match, **parts: Any) -> Finding:
    """A finding of the first match, worked out from all of them where there are several."""
    operands = matches if len(matches) > 1 else ()
    return replace(finding(figure()), match=matches[0], operands=operands, **parts)


def of_figures(asked: Query = ASKED, *findings: Finding, also: Others | None = None) -> Mapping[str, float]:
    return signals_of(asked, findings or [told(found())], also or Others())


# --- the signals ------------------------------------------------------------------------------------------


def made() -> set[str]:
    """Every signal that the code can make."""
    return {*of_figures(), *signals_of_statement(ASKED, None), *signals_of_statement(ASKED, found())}


def test_the_table_weighs_each_signal_and_no_other() -> None:
    assert set(TABLE) == made() | {BIAS}


def test_signals_lie_between_0_and_1() -> None:
    worst = found(explained=0.0, near=0.0, missing_share=1.0, unasked=1.0)
    asked = query(periods=(year(2021),), places=("Lào Cai",), understood="khác")
    several = [told(found(), worst, formula="1 + 1 = 2"), told(worst)]
    also = Others((found(2),), (found(3), found(4)))
    seen = [of_figures(), of_figures(asked, *several, also=also), signals_of_statement(asked, worst)]
    assert all(0 <= value <= 1 for each in seen for value in each.values())


def test_of_several_figures_the_least_explained_counts() -> None:
    good = found(explained=0.9, near=1.0, missing_share=0.0, unasked=0.1)
    bad = found(2, explained=0.6, near=0.8, missing_share=0.2, unasked=0.4)
    seen = of_figures(ASKED, told(good), told(bad))
    assert {name: seen[name] for name in ("explained", "near", "missing", "unasked")} == {
        "explained": 0.6,
        "near": 0.8,
        "missing": 0.2,
        "unasked": 0.4,
    }
    assert of_figures(ASKED, told(bad), told(good)) == seen


def test_what_a_figure_is_worked_out_from_counts_not_what_it_is_shown_by() -> None:
    shown, operand = found(explained=1.0), found(2, explained=0.5)
    worked_out = replace(told(shown), operands=(operand,), formula="3 - 1 = 2")
    assert of_figures(ASKED, worked_out)["explained"] == 0.5


@pytest.mark.parametrize(
    ("name", "seen", "other"),
    [
        ("derived", of_figures(ASKED, told(found(), formula="3 - 1 = 2")), of_figures()),
        ("several", of_figures(ASKED, told(found()), told(found(2))), of_figures()),
        ("looked_up", of_figures(), of_figures(query("cay", "que", operation=Operation.SUM))),
        ("agreed", of_figures(also=Others((found(2),), ())), of_figures()),
        ("disputed", of_figures(also=Others((), (found(2),))), of_figures()),
        ("rephrased", of_figures(query("cay", "que", understood="cây quế")), of_figures()),
        ("timed", of_figures(query("cay", "que", periods=(year(2021),))), of_figures()),
        ("placed", of_figures(query("cay", "que", places=("Lào Cai",))), of_figures()),
        ("short", of_figures(query("que")), of_figures()),
        ("sentence", signals_of_statement(ASKED, None), signals_of_statement(ASKED, found())),
    ],
)
def test_what_switches_a_signal(name: str, seen: Mapping[str, float], other: Mapping[str, float]) -> None:
    assert (seen[name], other[name]) == (1.0, 0.0)
    assert {n for n in seen if seen[n] != other.get(n)} == {name}


def test_a_question_understood_as_it_stands_is_not_rephrased() -> None:
    assert of_figures(query("cay", "que", understood="cay que"))["rephrased"] == 0.0


def test_a_word_that_says_little_makes_no_question_longer() -> None:
    weak = QueryTerm("dien", "dien", False, share=0.3)
    assert of_figures(query("que"))["short"] == 1.0
    assert of_figures(replace(query("que"), terms=(*query("que").terms, weak)))["short"] == 1.0


# --- from signals to a confidence -------------------------------------------------------------------------


@settled
@given(signals)
def test_it_is_a_share_to_two_decimals(given_signals: dict[str, float]) -> None:
    sure = confidence_of(given_signals)
    assert 0 <= sure <= 1
    assert round(sure, 2) == sure
    assert confidence_of(dict(reversed(given_signals.items()))) == sure


@settled
@given(signals, st.sampled_from(SIGNALS), shares, shares)
def test_a_signal_moves_it_as_the_table_says_and_no_other_way(
    others: dict[str, float], name: str, one: float, other: float
) -> None:
    low, high = (confidence_of({**others, name: value}) for value in sorted((one, other)))
    assert (high - low) * TABLE[name] >= 0
    assert TABLE[name] != 0 or high == low


def test_what_is_no_signal_changes_nothing() -> None:
    assert confidence_of({"no signal": 1.0, BIAS: 9.0}) == confidence_of({})


@pytest.mark.parametrize(
    ("weights", "seen", "sure"),
    [
        ({BIAS: 0.0}, {}, 0.5),
        ({BIAS: 0.0, "near": 2.0}, {"near": 0.5}, 0.73),
        ({BIAS: 1.0, "near": 2.0, "missing": -3.0}, {"near": 1.0, "missing": 1.0}, 0.5),
        ({BIAS: -2.0}, {"near": 1.0}, 0.12),
        ({BIAS: 40.0}, {}, 1.0),
        ({BIAS: -40.0}, {}, 0.0),
    ],
)
def test_the_formula(
    monkeypatch: pytest.MonkeyPatch, weights: dict[str, float], seen: dict[str, float], sure: float
) -> None:
    monkeypatch.setattr(confidence, "_weights", lambda: weights)
    assert confidence_of(seen) == sure


@pytest.mark.parametrize(("better", "worse"), [("near", "missing"), ("explained", "unasked")])
def test_the_table_itself_has_no_surprise(better: str, worse: str) -> None:
    assert TABLE[better] > 0 > TABLE[worse]


def test_an_answer_that_is_explained_is_surer_than_one_that_is_not() -> None:
    for derived, short in product((0.0, 1.0), repeat=2):
        rest = {"derived": derived, "short": short}
        well = {"explained": 1.0, "near": 1.0, "missing": 0.0, "unasked": 0.0}
        badly = {"explained": 0.5, "near": 0.7, "missing": 0.3, "unasked": 0.6}
        assert confidence_of({**rest, **well}) > confidence_of({**rest, **badly})


# --- in answers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    ["Toàn tỉnh có bao nhiêu hợp tác xã?", "co bao nhieu doanh nghiep giai the", "Chỉ thị ban hành ngày nào?"],
)
def test_every_answer_has_one_and_the_same_each_time(answerer: Answerer, question: str) -> None:
    first, again = answerer.ask(question), answerer.ask(question)
    assert first.status is AnswerStatus.ANSWERED
    assert 0 < first.confidence <= 1
    assert first.confidence == again.confidence


def test_what_is_not_answered_has_none(answerer: Answerer) -> None:
    answer = answerer.ask("Có bao nhiêu sân bay quốc tế?")
    assert (answer.status, answer.confidence) == (AnswerStatus.NOT_FOUND, 0.0)
