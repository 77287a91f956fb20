"""The second reading of an answer's numbers finds what is altered, and lets pass what is supported."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.answering.records import Answer, AnswerStatus, Citation, Value
from tests.arithmetic import formula_faults, said
from tests.supported import unsupported, unsupported_sources, unsupported_values

QUOTE = "có 137 HTX nông nghiệp; thu 1.752,5 tỷ đồng; năm mươi hai hộ"
CITATION = Citation("a.txt", "Báo cáo năm 2019", f"Tỉnh {QUOTE}.", QUOTE, 5, 5 + len(QUOTE), 17, 1)
ANSWER = Answer(
    question="?",
    status=AnswerStatus.ANSWERED,
    headline="",
    text=f"137 HTX, thu 1.752,5 tỷ đồng, 52 hộ (2019) [1]\n[1] “{QUOTE}” — Báo cáo năm 2019, đoạn 17 (a.txt)",
    understood="?",
    values=(Value("137", "HTX"), Value("1752.5", "tỷ đồng"), Value("52", "hộ")),
    citations=(CITATION,),
)


def test_what_stands_in_the_quote_or_beside_the_figure_is_supported() -> None:
    assert unsupported(ANSWER, ["năm 2019"]) == []
    assert unsupported_values(ANSWER) == []
    assert unsupported_sources(ANSWER) == []


def test_a_year_that_nothing_cited_gives_is_not_supported() -> None:
    assert unsupported(ANSWER, []) == ["2019"]


@pytest.mark.parametrize("at", [i for i, c in enumerate(ANSWER.text.partition("\n")[0][:-4]) if c.isdigit()])
def test_any_digit_altered_in_the_text_is_found(at: int) -> None:
    other = str((int(ANSWER.text[at]) + 1) % 10)
    altered = replace(ANSWER, text=ANSWER.text[:at] + other + ANSWER.text[at + 1 :])
    assert unsupported(altered, ["năm 2019"])


def test_altered_values_markers_and_source_lines_are_found() -> None:
    assert unsupported_values(replace(ANSWER, values=(Value("138", "HTX"),))) == ["138"]
    assert unsupported_values(replace(ANSWER, values=(Value("137", "HTX", of="140"),))) == ["140"]
    assert unsupported(replace(ANSWER, text=ANSWER.text.replace(") [1]", ") [2]")), ["2019"]) == ["2"]
    assert unsupported_sources(replace(ANSWER, text=ANSWER.text.replace("đoạn 17", "đoạn 18"))) == ["18"]


@pytest.mark.parametrize(
    ("formula", "faults"),
    [
        ("137 + 44 = 181", []),
        ("137 + 44 = 182", ["137 + 44 = 182"]),
        ("137 + 45 = 182", ["45"]),
        ("15 / 24 = 62,5%", []),
        ("15 xã / 24 xã = 62,6%", ["15 xã / 24 xã = 62,6%"]),
        ("5.455 : 109% = 5.005 lao động", []),
        ("41,72% − 38,81% = 2,91 điểm %", []),
        ("1,2 tỷ đồng + 850 triệu đồng = 2,05 tỷ đồng", []),
        ("(15 + 24) / 44 = 88,64%", []),
        ("15 x 100 / 24 = 62,5", []),
        ("137 + = 137", ["137 + = 137"]),
        ("137", ["137"]),
        ("137 / (15 - 15) = 0", ["137 / (15 - 15) = 0"]),
    ],
)
def test_formulas_are_worked_out_anew(formula: str, faults: list[str]) -> None:
    known = {Decimal(n) for n in ["137", "44", "15", "24", "5455", "109", "41.72", "38.81", "1.2", "850"]}
    assert formula_faults(formula, known) == faults


@pytest.mark.parametrize(
    ("token", "number"),
    [("1.752,5", "1752.5"), ("8.734", "8734"), ("88,84", "88.84"), ("02", "2"), ("1.2.3", None), ("1,2,3", None)],
)
def test_numbers_are_read_as_vietnamese_prints_them(token: str, number: str | None) -> None:
    assert said(token) == (None if number is None else Decimal(number))
