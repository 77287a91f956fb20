"""Normal forms: clean for readers, fold for comparing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.normalise import clean, fold, has_diacritics, strip_marks
from tests.corpus.cases import Case, params
from tests.corpus.cpu import seconds
from tests.corpus.strategies import settled, texts

_TRICKY = (
    "aeAÐðɖƢƣаеАΑον=≤\u0300\u0301\u0323\u0338\uf0b7\uf02d\uf03d\uf0e6\u2011\u00ad\u2028\u202f\u00a0 \t\n\r\x0b1"
)
ANY = texts | st.text(st.characters(), max_size=60) | st.text(_TRICKY, max_size=20)


@pytest.mark.parametrize("case", params("tones", "clean"))
def test_clean(case: Case) -> None:
    assert clean(case["text"]) == case["want"]


@pytest.mark.parametrize("case", params("normalise", "lookalikes"))
def test_clean_mends_lookalikes(case: Case) -> None:
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


@pytest.mark.parametrize(
    "piece", ["hợp tác xã ", "\uf0b7 ", "Ðắk ", "nghеo ", "Москва ", "\u0301", "\u00ad", "\r\n", "ð"]
)
def test_clean_reads_megabytes_in_seconds(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert seconds(lambda: clean(text)) < 12
