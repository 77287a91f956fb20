"""What is no figure: periods, references, addresses, ordinals, enumerators."""

import pytest
from hypothesis import given

from corpus.facts.masks import find_mentions
from tests.corpus.strategies import settled, texts


def _masked(text: str) -> list[str]:
    return [mask.span.of(text) for mask in find_mentions(text, 0, 2019).masked]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Năm 2019 có 5 chợ", ["Năm 2019"]),
        ("ký 664/QĐ-UBND ngày 26/4/2019", ["664/QĐ-UBND", "ngày 26/4/2019"]),
        ("Nghị quyết 02/2019/NQ-HĐND", ["Nghị quyết 02/2019/NQ-HĐND"]),
        ("xem https://a.gov.vn/2019/5", ["https://a.gov.vn/2019/5"]),
        ("mức độ 4 và mức độ 3", ["mức độ 4", "mức độ 3"]),
        ("mức độ 30%", []),
        ("trong số 30 hộ", []),
        ("tổng số 30 hộ", []),
        ("1. Kết quả", ["1."]),
        ("2.1. Kết quả", ["2.1."]),
        ("IV. Kết quả", ["IV."]),
        ("12,5 ha", []),
    ],
)
def test_masked(text: str, masked: list[str]) -> None:
    assert _masked(text) == masked


def test_an_enumerator_stands_at_the_head_only() -> None:
    assert _masked("có 12 chợ") == []


def test_a_figure_at_the_head_of_a_line() -> None:
    assert _masked("44 HTX mới được lập.") == []


def test_dates_of_references_are_known() -> None:
    mentions = find_mentions("Quyết định 664/QĐ-UBND ngày 26/4/2019; họp ngày 30/5/2019", 0, None)
    assert [m.period.wording for m in mentions.dated] == ["ngày 26/4/2019"]
    assert len(mentions.periods) == 2


def test_masks_covers_any_overlap() -> None:
    mentions = find_mentions("Năm 2019 có 5 chợ", 0, None)
    assert mentions.masks(4, 6)
    assert not mentions.masks(8, 13)


@settled
@given(texts)
def test_masks_lie_in_their_text(text: str) -> None:
    mentions = find_mentions(text, 8, 2019)
    assert all(8 <= mask.span.start < mask.span.end <= len(text) + 8 for mask in mentions.masked)
    assert set(mentions.dated) <= set(mentions.periods)
