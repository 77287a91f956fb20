"""Places: provinces before and after 2025, named lower levels."""

import pytest
from hypothesis import given

from corpus.language.places import find_places, find_provinces, province_names, same_place
from tests.corpus.cases import Case, params
from tests.corpus.slices import assert_ordered
from tests.corpus.strategies import settled, texts


@pytest.mark.parametrize("case", params("places"))
def test_found(case: Case) -> None:
    assert [place.name for place in find_places(case["text"])] == case["found"]


def test_every_province_finds_itself() -> None:
    for name in province_names():
        assert [place.name for place in find_provinces(f"tỉnh {name} có")] == [name]
        assert [place.name for place in find_provinces(f"TỈNH {name.upper()}")] == [name]


def test_same_place_needs_no_marks() -> None:
    assert same_place("Bắc Kạn", "bac kan")
    assert not same_place("Bắc Kạn", "Bắc Ninh")


@settled
@given(texts)
def test_provinces_are_slices_in_order(text: str) -> None:
    places = find_provinces(text, 3)
    assert_ordered([place.span.shift(-3) for place in places], len(text))
    assert {place.name for place in places} <= province_names()
