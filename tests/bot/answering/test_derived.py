"""The whole way over made reports: figures worked out, compared, followed and asked on. The cases are in
tests/cases/answers-derived.toml."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from bot.answering.records import Answer, AnswerStatus
from corpus.language.normalise import fold
from tests.library import Library, open_library
from tests.processes import ROOT

MADE = tomllib.loads((ROOT / "tests/cases/answers-derived.toml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = MADE["case"]
SURE = [case for case in CASES if "xfail" not in case]
_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")


def _param(case: dict[str, Any]) -> ParameterSet:
    marks = [pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else []
    return pytest.param(case, id=f"{fold(case['note'])}: {fold(case['chat'][-1])}", marks=marks)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """An answerer over the made reports."""
    folder: Path = tmp_path_factory.mktemp("made")
    files = [folder / report["source"] for report in MADE["report"]]
    for file, report in zip(files, MADE["report"], strict=True):
        file.write_text(report["text"], encoding="utf-8")
    with open_library(files) as opened:
        yield opened


def judged(library: Library, case: dict[str, Any]) -> Answer:
    """The answer to the last question of a chat of its own."""
    return [library.ask(question, str(case["chat"])) for question in case["chat"]][-1]


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_what_is_answered(library: Library, case: dict[str, Any]) -> None:
    answer = judged(library, case)
    assert [value.value for value in answer.values] == case["values"], answer.text
    assert answer.status is (AnswerStatus.ANSWERED if case["values"] else AnswerStatus.NOT_FOUND)
    for key, part in (("unit", "unit"), ("formula", "formula"), ("state", "status"), ("period", "period")):
        if key in case:
            assert {getattr(value, part) for value in answer.values} == {case[key]}
    assert case.get("says", "") in answer.text
    assert "lacks" not in case or case["lacks"] not in answer.text


@pytest.mark.parametrize("case", [_param(case) for case in SURE if "formula" in case])
def test_every_operand_is_cited(library: Library, case: dict[str, Any]) -> None:
    answer = judged(library, case)
    quoted = {n for citation in answer.citations for n in _NUMBER.findall(citation.quote)}
    operands = _NUMBER.findall(case["formula"].split(" = ")[0])
    assert set(operands) - {"100"} <= quoted


@pytest.mark.parametrize("case", [_param(case) for case in SURE if case["values"]])
def test_every_answer_is_cited_word_for_word(library: Library, case: dict[str, Any]) -> None:
    citations = judged(library, case).citations
    assert citations
    assert all(library.texts[c.source][c.start : c.end] == c.quote for c in citations)


@pytest.mark.parametrize("asks", ["nguồn đâu?", "nguồn ở đâu?", "lấy ở đâu ra vậy?", "nguon dau"])
def test_sources_are_told_again(library: Library, asks: str) -> None:
    before = library.ask("Năm 2022 Yên Bái có bao nhiêu hợp tác xã?", asks)
    again = library.ask(asks, asks)
    assert again.values == ()
    assert again.citations == before.citations != ()
    assert library.ask("còn Lai Châu?", asks).values[0].value == "402"


def test_no_source_without_an_answer(library: Library) -> None:
    assert library.ask("nguồn đâu?", "a new chat").status is AnswerStatus.NOT_FOUND


def test_a_follow_up_of_another_chat_has_no_ground(library: Library) -> None:
    library.ask("Năm 2022 Yên Bái có bao nhiêu hợp tác xã?", "one")
    assert library.ask("còn Lai Châu?", "two").values == ()


def test_no_case_is_given_twice() -> None:
    asked = [str(case["chat"]) for case in CASES]
    assert len(asked) == len(set(asked)) >= 60
