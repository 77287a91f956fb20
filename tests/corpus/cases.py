"""Loads the cases of tests/cases/*.toml as pytest parameters.

A row has `note` (the phenomenon), `sort` (wild: seen in real reports, in our words; synthetic: made up; negative:
nothing, or nothing more, may be read) and, where the code is known to be wrong, `known_failure` with the reason:
the test then must fail (strict xfail), so that whoever mends it takes the line out.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from corpus.language.normalise import fold

CASES = Path(__file__).parent.parent / "cases"
SORTS = frozenset({"wild", "synthetic", "negative"})
Case = dict[str, Any]


@cache
def tables(name: str) -> dict[str, list[Case]]:
    """Every table of one case file."""
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def params(name: str, table: str = "case") -> list[ParameterSet]:
    """The rows of one table, each with an id; known failures as strict xfail."""
    return [_param(number, case) for number, case in enumerate(tables(name)[table], 1)]


def _param(number: int, case: Case) -> ParameterSet:
    reason = case.get("known_failure", "")
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(case, id=f"{number:02d} {fold(case['note'])}", marks=marks)
