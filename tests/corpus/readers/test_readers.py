"""Loading a file: its reader, its limits, and one clear refusal for each thing that is wrong with it."""

import os
from pathlib import Path

import pytest

from corpus.errors import (
    EmptyReport,
    ReportError,
    ReportNotFound,
    ReportTooLarge,
    UnreadableReport,
    UnsupportedFormat,
)
from corpus.limits import Limits
from corpus.readers import READERS, load, reader_for, suffixes
from corpus.reading import read_report

LIMIT = 1000


def _refusal(path: Path, limit: int = LIMIT) -> ReportError:
    with pytest.raises(ReportError) as caught:
        read_report(path, Limits(max_bytes=limit))
    return caught.value


def _assert_clear(refusal: ReportError, path: Path) -> None:
    """The message names the file once, in front, and says what to do in one Vietnamese sentence."""
    assert str(refusal).startswith(f"{path}: ")
    assert refusal.path == str(path)
    assert "Hãy" in refusal.reason or "đọc được" in refusal.reason
    assert "\n" not in str(refusal)


def test_a_file_in_its_limit_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * LIMIT)
    assert load(path, LIMIT) == b"x" * LIMIT


def test_missing(tmp_path: Path) -> None:
    refusal = _refusal(tmp_path / "không có.txt")
    assert isinstance(refusal, ReportNotFound)
    _assert_clear(refusal, tmp_path / "không có.txt")


def test_directory(tmp_path: Path) -> None:
    refusal = _refusal(tmp_path, limit=10**9)
    assert isinstance(refusal, UnreadableReport)
    _assert_clear(refusal, tmp_path)


def test_empty(tmp_path: Path) -> None:
    path = tmp_path / "rỗng.txt"
    path.touch()
    refusal = _refusal(path)
    assert isinstance(refusal, EmptyReport)
    _assert_clear(refusal, path)


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "to.txt"
    path.write_bytes(b"x" * (LIMIT + 1))
    refusal = _refusal(path)
    assert isinstance(refusal, ReportTooLarge)
    _assert_clear(refusal, path)
    assert "reading.max_mib" in refusal.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "khóa.txt"
    path.write_text("Có 5 xã.", encoding="utf-8")
    path.chmod(0)
    assert isinstance(_refusal(path), UnreadableReport)


def test_a_loop_of_links(tmp_path: Path) -> None:
    path = tmp_path / "vòng.txt"
    path.symlink_to(path)
    _assert_clear(_refusal(path), path)


def test_a_name_that_is_not_utf_8() -> None:
    """As it comes from a disk that was written under another encoding; nothing could store or show it."""
    with pytest.raises(UnreadableReport, match="tên tệp không phải UTF-8"):
        load(Path(os.fsdecode(b"b\xe1o c\xe1o.txt")), 10)


def test_unknown_format(tmp_path: Path) -> None:
    path = tmp_path / "bảng.xyz"
    path.write_text("Có 5 xã.", encoding="utf-8")
    refusal = _refusal(path)
    assert isinstance(refusal, UnsupportedFormat)
    assert all(suffix in refusal.reason for suffix in suffixes())


def test_endings_in_capitals_count() -> None:
    assert reader_for(Path("A.TXT")).name == "text"


def test_each_ending_has_one_reader() -> None:
    assert len(suffixes()) == len(set(suffixes()))
    assert len({reader.name for reader in READERS}) == len(READERS)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes())
