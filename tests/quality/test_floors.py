"""Answer quality may rise, never fall: floors over our own questions.

`dev` sets and unseen are what rules are tuned on; the others say how the rules generalise: nobody looked at
sample-heldback, fresh and blind while tuning.
"""

from dataclasses import dataclass

import pytest

from tests.quality.asked import Asked, ask_set


@dataclass(frozen=True)
class Floor:
    """The least share right, and the most answered of what the reports do not say."""

    right: float
    made_up: float = 0.0


FLOORS = {
    "sample-dev": Floor(0.86),
    "sample-heldback": Floor(0.82),
    "library-dev": Floor(0.81, 0.14),
    "unseen": Floor(0.84),
    "fresh-dev": Floor(0.81),
    "fresh": Floor(0.64, 0.11),
    "provinces-dev": Floor(0.75, 0.24),
    "districts-dev": Floor(0.68),
    "coast-dev": Floor(0.69, 0.13),
    "blind": Floor(0.48),
}


@pytest.fixture(scope="module", params=sorted(FLOORS))
def result(request: pytest.FixtureRequest) -> tuple[str, list[Asked]]:
    """One question set, asked over its reports."""
    asked = ask_set(request.param)
    assert asked
    return request.param, asked


def test_accuracy_stays_above_its_floor(result: tuple[str, list[Asked]]) -> None:
    name, asked = result
    right = sum(a.right for a in asked)
    print(f"{name}: {right}/{len(asked)} right")
    assert right >= FLOORS[name].right * len(asked)


def test_every_right_answer_is_cited(result: tuple[str, list[Asked]]) -> None:
    _, asked = result
    assert [a.case.question for a in asked if a.right and not a.cited] == []


def test_what_the_report_does_not_say_is_not_answered(result: tuple[str, list[Asked]]) -> None:
    name, asked = result
    unanswerable = [a for a in asked if a.case.status != "answered"]
    made_up = [a for a in unanswerable if not a.right]
    assert len(made_up) <= FLOORS[name].made_up * len(unanswerable)
