"""Which letters make a syllable, and where its mark stands."""

import pytest

from corpus.language.syllables import TONES, may_be_syllable, set_tone


@pytest.mark.parametrize("text", ["nghiêng", "hoa", "quy", "yên", "gi", "ươm", "khuya", "duong", "ĐƯỜNG"])
def test_syllables(text: str) -> None:
    assert may_be_syllable(text)


@pytest.mark.parametrize("text", ["htx", "ocop", "test", "bb", "street", "xyz", "2019", ""])
def test_no_syllables(text: str) -> None:
    assert not may_be_syllable(text)


@pytest.mark.parametrize(
    ("bare", "key", "marked"),
    [
        ("hoa", "f", "hòa"),
        ("hoan", "f", "hoàn"),
        ("thuy", "r", "thủy"),
        ("quy", "s", "quý"),
        ("gia", "s", "giá"),
        ("nghiêp", "j", "nghiệp"),
        ("ngoai", "f", "ngoài"),
        ("cua", "r", "của"),
        ("giư", "x", "giữ"),
        ("bcd", "s", "bcd"),
    ],
)
def test_set_tone(bare: str, key: str, marked: str) -> None:
    assert set_tone(bare, TONES[key]) == marked


def test_no_tone_changes_nothing() -> None:
    assert set_tone("hoa", "") == "hoa"
