"""One wording for one thing, in reports and in questions."""

import pytest
from hypothesis import given

from corpus.language.lexicon import canonical, canonical_terms
from corpus.language.rows import alternatives, rows
from corpus.language.tokens import tokenise
from tests.corpus.strategies import settled, texts


def _wording(text: str) -> str:
    return " ".join(term.exact for term in canonical_terms(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTX", "hợp tác xã"),
        ("htx", "Hợp Tác Xã"),
        ("nhà nghèo", "hộ nghèo"),
        ("khoẻ", "khỏe"),
        ("DN", "doanh nghiệp"),
    ],
)
def test_wordings_meet(one: str, other: str) -> None:
    assert _wording(one) == _wording(other)


def test_a_word_of_no_table_stays() -> None:
    assert _wording("Mèo trèo 5 cây") == "mèo trèo 5 cây"


def test_terms_keep_the_place_of_what_they_stand_for() -> None:
    terms = canonical_terms("có HTX mới", 10)
    assert {(t.start, t.end) for t in terms if t.exact in {"hợp", "tác", "xã"}} == {(13, 16)}


def test_every_abbreviation_is_spelled_out() -> None:
    for row in rows("abbreviations"):
        if alternatives(row["full"]):
            assert _wording(row["short"]), row


def test_without_marks_a_question_meets_the_report() -> None:
    typed = canonical(tokenise("nha ngheo"), strict=False)
    assert [t.folded for t in typed] == [t.folded for t in canonical_terms("hộ nghèo")]


@settled
@given(texts)
def test_terms_are_in_order_within_the_text(text: str) -> None:
    terms = canonical_terms(text)
    assert [t.start for t in terms] == sorted(t.start for t in terms)
    assert all(0 <= t.start < t.end <= len(text) for t in terms)


@pytest.mark.parametrize("canonical", sorted({row["canonical"] for row in rows("synonyms")}))
def test_a_canonical_wording_is_its_own(canonical: str) -> None:
    """No row leads to a wording that another row changes: the two would not meet."""
    assert _wording(canonical) == " ".join(token.exact for token in tokenise(canonical))
