"""Every form of number that the corpus reads can be answered: the gate lets through what the report prints."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.conversation import Conversations
from index.build import Builder
from index.layout import Layout
from index.search import Searcher
from index.store import Store

TEXT = """Báo cáo tình hình nuôi tôm năm 2020 của xã Tân Hưng

Năng suất tôm quảng canh từ 420 đến 450 kg/ha. Công nghiệp tăng trưởng -5,2%. Toàn xã còn năm mươi hai hộ nghèo. Thu
ngân sách đạt 1 tỷ 850 triệu đồng. Có 37 HTX, gồm 30 HTX nông nghiệp và 9 HTX phi nông nghiệp.

Gỗ tịch thu 427, 46 m3.

Tỷ lệ hài lòng đạt 81%, thấp hơn bình quân của huyện (84,5%).
"""


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    """An answerer over TEXT."""
    folder: Path = tmp_path_factory.mktemp("numbers")
    path = folder / "tom.txt"
    path.write_text(TEXT, encoding="utf-8")
    layout = Layout(folder / "data")
    Builder(layout).add([(path, path.name)])
    with Store.open(layout) as store:
        yield Answerer(Searcher(store, layout), Conversations())


@pytest.mark.parametrize(
    ("question", "values", "line"),
    [
        ("Năng suất tôm quảng canh là bao nhiêu?", ["420", "450"], "từ 420 đến 450 kg/ha"),
        ("Công nghiệp tăng trưởng bao nhiêu phần trăm?", ["-5.2"], "-5,2%"),
        ("Còn bao nhiêu hộ nghèo?", ["52"], "52 hộ nghèo"),
        ("Thu ngân sách đạt bao nhiêu?", ["1.85"], "1,85 tỷ đồng"),
        ("Gỗ tịch thu bao nhiêu m3?", ["427.46"], "427,46 m3"),
        ("Tỷ lệ hài lòng là bao nhiêu?", ["81"], "81%"),
    ],
)
def test_answered(numbers: Answerer, question: str, values: list[str], line: str) -> None:
    answer = numbers.ask(question)
    assert [value.value for value in answer.values] == values
    assert line in answer.text


def test_a_contradiction_is_told(numbers: Answerer) -> None:
    answer = numbers.ask("Có bao nhiêu HTX?")
    assert answer.values[0].value == "37"
    assert "Lưu ý, báo cáo chưa khớp: các phần cộng lại được 39, nhiều hơn tổng 37." in answer.text
