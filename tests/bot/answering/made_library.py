"""Reports and questions of a case file tests/cases/answers-*.toml, indexed and asked."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from bot.answering.records import Answer
from corpus.language.normalise import fold
from tests.library import Library, open_library
from tests.processes import ROOT

Case = dict[str, Any]
_MARKER = re.compile(r"\[(\d+)\]")


@cache
def made(name: str) -> dict[str, list[Case]]:
    """The reports and cases of tests/cases/answers-<name>.toml."""
    return tomllib.loads((ROOT / f"tests/cases/answers-{name}.toml").read_text(encoding="utf-8"))


def params(name: str, *, sure: bool = False) -> list[ParameterSet]:
    """The cases with an id each, known failures as strict xfail; `sure`: without those."""
    cases = made(name)["case"]
    return [_param(case) for case in cases if not (sure and "xfail" in case)]


def _param(case: Case) -> ParameterSet:
    marks = [pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else []
    return pytest.param(case, id=f"{fold(case['note'])}: {fold(case['chat'][-1])}", marks=marks)


@contextmanager
def opened(name: str, folder: Path) -> Iterator[Library]:
    """An answerer over the reports, written into `folder`."""
    files = []
    for report in made(name)["report"]:
        files.append(folder / report["source"])
        files[-1].write_text(report["text"], encoding="utf-8")
    with open_library(files) as library:
        yield library


def asked(library: Library, case: Case) -> Answer:
    """The answer to the last question of a case, in a chat of its own."""
    return [library.ask(question, str(case["chat"])) for question in case["chat"]][-1]


def lines(answer: Answer) -> list[str]:
    """The lines of an answer above its sources."""
    return [line for line in answer.text.splitlines() if not line.startswith("[")]


def marked(answer: Answer, line: str) -> list[str]:
    """The sources that the markers of a line name, in order."""
    return [answer.citations[int(number) - 1].source for number in _MARKER.findall(line)]
