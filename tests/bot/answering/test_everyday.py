"""The whole way over made reports, in everyday words. The cases are in tests/cases/answers-everyday.toml."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answering.records import AnswerStatus
from tests.bot.answering.made_library import Case, asked, opened, params
from tests.library import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """An answerer over the made reports."""
    folder: Path = tmp_path_factory.mktemp("everyday")
    with opened("everyday", folder) as found:
        yield found


@pytest.mark.parametrize("case", params("everyday"))
def test_what_is_answered(library: Library, case: Case) -> None:
    answer = asked(library, case)
    assert [value.value for value in answer.values] == case["values"], answer.text
    answered = bool(case["values"] or "says" in case)
    assert answer.status is (AnswerStatus.ANSWERED if answered else AnswerStatus.NOT_FOUND)
    assert case.get("says", "") in answer.text
