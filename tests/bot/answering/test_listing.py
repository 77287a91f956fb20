"""How many things a list names; the cases are in tests/cases/answers-listed.toml."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from bot.answering.errors import UncitedNumber
from bot.answering.gate import check_numbers
from bot.answering.records import Value
from tests.library import Library, open_library
from tests.processes import ROOT

MADE = tomllib.loads((ROOT / "tests/cases/answers-listed.toml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = MADE["case"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("made")
    files = [folder / report["source"] for report in MADE["report"]]
    for file, report in zip(files, MADE["report"], strict=True):
        file.write_text(report["text"], encoding="utf-8")
    with open_library(files) as opened:
        yield opened


def _param(case: dict[str, Any]) -> ParameterSet:
    marks = [pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else []
    return pytest.param(case, id=case["note"], marks=marks)


@pytest.mark.parametrize("case", list(map(_param, CASES)))
def test_what_is_counted(library: Library, case: dict[str, Any]) -> None:
    answer = library.ask(case["question"])
    assert [value.value for value in answer.values] == case["values"], answer.text
    assert case.get("says", "") in answer.text


def test_each_item_is_cited_and_the_count_shown(library: Library) -> None:
    answer = library.ask("Có mấy huyện có dịch tả lợn Châu Phi năm 2022?")
    (value,), (citation,) = answer.values, answer.citations
    assert value.formula == "đếm: Mường Ảng; Tủa Chùa; Nậm Pồ; Điện Biên Đông = 4"
    assert "Mường Ảng, Tủa Chùa, Nậm Pồ và Điện Biên Đông" in citation.quote
    check_numbers(answer)


@pytest.mark.parametrize(
    ("value", "formula"),
    [
        ("5", "đếm: Mường Ảng; Tủa Chùa; Nậm Pồ; Điện Biên Đông = 5"),
        ("4", "đếm: Mường Ảng; Tủa Chùa; Nậm Pồ; Điện Biên Đông = 5"),
        ("3", "đếm: Mường Ảng; Tủa Chùa; Mường Ảng = 3"),
        ("4", "đếm: Mường Ảng; Tủa Chùa; Nậm Pồ; Mường Chà = 4"),
    ],
)
def test_the_gate_counts_again(library: Library, value: str, formula: str) -> None:
    answer = library.ask("Có mấy huyện có dịch tả lợn Châu Phi năm 2022?")
    text = answer.text.replace("4:", f"{value}:", 1)
    forged = replace(answer, text=text, values=(Value(str(Decimal(value)), formula=formula),))
    with pytest.raises(UncitedNumber):
        check_numbers(forged)
