"""The weights of the confidence: what tells right from wrong weighs, the level is that of unread questions."""

import math

import pytest

from bot.answering.confidence import BIAS
from tests.quality.fit_confidence import fit, levelled

_SIGNALS = [{"explained": 1.0}] * 40 + [{"explained": 0.2}] * 40
_RIGHT = [True] * 36 + [False] * 4 + [True] * 12 + [False] * 28


def _mean(weights: list[tuple[str, float]], signals: list[dict[str, float]]) -> float:
    table = dict(weights)
    scores = [table[BIAS] + sum(table[name] * value for name, value in row.items()) for row in signals]
    return sum(1 / (1 + math.exp(-score)) for score in scores) / len(scores)


def test_what_is_explained_weighs_for_an_answer() -> None:
    weights = dict(fit(_SIGNALS, _RIGHT))
    assert weights["explained"] > 0
    assert _mean(list(weights.items()), _SIGNALS) == pytest.approx(48 / 80, abs=0.02)


def test_the_level_is_that_of_questions_not_read() -> None:
    weights = fit(_SIGNALS, _RIGHT)
    lower = levelled(weights, _SIGNALS, [True] * 20 + [False] * 60)
    assert _mean(lower, _SIGNALS) == pytest.approx(0.25, abs=0.001)
    assert [w for name, w in lower if name != BIAS] == [w for name, w in weights if name != BIAS]


@pytest.mark.parametrize("right", [[], [True, True], [False, False]])
def test_no_level_is_taken_where_all_are_alike(right: list[bool]) -> None:
    weights = [(BIAS, 0.5), ("explained", 1.0)]
    assert levelled(weights, [{"explained": 1.0}] * len(right), right) == weights
