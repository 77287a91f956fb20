"""Facts may get better, never worse: floors over the gold tables of figures.

Where ../shared is absent, only the reports in our own words are measured.
"""

import pytest

from tests.quality.gold_scoring import Tally, measure, tables

# Precision and recall of the full fact, of value with unit and span. Raise when the figures rise.
FLOORS = {"dev": (0.88, 0.97), "heldback": (0.79, 0.97)}
REAL = "bac-kan-2019"
REAL_FLOOR = 0.97


def _tally(name: str) -> tuple[Tally, dict[str, Tally]]:
    total, each = Tally(), {}
    for path, report in tables(name):
        if report is not None:
            each[path.stem] = measure(path, report)
            total.add(each[path.stem])
    return total, each


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_facts_stay_above_their_floor(name: str) -> None:
    total, each = _tally(name)
    full, basic = FLOORS[name]
    print(f"{name}: {total.line()}")
    assert each, "no report at all was measured"
    assert min(total.precision("full fact"), total.full / total.gold) >= full, total.line()
    assert min(total.precision("value+unit+span"), total.basic / total.gold) >= basic, total.line()
    if REAL in each:
        real = each[REAL]
        assert min(real.precision("full fact"), real.full / real.gold) >= REAL_FLOOR, "\n".join(real.failures)
