"""Tone marks in their usual place, one character for one."""

import pytest
from hypothesis import given

from corpus.language.normalise import fold
from corpus.language.tones import normal_tones, place_tone
from tests.corpus.cases import Case, params
from tests.corpus.strategies import settled, syllables, texts


@pytest.mark.parametrize("case", params("tones", "tones"))
def test_normal_tones(case: Case) -> None:
    assert normal_tones(case["text"]) == case["want"]


@settled
@given(texts | syllables)
def test_normal_tones_keeps_length_and_is_idempotent(text: str) -> None:
    once = normal_tones(text)
    assert len(once) == len(text)
    assert normal_tones(once) == once


@settled
@given(syllables)
def test_place_tone_moves_a_mark_and_nothing_else(syllable: str) -> None:
    placed = place_tone(syllable)
    assert place_tone(placed) == placed
    assert fold(placed) == fold(syllable)
    assert [c.isupper() for c in placed] == [c.isupper() for c in syllable]
