"""How a text becomes the terms of each field."""

import pytest

from index.fields import Field, Weights, document_terms, folded_terms, query_terms

ACCENTED = {Field.WORDS, Field.SYLLABLES, Field.BIGRAMS}
FOLDED = {Field.FOLDED, Field.FOLDED_BIGRAMS}


def test_a_document_has_every_field() -> None:
    terms = document_terms("Hợp tác xã Đắk", ["hợp_tác_xã", "", "đắk"])
    assert terms == {
        Field.WORDS: ["hợp_tác_xã", "đắk"],
        Field.SYLLABLES: ["hợp", "tác", "xã", "đắk"],
        Field.BIGRAMS: ["hợp tác", "tác xã", "xã đắk"],
        Field.FOLDED: ["hop", "tac", "xa", "dak"],
        Field.FOLDED_BIGRAMS: ["hop tac", "tac xa", "xa dak"],
    }
    assert set(terms) == set(Field)


def test_folded_terms_are_those_of_the_document() -> None:
    whole = document_terms("Đường 1.752,5 m", [])
    assert folded_terms("Đường 1.752,5 m") == {field: whole[field] for field in FOLDED}


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("hợp tác xã", ACCENTED),
        ("hop tác xa", ACCENTED),
        ("đ", ACCENTED),
        ("hop tac xa", FOLDED),
        ("HTX 2019", FOLDED),
        ("", FOLDED),
    ],
)
def test_marks_choose_the_fields(query: str, fields: set[Field]) -> None:
    assert set(query_terms(query, [], Weights())) == fields


def test_weights_go_with_their_fields() -> None:
    weights = Weights(words=3, syllables=5, bigrams=7)
    accented, bare = query_terms("xã", ["xã"], weights), query_terms("xa", [], weights)
    assert {field: weight for field, (_, weight) in accented.items()} == {
        Field.WORDS: 3,
        Field.SYLLABLES: 5,
        Field.BIGRAMS: 7,
    }
    assert {field: weight for field, (_, weight) in bare.items()} == {Field.FOLDED: 5, Field.FOLDED_BIGRAMS: 7}


@pytest.mark.parametrize("text", ["", "…", "—", "\n\t"])
def test_no_word_gives_no_term(text: str) -> None:
    assert not any(document_terms(text, []).values())


@pytest.mark.parametrize(("one", "other"), [("hòa", "hoà"), ("thủy lợi", "thuỷ lợi"), ("HTX", "htx")])
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert document_terms(one, [])[Field.SYLLABLES] == document_terms(other, [])[Field.SYLLABLES]
