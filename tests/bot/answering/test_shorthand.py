"""Short forms are written out, those of several meanings by their neighbours in the reports; the cases are in
tests/cases/shorthand.toml."""

from collections.abc import Mapping

import pytest
from hypothesis import given

from bot.answering.shorthand import written_out
from corpus.language.rows import alternatives, rows
from corpus.language.tokens import tokenise
from tests.bot.answering.asking import numbers, questions
from tests.bot.answering.knowing import Knowing
from tests.corpus.cases import Case, params, tables
from tests.corpus.strategies import settled, vietnamese


class Beside(Knowing):
    """Reports that have some syllables side by side, each pair so often."""

    def __init__(self, pairs: Mapping[str, int]) -> None:
        self.pairs = pairs

    def how_often(self, first: str, second: str) -> int:
        return self.pairs.get(f"{first} {second}", 0)


NOTHING = Beside({})
SURE = [case for case in tables("shorthand")["case"] if "known_failure" not in case]


def written(case: Case) -> str:
    return written_out(case["typed"], Beside(case.get("beside", {})))


@pytest.mark.parametrize("case", params("shorthand"))
def test_written_out(case: Case) -> None:
    assert written(case) == case.get("meant", case["typed"])


@pytest.mark.parametrize("case", [pytest.param(case, id=case["note"]) for case in SURE])
def test_what_is_written_out_stays(case: Case) -> None:
    once = written(case)
    assert written_out(once, Beside(case.get("beside", {}))) == once


@settled
@given(questions)
def test_words_in_full_are_left_alone(text: str) -> None:
    assert written_out(text, NOTHING) == text


@settled
@given(vietnamese)
def test_no_number_is_lost(text: str) -> None:
    assert numbers(written_out(text, NOTHING)) == numbers(text)


@pytest.mark.parametrize("short", [row["short"] for row in rows("teencode") if "|" in row["full"]])
def test_every_meaning_of_a_phone_spelling_can_be_meant(short: str) -> None:
    meanings = next(alternatives(row["full"]) for row in rows("teencode") if row["short"] == short)
    for meaning in meanings:
        syllables = [token.folded for token in tokenise(meaning)]
        beside = Beside({f"moi {syllables[0]}": 9, f"{syllables[-1]} moi": 9})
        assert written_out(f"mới {short} mới", beside) == f"mới {meaning} mới"


@pytest.mark.parametrize("join", ["/", "-"])
@pytest.mark.parametrize("text", ["số 7{}{} nào", "số {1}{0}7 nào"])
def test_no_phone_spelling_is_written_out_beside_a_join(text: str, join: str) -> None:
    texts = [text.format(join, row["short"]) for row in rows("teencode")]
    assert [text for text in texts if written_out(text, NOTHING) != text] == []
