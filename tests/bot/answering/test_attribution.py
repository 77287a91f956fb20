"""Whose figure is wanted: an office, the press, or nobody's. Cases: tests/cases/wordings.toml."""

import pytest

from bot.answering.attribution import find_attribution
from tests.corpus.cases import Case, params


@pytest.mark.parametrize("case", params("wordings", "attribution"))
def test_the_source_that_is_named(case: Case) -> None:
    found = find_attribution(case["text"])
    assert (None if found is None else found.span.of(case["text"])) == case.get("want")
    assert found is None or found.press is case.get("press", False)


@pytest.mark.parametrize(
    ("named", "share"),
    [
        ("Sở Giáo dục và Đào tạo tỉnh Sơn La", 1.0),
        ("Sở Giáo dục", 1.0),
        ("Sở Y tế", 1 / 3),
        ("Báo Biên Phòng", 0.0),
        ("", 0.0),
    ],
)
def test_how_well_a_report_fits(named: str, share: float) -> None:
    found = find_attribution("theo Sở Giáo dục có bao nhiêu trường")
    assert found is not None
    assert found.fits(named) == pytest.approx(share)
