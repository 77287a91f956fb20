"""When, where and in what state a figure holds: the order of looking."""

import pytest

from corpus.records import Fact, Status
from tests.corpus.made_reports import figures_of, report_of


def _figure(text: str) -> Fact:
    return figures_of(report_of(text))[-1]


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        pytest.param("Năm 2016 có mưa, năm 2017 có 5 chợ.", "năm 2017", id="clause"),
        pytest.param("Năm 2017, sau khi họp; các xã mở 5 chợ.", "Năm 2017", id="sentence"),
        pytest.param("Năm 2017 có mưa. Các xã mở 5 chợ.", "Năm 2017", id="sentence before"),
        pytest.param("1. Kết quả năm 2017\n\nCác xã mở 5 chợ.", "năm 2017", id="heading"),
        pytest.param("Các xã mở 5 chợ.", "năm 2019", id="report"),
    ],
)
def test_where_a_period_comes_from(text: str, wording: str) -> None:
    period = _figure(text).period
    assert period is not None
    assert period.wording == wording


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("Tại huyện Na Rì có 5 chợ.", "huyện Na Rì", id="clause"),
        pytest.param("Ở huyện Na Rì; các xã mở 5 chợ.", "huyện Na Rì", id="sentence"),
        pytest.param("1. Tại huyện Na Rì\n\nCác xã mở 5 chợ.", "huyện Na Rì", id="heading"),
        pytest.param("Các xã mở 5 chợ.", "Bắc Kạn", id="report"),
    ],
)
def test_where_a_place_comes_from(text: str, place: str) -> None:
    assert _figure(text).place == place


def test_the_nearest_cue_gives_the_status() -> None:
    assert _figure("Phấn đấu nhiều, ước đạt 5 tỷ đồng.").status is Status.ESTIMATE


def test_an_estimate_in_a_heading_is_no_status() -> None:
    assert _figure("1. Ước thực hiện\n\nCác xã mở 5 chợ.").status is Status.ACTUAL


def test_a_part_holds_when_its_whole_does() -> None:
    assert (
        _figure("Năm 2017 có 9 chợ. Nay có 12 chợ, trong đó 5 chợ mới.").period
        == _figure("Năm 2017 có 9 chợ. Nay có 12 chợ.").period
    )
