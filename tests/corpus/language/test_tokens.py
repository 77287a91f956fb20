"""Syllables and numbers with their offsets."""

import pytest
from hypothesis import given

from corpus.language.normalise import fold
from corpus.language.tokens import bigrams, tokenise
from corpus.records import Span
from tests.corpus.slices import assert_ordered
from tests.corpus.strategies import settled, texts


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Hợp tác xã", ["Hợp", "tác", "xã"]),
        ("1.752,5 ha", ["1.752,5", "ha"]),
        ("30/37", ["30", "37"]),
        ("m2, km²", ["m2", "km²"]),
        ("664/QĐ-UBND", ["664", "QĐ", "UBND"]),
        ("a_b", ["a", "b"]),
        ("năm 2019.", ["năm", "2019"]),
        ("", []),
        ("… – !", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == tokens


def test_forms_of_a_token() -> None:
    (token,) = tokenise("HOÀ")
    assert (token.exact, token.folded) == ("hòa", "hoa")


def test_bigrams() -> None:
    assert bigrams(["hợp", "tác", "xã"]) == ["hợp tác", "tác xã"]
    assert bigrams(["xã"]) == []


@settled
@given(texts)
def test_tokens_are_slices_in_order(text: str) -> None:
    tokens = tokenise(text, 6)
    assert_ordered([Span(t.start - 6, t.end - 6) for t in tokens], len(text))
    assert [text[t.start - 6 : t.end - 6] for t in tokens] == [t.text for t in tokens]
    assert all(t.folded == fold(t.text) for t in tokens)
