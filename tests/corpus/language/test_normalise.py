"""Normal forms: clean for readers, fold for comparing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.normalise import clean, fold, has_diacritics, strip_marks
from tests.corpus.cases import Case, params
from tests.corpus.strategies import settled, texts

ANY = texts | st.text(st.characters(), max_size=60)


@pytest.mark.parametrize("case", params("tones", "clean"))
def test_clean(case: Case) -> None:
    assert clean(case["text"]) == case["want"]


@pytest.mark.parametrize("case", params("tones", "fold"))
def test_fold(case: Case) -> None:
    assert fold(case["text"]) == case["want"]


def test_a_lone_surrogate_becomes_a_question_mark() -> None:
    assert clean("xã \ud800 ạ") == "xã ? ạ"


def test_strip_marks_keeps_case() -> None:
    assert strip_marks("Đắk LẮK") == "Dak LAK"


@pytest.mark.parametrize(
    ("text", "has"), [("hòa", True), ("ĐẮK", True), ("HTX", False), ("2019", False), ("", False)]
)
def test_has_diacritics(text: str, has: bool) -> None:
    assert has_diacritics(text) is has


@settled
@given(ANY)
def test_clean_is_idempotent_and_plain(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    once.encode("utf-8")


@settled
@given(texts)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
