"""Places: provinces before and after 2025, named lower levels, whole units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.places import (
    find_places,
    find_provinces,
    find_scopes,
    merged_from,
    merged_into,
    province_names,
    same_place,
)
from tests.corpus.cases import Case, params
from tests.corpus.cpu import growth, seconds
from tests.corpus.slices import assert_ordered
from tests.corpus.strategies import settled, texts

LONG = 200_000
HOSTILE = [
    "Hà Nội ",
    "tỉnh ",
    "các huyện ",
    "các xã A, ",
    "HÀ ",
    "Nguyễn ",
    "thành phố Hà",
    "a",
    "A",
    " ",
    "xã Ba Bể (",
    "các phường 1, ",
    "bà rịa - ",
    "\n",
]
_WORDS = (
    "các huyện",
    "Ba Bể",
    "Hà Nội",
    "TP.",
    "XÃ",
    "HỘI",
    "xã",
    ",",
    "và",
    "3",
    "(",
    ")",
    ":",
    "thôn",
    "Nguyễn",
    "İ",
)
names = st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join)


@pytest.mark.parametrize("case", params("places"))
def test_found(case: Case) -> None:
    assert [place.name for place in find_places(case["text"])] == case["found"]


@pytest.mark.parametrize("case", params("places", "scopes"))
def test_scopes(case: Case) -> None:
    assert [f"{scope.level}|{scope.name}" for scope in find_scopes(case["text"])] == case["want"]


def test_every_province_finds_itself() -> None:
    for name in province_names():
        assert [place.name for place in find_provinces(f"tỉnh {name} có")] == [name]
        assert [place.name for place in find_provinces(f"TỈNH {name.upper()}")] == [name]


def test_same_place_needs_no_marks() -> None:
    assert same_place("Bắc Kạn", "bac kan")
    assert not same_place("Bắc Kạn", "Bắc Ninh")


MERGED = {
    "An Giang": "An Giang, Kiên Giang",
    "Bắc Ninh": "Bắc Giang, Bắc Ninh",
    "Cà Mau": "Bạc Liêu, Cà Mau",
    "Cần Thơ": "Cần Thơ, Hậu Giang, Sóc Trăng",
    "Cao Bằng": "Cao Bằng",
    "Đà Nẵng": "Đà Nẵng, Quảng Nam",
    "Đắk Lắk": "Phú Yên, Đắk Lắk",
    "Điện Biên": "Điện Biên",
    "Đồng Nai": "Bình Phước, Đồng Nai",
    "Đồng Tháp": "Tiền Giang, Đồng Tháp",
    "Gia Lai": "Bình Định, Gia Lai",
    "Hà Nội": "Hà Nội",
    "Hà Tĩnh": "Hà Tĩnh",
    "Hải Phòng": "Hải Dương, Hải Phòng",
    "Hồ Chí Minh": "Bà Rịa - Vũng Tàu, Bình Dương, Hồ Chí Minh",
    "Huế": "Huế",
    "Hưng Yên": "Hưng Yên, Thái Bình",
    "Khánh Hòa": "Khánh Hòa, Ninh Thuận",
    "Lai Châu": "Lai Châu",
    "Lâm Đồng": "Bình Thuận, Lâm Đồng, Đắk Nông",
    "Lạng Sơn": "Lạng Sơn",
    "Lào Cai": "Lào Cai, Yên Bái",
    "Nghệ An": "Nghệ An",
    "Ninh Bình": "Hà Nam, Nam Định, Ninh Bình",
    "Phú Thọ": "Hòa Bình, Phú Thọ, Vĩnh Phúc",
    "Quảng Ngãi": "Kon Tum, Quảng Ngãi",
    "Quảng Ninh": "Quảng Ninh",
    "Quảng Trị": "Quảng Bình, Quảng Trị",
    "Sơn La": "Sơn La",
    "Tây Ninh": "Long An, Tây Ninh",
    "Thái Nguyên": "Bắc Kạn, Thái Nguyên",
    "Thanh Hóa": "Thanh Hóa",
    "Tuyên Quang": "Hà Giang, Tuyên Quang",
    "Vĩnh Long": "Bến Tre, Trà Vinh, Vĩnh Long",
}


@pytest.mark.parametrize(("today", "before"), MERGED.items())
def test_mergers_of_2025(today: str, before: str) -> None:
    assert set(merged_from(today)) == set(before.split(", "))
    assert {merged_into(name) for name in before.split(", ")} == {today}


def test_mergers_are_of_all() -> None:
    assert len(MERGED) == 34
    assert sum(len(merged_from(name)) for name in MERGED) == 63
    assert merged_into("Atlantis") == ""
    assert merged_from("Bắc Kạn") == ()


@pytest.mark.parametrize(
    "word", ["huyện", "xã", "phường", "thị trấn", "thị xã", "quận", "thôn", "ấp", "khu phố", "đặc khu"]
)
def test_levels_in_any_case(word: str) -> None:
    for written in (word, word.capitalize(), word.upper()):
        name = "Tân Lập" if written != word.upper() else "TÂN LẬP"
        assert [p.name for p in find_places(f"{written} {name}")] == [f"{word} Tân Lập"]


@settled
@given(texts)
def test_provinces_are_slices_in_order(text: str) -> None:
    places = find_provinces(text, 3)
    assert_ordered([place.span.shift(-3) for place in places], len(text))
    assert {place.name for place in places} <= province_names()


@settled
@given(texts | names)
def test_places_are_slices_in_order(text: str) -> None:
    for find in (find_places, find_scopes):
        spans = [place.span.shift(-5) for place in find(text, 5)]
        assert_ordered(spans, len(text))
        assert all(span.of(text).strip() == span.of(text) for span in spans)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_line_takes_seconds(piece: str) -> None:
    line = piece * (LONG // len(piece))
    assert seconds(lambda: find_places(line)) < 6
    assert seconds(lambda: find_scopes(line)) < 2


def test_time_grows_with_length() -> None:
    assert growth(lambda n: find_places("các huyện Ba Bể, Na Rì (12 chợ) và tỉnh Hà Nội " * n), 800) < 8
