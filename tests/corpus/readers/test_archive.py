"""The ZIP guard: what an archive declares is checked, and what comes out of it is counted again."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from corpus.errors import DamagedReport, EmptyReport, ProtectedReport, ReportError, TooComplex, WrongContent
from corpus.limits import MIB, Limits
from corpus.readers.archive import SafeArchive, open_archive

PATH = Path("phụ-lục.xlsx")


def _zip(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def _open(data: bytes, limits: Limits | None = None) -> SafeArchive:
    return open_archive(PATH, data, limits or Limits())


def _patched(data: bytes, header: bytes, at: int, value: bytes) -> bytes:
    """The archive with bytes of its first header of a kind changed."""
    start = data.index(header) + at
    return data[:start] + value + data[start + len(value) :]


def test_files_are_listed_and_read() -> None:
    archive = _open(_zip({"a/": b"", "a/b.xml": b"<x/>", "c": b""}))
    assert archive.names == ("a/b.xml", "c")
    assert (archive.read("a/b.xml"), archive.read("c")) == (b"<x/>", b"")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", EmptyReport),
        (b"%PDF-1.7", WrongContent),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), WrongContent),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ProtectedReport),
        (b"PK\x03\x04" + bytes(range(256)) * 20, DamagedReport),
        (_zip({"a": b"x" * 5000})[:-30], DamagedReport),
    ],
)
def test_what_is_no_archive(data: bytes, expected: type[ReportError]) -> None:
    with pytest.raises(expected, match=r"phụ-lục\.xlsx: .*Hãy"):
        _open(data)


@pytest.mark.parametrize(
    ("files", "limits", "setting"),
    [
        ({str(i): b"" for i in range(6)}, Limits(max_files=5), "max_files"),
        ({str(i): b"" for i in range(60)}, Limits(max_files=5), "max_files"),
        ({"a": b"x" * 600, "b": b"x" * 600}, Limits(max_unpacked=1000), "max_unpacked"),
        ({"a": bytes(8 * MIB)}, Limits(max_ratio=150), "max_ratio"),
    ],
)
def test_declared_beyond_the_limits(files: dict[str, bytes], limits: Limits, setting: str) -> None:
    with pytest.raises(TooComplex, match=setting):
        _open(_zip(files), limits)


def test_small_repetitive_files_are_no_bomb() -> None:
    assert len(_open(_zip({"a": bytes(2 * MIB)})).read("a")) == 2 * MIB


def test_all_reads_count_together() -> None:
    archive = _open(_zip({"a": b"x" * 600}), Limits(max_unpacked=1000))
    archive.read("a")
    with pytest.raises(TooComplex, match="max_unpacked"):
        archive.read("a")


@pytest.mark.parametrize("size", [10, 1 << 31])
def test_a_header_that_lies_about_the_size(size: int) -> None:
    data = _patched(_zip({"a": bytes(100_000)}), b"PK\x01\x02", 24, struct.pack("<I", size))
    with pytest.raises((DamagedReport, TooComplex)):
        _open(data).read("a")


def test_missing_and_damaged_files() -> None:
    data = _zip({"a": b"abc" * 500})
    with pytest.raises(DamagedReport, match="thiếu phần b"):
        _open(data).read("b")
    broken = data[:40] + bytes(8) + data[48:]
    with pytest.raises(DamagedReport):
        _open(broken).read("a")


def test_a_password() -> None:
    data = _patched(_zip({"a": b"abc"}), b"PK\x01\x02", 8, b"\x01\x00")
    with pytest.raises(ProtectedReport):
        _open(data).read("a")


def test_an_unknown_packing() -> None:
    data = _patched(_zip({"a": b"abc"}), b"PK\x01\x02", 10, b"\x61\x00")
    with pytest.raises(DamagedReport):
        _open(data).read("a")
