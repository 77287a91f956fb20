"""Answer quality may rise, never fall: floors over our own questions, asked of the real program.

`dev` is what rules are tuned on; `heldback` was never looked at while tuning, and says how the rules generalise.
"""

from pathlib import Path

import pytest

from tests.quality.scoring import Score, ask_all, load_cases, score

FLOORS = {"sample-dev": 0.81, "sample-heldback": 0.72}
MOST_MADE_UP = 0.0


@pytest.fixture(scope="module", params=sorted(FLOORS))
def result(request: pytest.FixtureRequest, indexed_sample: Path) -> tuple[str, Score]:
    """One question set, asked and scored."""
    cases = load_cases(request.param)
    return request.param, score(cases, ask_all(indexed_sample, cases))


def test_accuracy_stays_above_its_floor(result: tuple[str, Score]) -> None:
    name, got = result
    print(f"{name}: {got.right}/{got.asked} right, {got.wrong} wrong, {got.made_up}/{got.unanswerable} made up")
    assert got.accuracy >= FLOORS[name], "\n".join(got.failures)


def test_every_right_answer_is_cited(result: tuple[str, Score]) -> None:
    _, got = result
    assert got.cited == got.answered_right


def test_what_the_report_does_not_say_is_not_answered(result: tuple[str, Score]) -> None:
    _, got = result
    assert got.made_up <= MOST_MADE_UP * got.unanswerable
