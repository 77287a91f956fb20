"""The lower places that reports name: found in text, kept per version, damage told."""

import json
from pathlib import Path

import pytest

from index.build import Builder
from index.errors import IndexDamaged
from index.health import look
from index.layout import Layout
from index.mentions import load_mentions, mentions_of, save_mentions
from index.search import Searcher
from index.store import Store

FILE = "mentions.json"


def mentioned(folder: Path, *texts: str) -> frozenset[str]:
    """What is read back of the names in some texts."""
    save_mentions(mentions_of(texts), folder)
    return frozenset(load_mentions(folder))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Huyện Quản Bạ và thị trấn Tam Sơn mở chợ.", {"huyện Quản Bạ", "thị trấn Tam Sơn"}),
        ("Đường nối xã Lũng Phìn với thôn Sủng Lủ.", {"xã Lũng Phìn", "thôn Sủng Lủ"}),
        ("Tỉnh Hà Giang giáp tỉnh Cao Bằng.", set()),
        ("Hà Giang có huyện Quản Bạ.", {"huyện Quản Bạ"}),
        ("Các xã, huyện của tỉnh mở chợ.", set()),
        ("", set()),
    ],
)
def test_names_below_the_province(tmp_path: Path, text: str, names: set[str]) -> None:
    assert mentioned(tmp_path, text) == names


def test_a_town_of_its_province_is_none(tmp_path: Path) -> None:
    """ "Thành phố Hà Giang" is a town, "Hà Giang" the province."""
    assert mentioned(tmp_path, "Thành phố Hà Giang và tỉnh Hà Giang.") == {"thành phố Hà Giang"}


def test_a_city_that_is_a_province_is_no_name_below_it(tmp_path: Path) -> None:
    assert mentioned(tmp_path, "Thành phố Hải Phòng hỗ trợ xã Lũng Phìn.") == {"xã Lũng Phìn"}


def test_names_of_all_texts_each_once(tmp_path: Path) -> None:
    texts = ["Xã Lũng Phìn có chợ.", "Không có tên nào.", "Huyện Quản Bạ, xã Lũng Phìn."]
    assert mentioned(tmp_path, *texts) == {"huyện Quản Bạ", "xã Lũng Phìn"}
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8")) == {"huyện Quản Bạ": 1, "xã Lũng Phìn": 2}


def test_the_file_is_the_same_whatever_the_order(tmp_path: Path) -> None:
    texts = ["Xã Lũng Phìn.", "Huyện Quản Bạ.", "Thôn Sủng Lủ."]
    save_mentions(mentions_of(texts), tmp_path)
    first = (tmp_path / FILE).read_bytes()
    save_mentions(mentions_of(texts[::-1]), tmp_path)
    assert (tmp_path / FILE).read_bytes() == first


def test_what_was_kept_before_is_forgotten(tmp_path: Path) -> None:
    save_mentions(mentions_of(["Xã Lũng Phìn."]), tmp_path)
    assert mentioned(tmp_path, "Huyện Quản Bạ.") == {"huyện Quản Bạ"}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"[", id="cut short"),
        pytest.param(b'["x\xc3', id="cut within a letter"),
        pytest.param(b"\xff\xfe\x00", id="no text"),
        pytest.param(b'{"a": "1"}', id="no counts"),
        pytest.param(b"null", id="nothing"),
        pytest.param(b'"x"', id="one name"),
        pytest.param(
            b"[1, null]",
            id="a list",
        ),
    ],
)
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(IndexDamaged, match="index rebuild") as raised:
        load_mentions(tmp_path)
    assert FILE in str(raised.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match=FILE):
        load_mentions(tmp_path)


def test_an_index_has_the_names_of_its_reports(build: Builder, layout: Layout, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("BÁO CÁO\nChợ phiên năm 2021\n\nHuyện Quản Bạ và xã Lũng Phìn có 12 chợ.\n", encoding="utf-8")
    build.add([(path, path.name)])
    with Store.open(layout) as store:
        live = store.live()
        assert live is not None
        assert Searcher(store, layout).mentioned_places() == {"huyện Quản Bạ", "xã Lũng Phìn"}
        assert set(load_mentions(layout.version(live))) == {"huyện Quản Bạ", "xã Lũng Phìn"}


def test_a_check_tells_that_the_file_is_missing(sample_data: Path) -> None:
    (Layout(sample_data).version(1) / FILE).unlink()
    assert FILE in look(Layout(sample_data)).problem
