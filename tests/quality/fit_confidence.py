"""Fits the weights of bot/answering/data/confidence.csv on the questions that we tune on, and writes them.

    python -m tests.quality.fit_confidence [--write]

Logistic regression with an L2 penalty, by Newton's method, over every answer given in the sets that were tuned on
and the odd paraphrases: 1 where it is right, 0 where it is not. Answers of tuned sets are right more often than
those to new people will be, so the bias is then moved until the mean over a set that was not read (LEVEL) is the
share right there: one number is taken from it, and the other sets kept back have no part.
"""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from unittest import mock

import numpy as np
from numpy.typing import NDArray

import bot.answering.answerer as answering
from bot.answering.confidence import BIAS
from bot.answering.records import AnswerStatus
from tests.quality.asked import ask, opened
from tests.quality.paraphrases import load_facts
from tests.quality.scoring import Case, is_right, load_cases

TABLE = Path(answering.__file__).parent / "data" / "confidence.csv"
SETS = (
    "sample-dev",
    "library-dev",
    "unseen",
    "fresh-dev",
    "provinces-dev",
    "districts-dev",
    "coast-dev",
    "paraphrases",
)
LEVEL = "fresh"
_PENALTY = 1.0
_NOTES = {
    BIAS: "every answer",
    "explained": "share of the question that the wording around explains",
    "near": "share of it that stands near the figure",
    "missing": "share that nothing explains",
    "unasked": "share of the figure's own wording that was not asked for",
    "derived": "worked out from other figures",
    "several": "several figures at once",
    "looked_up": "one figure asked for",
    "agreed": "another report says the same",
    "disputed": "another report says otherwise",
    "sentence": "a sentence without a figure",
    "rephrased": "the question was mended or restored or translated",
    "timed": "a time is named",
    "placed": "a place is named",
    "short": "fewer than two words of content",
}


def main() -> int:
    """Fits, prints and, with --write, writes the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.fit_confidence")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    signals, right = _observed(SETS)
    weights = levelled(fit(signals, right), *_observed((LEVEL,)))
    lines = ["signal,weight,note,source"]
    lines += [
        f"{name},{weight:.2f},{_NOTES[name]},fitted by tests/quality/fit_confidence.py" for name, weight in weights
    ]
    print(f"{len(right)} answers, {sum(right)} right")
    print("\n".join(lines))
    if given.write:
        TABLE.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return 0


def fit(signals: Sequence[Mapping[str, float]], right: Sequence[bool]) -> list[tuple[str, float]]:
    """The weight of the bias and of each signal, by penalised maximum likelihood; the bias bears no penalty."""
    names = [BIAS, *(name for name in _NOTES if name != BIAS)]
    x = _table(signals, names)
    y = np.array(right, float)
    penalty = np.diag([0.0, *([_PENALTY] * (len(names) - 1))])
    w: NDArray[np.float64] = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (y - p) - penalty @ w
        curve = (x.T * (p * (1 - p))) @ x + penalty
        w = w + np.linalg.solve(curve, slope)
    return list(zip(names, map(float, w), strict=True))


def levelled(
    weights: Sequence[tuple[str, float]], signals: Sequence[Mapping[str, float]], right: Sequence[bool]
) -> list[tuple[str, float]]:
    """The weights with the bias moved so that the mean over these answers is the share of them that is right."""
    if not any(right) or all(right):
        return list(weights)
    scores = _table(signals, [name for name, _ in weights]) @ np.array([weight for _, weight in weights])
    moved, share = 0.0, float(np.mean(right))
    for _ in range(50):
        p = 1 / (1 + np.exp(-(scores + moved)))
        moved += (share - float(np.mean(p))) / float(np.mean(p * (1 - p)))
    return [(name, weight + moved * (name == BIAS)) for name, weight in weights]


def _table(signals: Sequence[Mapping[str, float]], names: Sequence[str]) -> NDArray[np.float64]:
    """A row for each answer and a column for each signal; the bias is 1 for all."""
    return np.array([[1.0 if name == BIAS else row.get(name, 0.0) for name in names] for row in signals])


def _observed(sets: Sequence[str]) -> tuple[list[Mapping[str, float]], list[bool]]:
    """The signals of each answer given over the sets, and whether it was right."""
    signals: list[Mapping[str, float]] = []
    right: list[bool] = []
    for name in sets:
        with opened(name) as library:
            if library is None:
                continue
            for case in _cases(name):
                seen: list[Mapping[str, float]] = []
                with mock.patch.object(
                    answering, "confidence_of", lambda found, seen=seen: seen.append(found) or 0.0
                ):
                    asked = next(iter(ask(library, [case])))
                if asked.answer.status is AnswerStatus.ANSWERED and seen:
                    signals.append(seen[-1])
                    right.append(is_right(case, asked.as_json))
    return signals, right


def _cases(name: str) -> Iterable[Case]:
    if name == "paraphrases":
        return [case for fact in load_facts(odd=True) for case in fact]
    return load_cases(name)


if __name__ == "__main__":
    sys.exit(main())
