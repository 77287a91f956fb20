"""Places of the reports, found in a question with or without level and marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.gazetteer import Gazetteer, Named, targets
from corpus.records import Span
from tests.corpus.strategies import settled, texts

NAMES = [
    "huyện Pác Nặm",
    "huyện Ba Bể",
    "xã Cổ Linh",
    "xã Bình",
    "thôn Nà Nghè",
    "thành phố Bắc Kạn",
    "quận Hải An",
    "Bắc Kạn",
    "",
]
PLACES = Gazetteer(NAMES)
_WORDS = [*NAMES, "pac nam", "ba be", "Ba Be district", "Hà Giang", "ha giang", "và", ",", "2019", "có mấy xã"]


def found(text: str, *, strict: bool) -> list[tuple[str, str]]:
    return [(place.name, place.span.of(text)) for place in PLACES.find(text, strict=strict)]


@pytest.mark.parametrize(
    ("text", "strict", "places"),
    [
        ("pac nam co bao nhieu htx", False, [("huyện Pác Nặm", "pac nam")]),
        ("Pác Nặm và Ba Bể", True, [("huyện Pác Nặm", "Pác Nặm"), ("huyện Ba Bể", "Ba Bể")]),
        ("huyện Pác Nặm có mấy xã", True, [("huyện Pác Nặm", "huyện Pác Nặm")]),
        ("thôn Nà Nghè, xã Cổ Linh", True, [("thôn Nà Nghè", "thôn Nà Nghè"), ("xã Cổ Linh", "xã Cổ Linh")]),
        ("na nghe o dau", False, [("thôn Nà Nghè", "na nghe")]),
        ("pac nam, huyen ba be", False, [("huyện Pác Nặm", "pac nam"), ("huyện Ba Bể", "huyen ba be")]),
        ("How many in Ba Be district", False, [("huyện Ba Bể", "Ba Be")]),
        ("bao nhiêu hộ huyện Hai An 2023", True, [("quận Hải An", "huyện Hai An")]),
        ("tỉnh bắc kạn", True, [("Bắc Kạn", "bắc kạn")]),
        ("thành phố Bắc Kạn", True, [("thành phố Bắc Kạn", "thành phố Bắc Kạn")]),
        ("Hà Giang có mấy huyện", True, [("Hà Giang", "Hà Giang")]),
        ("bình quân mỗi xã", True, []),
        ("pác năm trâu", True, []),
        ("hai nghìn con bò", True, []),
        ("", True, []),
    ],
)
def test_places_in_a_question(text: str, strict: bool, places: list[tuple[str, str]]) -> None:
    assert found(text, strict=strict) == places


@settled
@given(st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join) | texts, st.booleans())
def test_spans_are_in_order_and_apart(text: str, strict: bool) -> None:
    spans = [place.span for place in PLACES.find(text, strict=strict)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@settled
@given(st.sampled_from([name for name in NAMES if name]), st.sampled_from(["ở {}?", "{} có gì", "số hộ {} 2019"]))
def test_a_name_slices_the_question(name: str, wording: str) -> None:
    text = wording.format(name)
    (place,) = PLACES.find(text, strict=True)
    assert place.name == name
    assert place.span.of(text) == name


@pytest.mark.parametrize(
    ("names", "compared", "asked", "within"),
    [
        (["thôn Nà Nghè", "xã Cổ Linh"], False, ["thôn Nà Nghè"], ["xã Cổ Linh"]),
        (["thôn Nà Nghè", "xã Cổ Linh"], True, ["thôn Nà Nghè", "xã Cổ Linh"], []),
        (["huyện Ba Bể", "Bắc Kạn"], False, ["huyện Ba Bể"], ["Bắc Kạn"]),
        (["huyện Ba Bể", "huyện Pác Nặm"], False, ["huyện Ba Bể", "huyện Pác Nặm"], []),
        (["Bắc Kạn", "Bắc Kạn"], False, ["Bắc Kạn"], []),
        ([], False, [], []),
    ],
)
def test_the_lowest_is_asked_for(names: list[str], compared: bool, asked: list[str], within: list[str]) -> None:
    named = [Named(name, Span(0, 1)) for name in names]
    assert targets(named, compared=compared) == (tuple(asked), tuple(within))


def test_only_a_province_is_one() -> None:
    assert [Named(name, Span(0, 1)).is_province for name in ("Bắc Kạn", "thành phố Bắc Kạn")] == [True, False]
